// The life of a plan: drafted in the document itself, edited by two at once, adopted, and drafted anew.
import assert from "node:assert/strict";
import { test } from "node:test";
import { audit } from "./support/audit.mjs";
import { demo } from "./support/demo.mjs";
import { tabTo, take, type } from "./support/keyboard.mjs";
import { follow, press, put } from "./support/meeting.mjs";
import { GROUP } from "./support/pages.mjs";

const stage = demo();

for (const script of [true, false]) {
  const word = script ? "with" : "without";
  const slug = `languages-${word}`;
  const plan = `${GROUP}/plans/${slug}`;

  test(`a co-chair drafts a plan in its own document, ${word} script`, async () => {
    const chair = await stage.page("cochair", { script });
    await chair.goto(`${GROUP}/plans`);
    await follow(chair, "Begin a plan");
    await put(chair, "Title", "Languages");
    await put(chair, "Short name for its address (optional)", slug);
    await put(chair, "Purpose (optional)", "Nobody is kept out by **English**.");
    await press(chair, "Begin the plan");
    assert.equal(new URL(chair.url()).pathname, plan);
    await audit(chair, "a plan without an objective");

    await add(chair, "Add an objective", { Objective: "Captions" }, "Add the objective");
    await add(chair, "Add an objective", { Objective: "Translations" }, "Add the objective");
    const says = { "What is to be done": "Caption every call.", "Leads (optional)": "Tariq Oyelowa\nIda Quist" };
    await add(chair, /^Add an activity to objective 1/, says, "Add the activity");
    await shown(chair, "Tariq Oyelowa and Ida Quist");
    await follow(chair, /^Edit activity 1\.1/);
    await audit(chair, "an activity that is edited in its place");
    await put(chair, "What is to be done", "Caption every call in **two** languages.");
    await press(chair, "Save the activity");
    await shown(chair, "It is saved.");
    await follow(chair, /^Edit objective 2/);
    await put(chair, "Objective", "");
    await press(chair, "Save the objective");
    await audit(chair, "an objective that was refused");
    assert.equal(await chair.getByRole("link", { name: "Say what the objective is." }).getAttribute("href"), "#title");
    await follow(chair, "Cancel");
    await press(chair, "Remove Objective 2");
    await follow(chair, "What was removed");
    await audit(chair, "what was removed");
    await press(chair, /^Put it back/);
    await shown(chair, "It is back in the plan.");
  });

  test(`two who edit one text are both kept, ${word} script`, async () => {
    const [chair, other] = [await stage.page("cochair", { script }), await stage.page("cochair2", { script })];
    for (const page of [chair, other]) {
      await page.goto(plan);
      await follow(page, /^Edit activity 1\.1/);
    }
    await shown(other, "Ines Valdano has this form open, too");
    await audit(other, "a form that somebody else has open");
    await put(chair, "What is to be done", "Caption every call in **three** languages.");
    await press(chair, "Save the activity");
    await put(other, "What is to be done", "Caption every single call in **two** languages.");
    assert.equal((await press(other, "Save the activity")).status(), 409);
    await audit(other, "two texts of an activity");
    await press(other, "Save this version");
    await shown(other, "Caption every single call in three languages.");
  });

  test(`a plan is opened, closed, adopted, and drafted anew, ${word} script`, async () => {
    const chair = await stage.page("cochair", { script });
    await chair.goto(plan);
    await follow(chair, "Open for comments");
    await press(chair, "Open for comments");
    await shown(chair, "The plan is open for comments.");
    await press(chair, "Close for comments");
    await follow(chair, "Adopt");
    await press(chair, "Adopt the plan");
    await audit(chair, "an adoption without a decision");
    await chair.getByLabel("By which decision").selectOption({ index: 1 });
    await press(chair, "Adopt the plan");
    await shown(chair, /adopted at Online Meeting 4\d/);
    await audit(chair, "an adopted version");
    await chair.goto(plan);
    await audit(chair, "a plan that was adopted");
    await press(chair, "Begin a new draft");
    await follow(chair, /^Edit objective 1/);
    await put(chair, "Objective", "Captions in all calls");
    await press(chair, "Save the objective");
    await follow(chair, "What changes in it");
    await shown(chair, "Objective 1");
    await audit(chair, "what a draft changes");
  });
}

test("an editor is told without a reload that somebody else has come", async () => {
  const [chair, other] = [await stage.page("cochair"), await stage.page("cochair2")];
  await chair.clock.install();
  await chair.goto(`${GROUP}/plans/wsis20`);
  await follow(chair, /^Edit objective 1/);
  await other.goto(`${GROUP}/plans/wsis20`);
  await follow(other, /^Edit objective 1/);
  assert.equal(await chair.getByText("has this form open, too").count(), 0);
  await chair.clock.fastForward(21_000);
  await shown(chair, "Kojo Brandvold has this form open, too");
});

test("the order of a plan is changed by keyboard alone", async () => {
  const chair = await stage.page("cochair");
  await chair.goto(`${GROUP}/plans/outreach`);
  await take(chair, /^Down: Objective 1/);
  await shown(chair, "It is moved.");
  await tabTo(chair, "Skip to the content");
  await take(chair, /^Add an activity to objective 1/);
  await type(chair, "What is to be done", "Ask who can translate.");
  await take(chair, "Add the activity");
  await shown(chair, "Ask who can translate.");
});

test("a lead reports on an activity", async () => {
  const member = await stage.page("member");
  await member.goto(`${GROUP}/plans/wsis20`);
  await follow(member, /^Activity 4\.1/);
  await member.getByRole("radio", { name: "Done" }).check();
  await put(member, "What is new", "All regions are in.");
  await press(member, "Send the report");
  await shown(member, "All regions are in.");
  await audit(member, "an activity with reports");
});

async function add(page, link, fields, button) {
  await follow(page, link);
  for (const [label, value] of Object.entries(fields)) await put(page, label, value);
  await press(page, button);
  await shown(page, "It is added to the plan.");
}

async function shown(page, text) {
  await page.locator("main").getByText(text).first().waitFor();
}
