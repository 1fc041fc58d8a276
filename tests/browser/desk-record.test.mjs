// The record's desk: a call is written down as fast as one types, by several people, and each entry stays a record.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { assertNone, audit, auditForced, tooWide } from "./support/audit.mjs";
import { launch } from "./support/browser.mjs";
import { demo } from "./support/demo.mjs";
import { comeBack, focused, saved, unsaved } from "./support/desk.mjs";
import { draftAgenda, schedule, startMeeting } from "./support/meeting.mjs";
import { openRecord, showsEntries } from "./support/record.mjs";

const stage = demo();
/** So that the box at the bottom edge covers nothing that is looked at. */
const TALL = { viewport: { width: 1280, height: 2400 } };
const AGENDA = [["Budget", ["Income"]], ["Elections"]];

// Pages that nobody looks at any more ask for news all the same.
afterEach(async () => {
  for (const context of (await launch()).contexts()) await context.close();
});

/** A meeting in session, and its record as one who writes it sees it. */
async function session(who = "secretariat", how = {}) {
  const chair = await stage.page("cochair");
  const meeting = await schedule(chair);
  await draftAgenda(chair, meeting, AGENDA);
  await chair.goto(meeting);
  await startMeeting(chair);
  await chair.context().close();
  const path = `${meeting}/record`;
  const page = await stage.page(who, how);
  const count = await openRecord(page, path);
  await page.getByLabel("Under", { exact: true }).selectOption({ label: await itemNamed(page, "Budget") });
  await page.locator("#entry").focus();
  return { page, path, count };
}

async function itemNamed(page, title) {
  const labels = await page.locator("#under option").allTextContents();
  return labels.map((label) => label.trim()).find((label) => label.endsWith(title));
}

async function shows(page, title, entries) {
  assert.deepEqual(await showsEntries(page, title, entries), entries);
}

async function write(page, text) {
  await page.locator("#entry").fill(text);
  await page.keyboard.press("Enter");
}

test("a contribution in a running call is its text and four keys, without a load", async () => {
  const { page, count } = await session();
  const text = "proposed that the budget is looked at first.";
  const control = ["t", "a", "Tab", "Enter"];
  await page.keyboard.type("ta");
  await page.getByRole("option", { name: /^Tariq Oyelowa/ }).waitFor();
  await page.keyboard.press("Tab");
  assert.equal(await page.locator("#entry").inputValue(), "Tariq Oyelowa: ");
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
  await shows(page, "Budget", [`Tariq Oyelowa: ${text}`]);
  await saved(page);
  console.log(`${control.length} keys beside the text; ${count.loads} loads, ${count.posts.length} request`);
  assert.equal(count.loads, 0);
  assert.equal(count.posts.length, 1);
  assert.equal(await page.evaluate(() => document.activeElement.id), "entry");
  assert.equal(await page.locator("#entry").inputValue(), "");
  await page.reload();
  await shows(page, "Budget", [`Tariq Oyelowa: ${text}`]);
});

test("while names are offered Tab and Enter take one; otherwise Tab moves on and Enter adds", async () => {
  const { page } = await session();
  const box = page.locator("#entry");
  await page.keyboard.type("o");
  assert.equal(await page.locator("#names").count(), 0);
  await box.fill("");
  await page.keyboard.type("li");
  const first = await page.locator("#names [aria-selected=true]").getAttribute("data-name");
  assert.equal(await box.getAttribute("aria-activedescendant"), "name-0");
  const many = await page.locator("#names li").count();
  await page.keyboard.press("ArrowDown");
  const next = await page.locator("#names [aria-selected=true]").getAttribute("data-name");
  assert.ok(many === 1 ? next === first : next !== first);
  await page.keyboard.press("Enter");
  assert.equal(await box.inputValue(), `${next}: `);

  await box.fill("");
  await page.keyboard.type("ta");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#names").count(), 0);
  await page.keyboard.press("Tab");
  assert.equal((await focused(page)).name, "Under");
  await box.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Shift+Enter");
  assert.match(await box.inputValue(), /^ta\n/);
});

