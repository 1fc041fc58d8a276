// Members say what they think of a plan, and editors settle it: with and without script, at 320 px, and by keyboard.
import assert from "node:assert/strict";
import { test } from "node:test";
import { audit } from "./support/audit.mjs";
import { demo } from "./support/demo.mjs";
import { take, type } from "./support/keyboard.mjs";
import { follow, press, put } from "./support/meeting.mjs";

const stage = demo();
const PLAN = "/groups/wg-strategy/plans/wsis20";
const NARROW = { viewport: { width: 320, height: 640 } };

for (const script of [true, false]) {
  test(`a member suggests, two editors meet, and one settles, ${script ? "with" : "without"} script`, async () => {
    const member = await stage.page("member", { script, ...NARROW });
    await member.goto(PLAN);
    await audit(member, "a plan that is open for comments");
    await follow(member, /^Suggest a change to Objective 4/);
    await put(member, "What it should say", `What the IGF has achieved, told in examples (${script}).`);
    await blankOut(member, "Send the suggestion");
    await put(member, "Why", "@Nobody needs a **compendium** without a text.");
    await press(member, "Send the suggestion");
    await says(member, "Comment sent.");
    await audit(member, "a suggestion");
    await put(member, "Your reply", "One more word.");
    await press(member, "Send the reply");
    await says(member, "Your reply is sent.");
    const address = member.url();

    const editor = await stage.page("secretariat", { script, ...NARROW });
    await editor.goto(`${address}/settlement`);
    await audit(editor, "a suggestion that is to be settled");
    assert.equal((await press(editor, "Decide")).status(), 422);
    await audit(editor, "a settlement that says nothing");

    const other = await stage.page("cochair", { script, ...NARROW });
    await other.goto(PLAN);
    await follow(other, /^Edit objective 4/);
    await put(other, "Text (optional)", `What the IGF has achieved since 2005, ${script}.`);
    await press(other, "Save the objective");

    await editor.getByLabel("Accepted", { exact: true }).check();
    assert.equal((await press(editor, "Decide")).status(), 409);
    await audit(editor, "a settlement that somebody else has overtaken");
    await put(editor, "The text as it will be", `What the IGF has achieved since 2005, in examples (${script}).`);
    await press(editor, "Decide");
    await says(editor, "Decision saved.");
    await audit(editor, "a suggestion that is settled");
    await editor.goto(PLAN);
    assert.ok(await editor.getByText(`since 2005, in examples (${script}).`).isVisible());
    for (const page of ["comments", "dispositions", `comments?state=open`]) {
      await editor.goto(`${PLAN}/${page}`);
      await audit(editor, page);
    }
  });
}

test("a member comments, and the secretariat settles, by keyboard", async () => {
  const member = await stage.page("member");
  await member.goto(`${PLAN}/comments`);
  await take(member, "Comment");
  await type(member, "Your comment", "By keys alone.");
  await take(member, "Send the comment");
  await says(member, "Comment sent.");
  const editor = await stage.page("secretariat");
  await editor.goto(member.url());
  await take(editor, "Decide on it");
  await type(editor, "Accepted", " ");
  await take(editor, "Decide");
  await says(editor, "Decision saved.");
});

test("somebody from the public comments, and the secretariat publishes it", async () => {
  const address = "paul@example.net";
  const paul = await stage.page(undefined, { script: false, ...NARROW });
  await paul.goto(`${PLAN}/public-comments/new`);
  assert.equal((await press(paul, "Send the comment")).status(), 422);
  await audit(paul, "a comment from the public that says nothing");
  await put(paul, "Your name", "Paul Public");
  await put(paul, "Your e-mail address", address);
  await put(paul, "Your comment", "A *good* plan.");
  await press(paul, "Send the comment");
  const mail = await stage.server.mails.latestTo(address);
  await paul.goto(mail.link);
  await audit(paul, "a comment that is to be confirmed");
  await press(paul, "Confirm the comment");
  await audit(paul, "a comment that is confirmed");

  const secretary = await stage.page("secretariat", NARROW);
  await secretary.goto("/");
  await follow(secretary, /^Publish \d comments from the public/);
  await audit(secretary, "comments that wait");
  assert.equal((await press(secretary, /^Reject this comment/)).status(), 422);
  await audit(secretary, "a rejection without a reason");
  await press(secretary, "Publish this comment Paul Public");
  await audit(secretary, "what still waits");
  await paul.goto(`${PLAN}/comments`);
  await follow(paul, /Comment on the plan/);
  await audit(paul, "a comment from the public");
  await paul.goto("/public-comments/unknown");
  await audit(paul, "a link that is over");
});

/** What is missing is asked for, and the rest of what was typed comes back. */
async function blankOut(page, button) {
  const typed = await page.getByLabel("What it should say").inputValue();
  assert.equal((await press(page, button)).status(), 422);
  await audit(page, "a suggestion without a reason");
  assert.equal(await page.getByLabel("What it should say").inputValue(), typed);
}

async function says(page, notice) {
  assert.equal(await page.getByRole("status").first().textContent(), notice);
}
