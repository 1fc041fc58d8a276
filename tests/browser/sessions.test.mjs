// A session that ended while somebody was writing: with and without script, by keyboard alone, and for nobody else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { audit } from "./support/audit.mjs";
import { demo } from "./support/demo.mjs";
import { titlesOf } from "./support/desk.mjs";
import { take, type } from "./support/keyboard.mjs";
import { press, put } from "./support/meeting.mjs";
import { PASSWORD, PEOPLE } from "./support/people.mjs";
import { linkOn } from "./support/visits.mjs";

const stage = demo();
const GROUP = "/groups/wg-strategy";
const WORDS = "The budget is enough, said the chair — “for now” & <not longer>.";

/** The form of an agenda item, with all its fields. */
async function toAnItem(page) {
  await page.goto(`${GROUP}/meetings/46/agenda`);
  const [item] = await page.locator("#items li[data-id]").evaluateAll((all) => all.map((one) => one.dataset.id));
  await page.goto(`${GROUP}/meetings/46/agenda/items/${item}`);
  return new URL(page.url());
}

for (const script of [true, false]) {
  const word = script ? "with" : "without";

  test(`what was typed is there again after signing in, ${word} script`, async () => {
    const page = await stage.page("cochair", { script });
    const { pathname } = await toAnItem(page);
    await put(page, "Title", WORDS);
    await endSession(page);
    assert.equal((await press(page, "Save")).status(), 401);
    await audit(page, "a form whose session has ended");
    assert.equal(await page.getByText(WORDS).count(), 0, "The page to sign in shows nothing of it.");

    await type(page, "E-mail address", PEOPLE.cochair);
    await type(page, "Password", PASSWORD);
    await enter(page);
    assert.equal(new URL(page.url()).pathname, pathname);
    assert.equal(await page.evaluate(() => document.activeElement.matches(".unsent")), true);
    assert.equal(await page.getByLabel("Title", { exact: true }).inputValue(), WORDS);
    await audit(page, "a form that is filled in again");
    await take(page, "Save");
    assert.equal(await page.getByRole("status").first().textContent(), "The item is saved.");
    assert.ok((await titlesOf(page)).includes(WORDS));
  });

  test(`nobody else is shown or sends what was typed, ${word} script`, async () => {
    const page = await stage.page("secretariat", { script });
    await page.goto(`${GROUP}/invitations/new`);
    await put(page, "E-mail address", "somebody@example.org");
    await endSession(page);
    assert.equal((await press(page, "Send the invitation")).status(), 401);

    await signInHere(page, "cochair2");
    await page.getByRole("heading", { name: "Someone else typed this" }).waitFor();
    await audit(page, "a form that somebody else typed");
    assert.equal(await page.getByText("somebody@example.org").count(), 0);
    await signInHere(page, "secretariat");
    await page.locator(".unsent").waitFor();
    assert.equal(await page.getByLabel("E-mail address").inputValue(), "somebody@example.org");
  });
}

test("whoever signed in in another tab sends nothing of somebody else’s", async () => {
  const page = await stage.page("secretariat");
  await page.goto(`${GROUP}/invitations/new`);
  await put(page, "E-mail address", "nobody@example.org");
  const other = await page.context().newPage();
  await other.goto("/");
  await press(other, "Sign out");
  await other.goto("/sign-in");
  await signInHere(other, "cochair2");

  assert.equal((await press(page, "Send the invitation")).status(), 403);
  await page.getByRole("heading", { name: "Someone else typed this" }).waitFor();
  await other.goto(`${GROUP}/members`);
  assert.equal(await other.getByText("nobody@example.org").count(), 0);
});

test("whoever edits is told in place that they are signed out", async () => {
  const page = await stage.page("cochair");
  await page.clock.install();
  await page.goto(await linkOn(page, await linkOn(page, `${GROUP}/plans`, /\/plans\/[^/]+$/), /edit=plan$/));
  const told = page.locator("[data-editors]");
  const box = page.locator("form textarea").first();
  await box.fill(WORDS);
  await endSession(page);
  await page.clock.runFor(21_000);
  await told.getByText("You are signed out.").waitFor();
  assert.equal(await box.inputValue(), WORDS);
  await audit(page, "a form in which somebody is told that they are signed out");
});

/** As if it had expired: this browser still sends its cookie, which is worth nothing any more. */
async function endSession(page) {
  const cookies = await page.context().cookies();
  const session = cookies.find(({ name }) => name === "session");
  await stage.server.database.run(
    `update sessions set expires_at = now() where token_hash = sha256(convert_to('${session.value}', 'utf8'))`,
  );
  // Others of this file get a session of their own.
  stage.server.sessions = {};
}

async function signInHere(page, who) {
  await page.locator("[name=email]").fill(PEOPLE[who]);
  await page.locator("[name=password]").fill(PASSWORD);
  await press(page, "Sign in");
}

async function enter(page) {
  await Promise.all([page.waitForEvent("domcontentloaded"), page.keyboard.press("Enter")]);
}