test("a block is one request, and goes with one undo", async () => {
  const { page, count } = await session();
  await write(page, "tariq: began\nDECISION: We meet in May.\nACTION noor by 1 April: write to all\nlucia: agreed");
  const agreed = await agreedUnder(page);
  await shows(page, "Budget", ["Tariq Oyelowa: began", "Lucia Hartanto: agreed", ...agreed]);
  await saved(page);
  assert.equal(count.posts.length, 1);
  await page.keyboard.press("Control+z");
  await shows(page, "Budget", []);
  await saved(page);
});

/** The number of a decision is its group's. */
async function agreedUnder(page) {
  await page.locator(".record__kind", { hasText: "Action item" }).waitFor();
  const number = (await page.locator(".record__kind", { hasText: "Decision" }).textContent()).trim();
  return [`${number}: We meet in May.`, "Action item: write to all"];
}

test("what is not clear is asked above the box, where the text stays", async () => {
  const { page, count } = await session();
  await write(page, "Dana Ruizowa: explained it");
  const question = page.getByRole("alert").filter({ hasText: "is not in the group" });
  await question.waitFor();
  assert.equal(await page.locator("#entry").inputValue(), "Dana Ruizowa: explained it");
  await audit(page, "a question above the box");
  await shows(page, "Budget", []);
  await page.getByRole("button", { name: "Add Dana Ruizowa as a guest" }).click();
  await shows(page, "Budget", ["Dana Ruizowa: explained it"]);
  await saved(page);
  assert.equal(count.loads, 0);
  // From then on the guest is offered.
  await page.reload();
  await page.locator("#entry").focus();
  await page.keyboard.type("da");
  await page.getByRole("option", { name: /Dana Ruizowa/ }).waitFor();
});

test("Up in the empty box edits what one wrote last, in the same words", async () => {
  const { page, count } = await session();
  await write(page, "tariq: proposed a form");
  await saved(page);
  await page.keyboard.press("ArrowUp");
  const editor = page.getByLabel("Edit this entry");
  await editor.waitFor();
  assert.equal(await editor.inputValue(), "Tariq Oyelowa: proposed a form");
  await audit(page, "an entry that is edited");
  await page.keyboard.press("Escape");
  await editor.waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement.id === "entry");

  await page.keyboard.press("ArrowUp");
  await editor.waitFor();
  await page.keyboard.type(" of one page");
  await page.keyboard.press("Control+Enter");
  await shows(page, "Budget", ["Tariq Oyelowa: proposed a form of one page"]);
  await page.waitForFunction(() => document.activeElement.id === "entry");
  await write(page, "s/one page/two pages/");
  await shows(page, "Budget", ["Tariq Oyelowa: proposed a form of two pages"]);
  await saved(page);
  assert.equal(count.loads, 0);
});

test("an entry that is not clear while it is edited stays in its editor", async () => {
  const { page } = await session();
  await write(page, "tariq: proposed a form");
  await saved(page);
  await page.keyboard.press("ArrowUp");
  const editor = page.getByLabel("Edit this entry");
  await editor.fill("Nobody said it");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").filter({ hasText: "Who said this?" }).waitFor();
  assert.equal(await editor.inputValue(), "Nobody said it");
  await editor.fill("tariq: said it");
  await page.keyboard.press("Enter");
  await shows(page, "Budget", ["Tariq Oyelowa: said it"]);
});

test("two who edit one entry see both texts, and one is saved", async () => {
  const { page, path } = await session();
  await write(page, "tariq: proposed a form");
  await saved(page);
  const other = await stage.page("cochair");
  await openRecord(other, path);
  const edit = async (by, text) => {
    await by.locator("#sheet summary").first().click();
    await by.getByRole("link", { name: "Edit", exact: true }).click();
    await by.getByLabel("Edit this entry").fill(text);
  };
  await edit(other, "tariq: proposed a form in May");
  await edit(page, "tariq: proposed a page");
  await page.keyboard.press("Enter");
  await saved(page);
  await other.keyboard.press("Enter");
  const clash = other.locator(".clash");
  await clash.waitFor();
  assert.match(await clash.textContent(), /Saved now/);
  await audit(other, "an entry that two changed");
  await clash.locator("textarea").fill("proposed a page in May");
  await clash.locator("textarea").press("Control+Enter");
  await saved(other);
  await shows(other, "Budget", ["Tariq Oyelowa: proposed a page in May"]);
  await comeBack(page);
  await shows(page, "Budget", ["Tariq Oyelowa: proposed a page in May"]);
});

test("two record at once: each entry is there once, and both see all", async () => {
  const { page, path } = await session();
  const other = await stage.page("cochair");
  await openRecord(other, path);
  await other.locator("#under").selectOption({ label: await itemNamed(other, "Budget") });
  const each = 20;
  const type = async (by, who) => {
    await by.locator("#entry").focus();
    for (let nth = 1; nth <= each; nth += 1) {
      await by.keyboard.insertText(`${who}: point ${nth}`);
      await by.keyboard.press("Enter");
    }
    await saved(by);
  };
  await Promise.all([type(page, "tariq"), type(other, "noor")]);
  await Promise.all([comeBack(page), comeBack(other)]);
  await page.waitForFunction((many) => document.querySelectorAll("#sheet ol[id^=said-] .record__text").length === many, 2 * each);
  await other.waitForFunction((many) => document.querySelectorAll("#sheet ol[id^=said-] .record__text").length === many, 2 * each);
  const shown = await showsEntries(page, "Budget", []);
  for (const who of ["Tariq Oyelowa", "Noor Lindgaard"]) {
    const own = shown.filter((entry) => entry.startsWith(who));
    assert.deepEqual(own, Array.from({ length: each }, (_, nth) => `${who}: point ${nth + 1}`));
  }
  await shows(other, "Budget", shown);
  console.log(`${shown.length} entries by two at once, each once`);
});

test("members follow the record as it grows, and see who writes where", async () => {
  const { page, path } = await session();
  const member = await stage.page("observer");
  const following = member.waitForResponse((answer) => new URL(answer.url()).pathname === "/live");
  await member.goto(path);
  await following;
  assert.equal(await member.locator("#entry").count(), 0);
  await page.keyboard.type("tariq (no name): warned");
  await member.locator("#others").getByText(/is writing under item/).waitFor();
  await page.keyboard.press("Enter");
  await shows(member, "Budget", ["Speaker not named: warned"]);
  await audit(member, "a record that a member reads");
});

test("an entry moves by a key on its menu, is removed from it, and comes back", async () => {
  const { page, count } = await session();
  await write(page, "tariq: one\nlucia: two");
  await saved(page);
  const menu = page.locator("summary[aria-label^='What Tariq Oyelowa said']");
  await menu.focus();
  await page.keyboard.press("Alt+ArrowDown");
  await shows(page, "Budget", ["Lucia Hartanto: two", "Tariq Oyelowa: one"]);
  await saved(page);
  await menu.click();
  await audit(page, "an entry’s menu");
  await page.locator("details.menu[open]").getByRole("button", { name: "Remove" }).click();
  await shows(page, "Budget", ["Lucia Hartanto: two"]);
  await saved(page);
  await page.locator("form[data-undo] button").click();
  await saved(page);
  await page.locator("#sheet").getByText("one", { exact: true }).waitFor();
  assert.equal(count.loads, 0);
});

test("an entry moves to another item from its menu, is asked in place, and comes back", async () => {
  const { page, count } = await session();
  await write(page, "tariq: one");
  await shows(page, "Budget", ["Tariq Oyelowa: one"]);
  await saved(page);
  await page.locator("#sheet .record details.menu summary").first().press("Enter");
  await page.getByRole("link", { name: /^Move to another item/ }).press("Enter");
  const question = page.getByRole("dialog");
  const items = question.getByLabel("Agenda item");
  await items.selectOption({ label: await itemNamed(page, "Elections") });
  await audit(page, "the question where an entry moves");
  await items.press("Control+Enter");
  await shows(page, "Elections", ["Tariq Oyelowa: one"]);
  await saved(page);
  await page.keyboard.press("Control+z");
  await shows(page, "Budget", ["Tariq Oyelowa: one"]);
  assert.equal(count.loads, 0);
});

test("who is present is undone like an entry", async () => {
  const { page } = await session();
  await write(page, "PRESENT: tariq");
  await page.locator("#facts", { hasText: "Tariq Oyelowa" }).waitFor();
  await saved(page);
  await page.locator("form[data-undo] button").click();
  await saved(page);
  await page.waitForFunction(() => !document.getElementById("facts").textContent.includes("Tariq Oyelowa"));
});

test("five entries that were typed without a connection are there once and in order", async () => {
  const { page, path } = await session();
  const context = page.context();
  await context.setOffline(true);
  const points = ["one", "two", "three", "four", "five"];
  for (const point of points) await write(page, `tariq: ${point}`);
  await unsaved(page, "Not saved: no connection. 5 changes are kept on this device.");
  await audit(page, "entries on their way");
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(path);
  await saved(again);
  const entries = points.map((point) => `Tariq Oyelowa: ${point}`);
  await shows(again, "Budget", entries);
  await again.reload();
  await shows(again, "Budget", entries);
});

test("what was typed and not added is in the box when the page is opened again", async () => {
  const { page, path } = await session();
  const context = page.context();
  await page.keyboard.type("tariq: half a sen");
  await page.close();
  const again = await context.newPage();
  await again.goto(path);
  await again.waitForFunction(() => document.getElementById("entry").value === "tariq: half a sen");
});

test("without script a block is one load, and a question is answered with a button", async () => {
  const { page, path } = await session("secretariat", { script: false, ...TALL });
  await page.locator("#entry").fill("tariq: one\nlucia: two\nDECISION: three");
  const add = () => page.getByRole("button", { name: "Add", exact: true }).click();
  await Promise.all([page.waitForEvent("domcontentloaded"), add()]);
  assert.equal(new URL(page.url()).pathname, path);
  await page.locator("#sheet").getByText("two").waitFor();
  await audit(page, "a record without script");

  await page.locator("#entry").fill("Nobody is named.");
  await Promise.all([page.waitForEvent("domcontentloaded"), add()]);
  assert.equal(await page.locator("#entry").inputValue(), "Nobody is named.");
  const answer = page.getByRole("button", { name: "Add it to what Lucia Hartanto said" });
  await Promise.all([page.waitForEvent("domcontentloaded"), answer.click()]);
  await page.locator("#sheet").getByText("Nobody is named.").waitFor();

  await page.locator("#sheet summary").first().click();
  await Promise.all([page.waitForEvent("domcontentloaded"), page.getByRole("link", { name: "Edit", exact: true }).first().click()]);
  await page.getByLabel("Edit this entry").fill("tariq: first");
  await Promise.all([page.waitForEvent("domcontentloaded"), page.getByRole("button", { name: "Save" }).click()]);
  await page.locator("#sheet").getByText("first").waitFor();
});

test("by keyboard alone, the box is three tabs from the top", async () => {
  const { page } = await session();
  await page.reload();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  assert.equal((await focused(page)).name, "Go to the box");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "entry" || location.hash === "#entry");
  await page.keyboard.type("ta");
  assert.equal(await page.evaluate(() => document.activeElement.id), "entry");
});

test("the desk has no barrier in any state, at any width or in forced colours", async () => {
  const { page } = await session("secretariat", TALL);
  await audit(page, "an empty record’s desk");
  await write(page, "tariq (for his ministry, no name): one\nDECISION: two\nACTION noor by next meeting: three\nUPDATE: four");
  await saved(page);
  await audit(page, "a record’s desk");
  await page.keyboard.type("ta");
  await page.locator("#names").waitFor();
  await audit(page, "names to choose from");
  await auditForced(page, "names to choose from");
  await page.keyboard.press("Escape");
  await page.locator("#entry").fill("");
  await page.locator("h1").click();
  await page.keyboard.press("?");
  await page.locator("#keys[open]").waitFor();
  await audit(page, "the list of keys");
  await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 320, height: 256 });
  assertNone(await tooWide(page), "400 %");
  assert.equal(await page.locator("#box").evaluate((box) => getComputedStyle(box).position), "static");
});
