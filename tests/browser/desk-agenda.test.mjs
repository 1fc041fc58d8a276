// The agenda's desk: an outline that is typed as fast as text, kept when the line breaks, and shared by several people.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { assertNone, audit, auditForced, cutInPrint, tooWide } from "./support/audit.mjs";
import { launch } from "./support/browser.mjs";
import { demo } from "./support/demo.mjs";
import { comeBack, focusComesTo, focused, goTo, linesOf, openDesk, paste, saved, shows, titlesOf, unsaved, withoutItems } from "./support/desk.mjs";
import { schedule } from "./support/meeting.mjs";
import { signIn, PEOPLE } from "./support/people.mjs";

const stage = demo();
const KB = 1024;
/** So that the bar at the bottom edge covers nothing that is looked at. */
const TALL = { viewport: { width: 1280, height: 2400 } };

// Pages that nobody looks at any more ask for news all the same.
afterEach(async () => {
  for (const context of (await launch()).contexts()) await context.close();
});

/** Twenty items and six sub-items, as somebody dictates them. */
const AGENDA = [
  "Welcome and adoption of the agenda — 5 min", "Report of the co-chairs, 10 min", "Budget of the coming year",
  ["Income of the secretariat, 10 min", "Costs of the annual meeting, 15 min", "Reserves, 5 min"],
  "Elections of co-chairs, 10 min", "Open consultations in February", "Parliamentary track", "Youth track", "Working methods",
  ["Mailing list", "Shared documents", "Quorum"],
  "Capacity building", "National and regional initiatives", "Dynamic coalitions", "Policy networks", "Best practice forums",
  "Host country", "Venue and dates", "Travel support", "Reports of liaisons", "Relations with other bodies", "Next meeting", "Any other business",
];
const TITLES = AGENDA.flatMap((line) => (Array.isArray(line) ? line.map((below) => `\t${below}`) : [line]));
const withoutTail = (line) => line.replace(/( —|,) \d+ min$/, "");

/** Of a meeting that nobody has drafted anything for. */
async function emptyDesk(how) {
  const chair = await stage.page("cochair");
  const path = `${await schedule(chair)}/agenda`;
  await withoutItems(chair, path);
  const page = how ? await stage.page("cochair", how) : chair;
  return { page, path, count: await openDesk(page, path) };
}

async function deskWith(titles) {
  const desk = await emptyDesk();
  await desk.page.locator("#new").focus();
  if (titles.length > 1) await paste(desk.page, titles.join("\n"));
  else await desk.page.keyboard.type(titles[0]);
  if (titles.length === 1) await desk.page.keyboard.press("Tab");
  await shows(desk.page, titles);
  await saved(desk.page);
  desk.count.posts.length = 0;
  return desk;
}

/** Whether the bar at the bottom edge covers nothing of the field in use. */
function isClear(page) {
  return page.evaluate(() => document.activeElement.getBoundingClientRect().bottom <= document.getElementById("bar").getBoundingClientRect().top + 1);
}

test("an agenda of twenty items and six sub-items is typed without a load, with few keys besides its text", async () => {
  const { page, count } = await emptyDesk();
  let keys = 0;
  const press = (key) => ((keys += 1), page.keyboard.press(key));
  const write = (text) => ((keys += text.length), page.keyboard.type(text));

  await page.locator("#new").focus();
  let level = 0;
  for (const [nth, line] of TITLES.entries()) {
    const deeper = line.startsWith("\t") ? 1 : 0;
    if (nth > 0) await press("Enter");
    if (deeper > level) await press("Tab");
    if (deeper < level) await press("Shift+Tab");
    level = deeper;
    await write(line.trim());
    assert.ok(await isClear(page), `“${line.trim()}” is typed above the bar`);
  }
  await press("Escape");
  await saved(page);

  await shows(page, TITLES.map(withoutTail));
  const text = TITLES.map((line) => line.trim()).join("").length;
  console.log(`${keys} keys for ${text} characters: ${(keys / text).toFixed(3)} a character; ${count.loads} loads`);
  assert.equal(count.loads, 0);
  assert.ok(keys / text <= 1.15, `${keys} keys for ${text} characters`);
  assert.equal((await linesOf(page))[0].minutes, "5");
  await page.reload();
  await shows(page, TITLES.map(withoutTail));
});

test("a list of twenty lines is pasted with one request, and undone with one", async () => {
  const { page, count } = await emptyDesk();
  const lines = Array.from({ length: 20 }, (_, nth) => `Matter ${nth + 1}`);
  await page.locator("#new").focus();
  await paste(page, lines.map((line, nth) => `${nth + 1}. ${line}`).join("\n"));
  await shows(page, lines);
  await saved(page);
  assert.equal(count.posts.length, 1);
  await page.keyboard.press("Control+z");
  await shows(page, []);
  await saved(page);
  assert.equal(count.posts.length, 2);
});

test("a list that is copied from a word processor keeps its levels", async () => {
  const { page } = await emptyDesk();
  const word = (level, text) => `<p style='mso-list:l0 level${level} lfo1'><span style='mso-list:Ignore'>1.<span> </span></span>${text}</p>`;
  await page.locator("#new").focus();
  await paste(page, "1. Budget\na. Income\n2. Elections", word(1, "Budget") + word(2, "Income") + word(1, "Elections"));
  await shows(page, ["Budget", "\tIncome", "Elections"]);
  await paste(page, "Methods\nMails", "<ul><li>Methods<ul><li>Mails</li></ul></li></ul>");
  await shows(page, ["Budget", "\tIncome", "Elections", "Methods", "\tMails"]);
});

test("an item moves with all below it by one key, and a line between levels by another", async () => {
  const { page, count } = await deskWith(["Budget", "\tIncome", "\tCosts", "Elections"]);
  const field = await goTo(page, "Elections");
  await page.keyboard.press("Alt+ArrowUp");
  await shows(page, ["Elections", "Budget", "\tIncome", "\tCosts"]);
  await saved(page);
  assert.equal(count.posts.length, 1);
  assert.ok(await field.evaluate(() => document.activeElement.value === "Elections"));
  await page.getByRole("status").filter({ hasText: "Now item 1" }).waitFor();

  await goTo(page, "Budget");
  await page.keyboard.press("Alt+Shift+ArrowRight");
  await shows(page, ["Elections", "\tBudget", "\t\tIncome", "\t\tCosts"]);
  await page.keyboard.press("Alt+Shift+ArrowLeft");
  await shows(page, ["Elections", "Budget", "\tIncome", "\tCosts"]);
  await saved(page);
  await page.reload();
  await shows(page, ["Elections", "Budget", "\tIncome", "\tCosts"]);
});

test("a line is split, joined to nothing when it stays empty, and removed when it is emptied", async () => {
  const { page } = await deskWith(["Budget and elections"]);
  const field = await goTo(page, "Budget and elections");
  await field.evaluate((area) => area.setSelectionRange(6, 6));
  await page.keyboard.press("Enter");
  await shows(page, ["Budget", "and elections"]);
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  assert.equal((await linesOf(page)).length, 3);
  await page.keyboard.press("ArrowUp");
  await shows(page, ["Budget", "and elections"]);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await shows(page, ["Budget"]);
  await focusComesTo(page, "Budget");
  await saved(page);
  await page.keyboard.press("Control+z");
  await shows(page, ["Budget", "and elections"]);
});

test("minutes add up while they are typed", async () => {
  const { page } = await deskWith(["Budget", "\tIncome", "\tCosts"]);
  const minutes = (nth) => page.locator(".row__minutes input").nth(nth);
  await minutes(1).fill("10");
  await minutes(2).fill("15");
  await page.locator("#new").focus();
  await page.locator("#sums", { hasText: "25" }).waitFor();
  await saved(page);
  assert.equal(await minutes(0).getAttribute("placeholder"), "25");
});

test("a pause saves the words, and leaving the line takes presenter and minutes out of them", async () => {
  const { page } = await deskWith(["Budget", "Elections"]);
  const field = await goTo(page, "Budget");
  const paused = page.waitForResponse((answer) => answer.request().method() === "POST" && answer.url().includes("/items/"));
  await page.keyboard.type(" — 10 min");
  await paused;
  await saved(page);
  assert.equal(await field.inputValue(), "Budget — 10 min");
  await goTo(page, "Elections");
  await shows(page, ["Budget", "Elections"]);
  assert.equal((await linesOf(page))[0].minutes, "10");
});

test("who writes where is shown in that line, and what they save appears", async () => {
  const { page, path } = await deskWith(["Budget", "Elections"]);
  const other = await stage.page("secretariat");
  const following = other.waitForResponse((answer) => new URL(answer.url()).pathname === "/live");
  await openDesk(other, path);
  await following;
  await goTo(page, "Elections");
  await page.keyboard.type(" of co-chairs");
  await other.locator("#items li").nth(1).getByText(/is writing/).waitFor();
  await page.locator("#new").focus();
  await shows(other, ["Budget", "Elections of co-chairs"]);
});

test("two who change one title see both texts, and both words are saved", async () => {
  const { page, path } = await deskWith(["Budget", "Elections"]);
  const other = await stage.page("secretariat");
  await openDesk(other, path);
  await goTo(other, "Elections");
  await goTo(page, "Elections");
  await page.keyboard.type(" of co-chairs");
  await page.locator("#new").focus();
  await saved(page);

  await other.keyboard.type(" in May");
  await other.keyboard.press("Escape");
  const clash = other.locator(".clash");
  await clash.waitFor();
  const told = await clash.textContent();
  assert.match(told, /of co-chairs/);
  assert.match(told, /in May/);
  await unsaved(other, "Not saved");
  await audit(other, "a line that two changed");
  await clash.locator("textarea").fill("Elections of co-chairs in May");
  await clash.locator("textarea").press("Control+Enter");
  await saved(other);
  await shows(other, ["Budget", "Elections of co-chairs in May"]);
  await focusComesTo(other, "Elections of co-chairs in May");
  await comeBack(page);
  await shows(page, ["Budget", "Elections of co-chairs in May"]);
});

test("what others do appears, but not in the line in use", async () => {
  const { page, path } = await deskWith(["Budget", "Elections"]);
  const other = await stage.page("secretariat");
  await openDesk(other, path);
  await goTo(other, "Elections");
  await goTo(page, "Budget");
  await page.keyboard.type(" of next year");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Methods");
  await goTo(page, "Elections");
  await page.keyboard.type(" of co-chairs");
  await page.locator("#new").focus();
  await saved(page);

  await comeBack(other);
  await shows(other, ["Budget of next year", "Methods", "Elections"]);
  await focusComesTo(other, "Elections");
  await other.locator("#new").focus();
  await shows(other, ["Budget of next year", "Methods", "Elections of co-chairs"]);
});

test("without script, the lines are fields, and twenty-six items are two loads", async () => {
  const { page, path } = await emptyDesk({ script: false, ...TALL });
  assert.equal(await page.locator("#items li").count(), 0);
  await page.locator("#new").fill(TITLES.join("\n"));
  await Promise.all([page.waitForEvent("domcontentloaded"), page.getByRole("button", { name: "Save the lines" }).click()]);
  assert.equal(new URL(page.url()).pathname, path);
  await shows(page, TITLES.map(withoutTail));
  await audit(page, "an agenda without script");
});

test("five lines that were typed without a connection are there once and in order when the page is opened again", async () => {
  const { page, path } = await deskWith(["Budget"]);
  const context = page.context();
  await page.locator("#new").focus();
  await context.setOffline(true);
  const lines = ["One", "Two", "Three", "Four", "Five"];
  for (const line of lines) {
    await page.keyboard.type(line);
    await page.keyboard.press("Enter");
  }
  await unsaved(page, "Not saved: no connection. 5 changes are kept on this device.");
  await page.close();
  await context.setOffline(false);

  const again = await context.newPage();
  await again.goto(path);
  await shows(again, ["Budget", ...lines]);
  await saved(again);
  await again.reload();
  await shows(again, ["Budget", ...lines]);
});

test("what the server could not answer is stored once", async () => {
  const { page, count } = await deskWith(["Budget"]);
  // The server stores it, but nobody hears of it.
  let lost = 0;
  await page.route("**/agenda/items", async (route) => {
    await route.fetch();
    lost += 1;
    await route.abort("internetdisconnected");
    await page.unroute("**/agenda/items");
  });
  await page.locator("#new").fill("Elections");
  await page.keyboard.press("Enter");
  await saved(page);
  assert.equal(lost, 1);
  assert.equal(count.posts.length, 2);
  await page.reload();
  await shows(page, ["Budget", "Elections"]);
});

test("a button that is pressed twice is pressed once", async () => {
  const { page, count } = await deskWith(["Budget", "Elections", "Methods"]);
  await goTo(page, "Methods");
  await page.keyboard.press("Alt+ArrowUp");
  await saved(page);
  await page.locator("form[data-undo] button").dblclick();
  await saved(page);
  await shows(page, ["Budget", "Elections", "Methods"]);
  assert.equal(count.posts.length, 2);
});

test("whoever is signed out goes on in another tab, as themselves only", async () => {
  const { page, path } = await deskWith(["Budget"]);
  const context = page.context();
  const session = await context.cookies();
  await goTo(page, "Budget");
  await context.clearCookies();
  await page.keyboard.type(" of next year");
  await page.keyboard.press("Escape");
  await unsaved(page, "Not saved: you are signed out.");
  await audit(page, "a desk whose session has ended");

  const [tab] = await Promise.all([context.waitForEvent("page"), page.getByRole("link", { name: "Sign in" }).click()]);
  await signIn(tab, PEOPLE.cochair2);
  await tab.waitForURL((url) => url.pathname !== "/sign-in");
  await page.evaluate(() => dispatchEvent(new Event("focus")));
  await unsaved(page, "Not saved: somebody else is signed in");

  await context.addCookies(session);
  await page.evaluate(() => dispatchEvent(new Event("focus")));
  await saved(page);
  await tab.goto(path);
  assert.deepEqual(await titlesOf(tab), ["Budget of next year"]);
});

test("what is asked first is asked in place, and leads back to the line before", async () => {
  const { page, count } = await deskWith(["Budget", "Elections", "\tRules"]);
  await goTo(page, "Elections");
  const menu = page.locator("summary[aria-label^='Item 2:']");
  await menu.press("Enter");
  await page.getByRole("link", { name: /^Remove with/ }).press("Enter");
  const question = page.getByRole("dialog");
  await question.waitFor();
  await audit(page, "a question before a removal");
  await page.keyboard.press("Escape");
  await focusComesTo(page, "Item 2: move, notes, remove");
  await menu.press("Enter");
  await page.getByRole("link", { name: /^Remove with/ }).press("Enter");
  await question.getByRole("button").press("Enter");
  await shows(page, ["Budget"]);
  await focusComesTo(page, "Budget");
  assert.equal(count.loads, 0);
});

test("by keyboard alone, the first field is three tabs from the top, and lines are one stop", async () => {
  const { page } = await deskWith(["Budget", "Elections", "Methods"]);
  await page.reload();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await focusComesTo(page, "Add an item");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Shift+Tab");
  const stops = [];
  for (let stop = 0; stop < 3; stop += 1) {
    stops.unshift((await focused(page)).name);
    await page.keyboard.press("Shift+Tab");
  }
  assert.deepEqual(stops, ["Presenter of item 1", "Minutes for item 1", "Item 1: move, notes, remove"]);
  await page.keyboard.press("ArrowDown");
  await focusComesTo(page, "Elections");
  for (const next of ["Presenter of item 2", "Minutes for item 2", "Item 2: move, notes, remove", /^New item/]) {
    await page.keyboard.press("Tab");
    assert.match((await focused(page)).name, new RegExp(next));
  }
  await goTo(page, "Elections");
  await page.keyboard.press("Shift+Tab");
  assert.doesNotMatch((await focused(page)).name, /item 1/i);
});

test("each field, button and menu has a name of its own", async () => {
  const { page } = await deskWith(["Budget", "\tIncome", "Elections"]);
  const tree = await (await page.context().newCDPSession(page)).send("Accessibility.getFullAXTree");
  const roles = ["textbox", "combobox", "button", "DisclosureTriangle", "link"];
  const names = tree.nodes.filter(({ ignored, role }) => !ignored && roles.includes(role?.value)).map(({ role, name }) => `${role.value}: ${name?.value}`);
  assert.ok(names.length > 12, names.join("\n"));
  assert.deepEqual(names.filter((name, nth) => names.indexOf(name) !== nth || / (undefined)?$/.test(name)), []);
});

test("at most one sentence a second is read out, however many there are", async () => {
  const { page } = await deskWith(["Budget", "Elections"]);
  await goTo(page, "Elections");
  // The last item cannot move down, which is said each time.
  const gaps = await page.evaluate(async () => {
    const field = document.activeElement;
    const spoken = [];
    const said = document.getElementById("said");
    new MutationObserver(() => spoken.push(performance.now())).observe(said, { childList: true, characterData: true, subtree: true });
    while (spoken.length < 4) {
      field.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", altKey: true, bubbles: true, cancelable: true }));
      await new Promise((wake) => requestAnimationFrame(wake));
    }
    return spoken.slice(1).map((at, nth) => at - spoken[nth]);
  });
  assert.ok(gaps.every((gap) => gap > 950), gaps.join(", "));
});

test("the desk has no barrier in any state, at any width, in forced colours or on paper", async () => {
  const { page } = await emptyDesk(TALL);
  await audit(page, "an empty agenda’s desk");
  await page.locator("#new").focus();
  await paste(page, TITLES.join("\n"));
  await saved(page);
  await audit(page, "a full agenda’s desk");
  await goTo(page, "Any other business");
  await page.keyboard.press("Enter");
  await audit(page, "a new line");
  await page.locator("#items summary").first().click();
  await audit(page, "an open menu");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await page.locator("#keys[open]").waitFor();
  await audit(page, "the list of keys");
  await page.keyboard.press("Escape");
  await auditForced(page, "a full agenda’s desk");
  assertNone(await cutInPrint(page), "the printed desk is cut");

  // 1280 px at 400 %: nothing is stuck to an edge there.
  await page.setViewportSize({ width: 320, height: 256 });
  assertNone(await tooWide(page), "400 %");
  await goTo(page, "Quorum");
  assert.equal(await page.locator("#bar").evaluate((bar) => getComputedStyle(bar).position), "static");
});

test("the list of keys can be switched off", async () => {
  const { page } = await deskWith(["Budget"]);
  await page.locator("#items summary").first().focus();
  await page.keyboard.press("?");
  await page.locator("#keys[open]").waitFor();
  await page.locator("[data-keys-off]").check();
  await page.keyboard.press("Escape");
  await page.reload();
  await page.locator("#items summary").first().focus();
  await page.keyboard.press("?");
  assert.equal(await page.locator("#keys[open]").count(), 0);
});

test("a line can be dragged by its number", async () => {
  const { page } = await deskWith(["Budget", "Elections", "Methods"]);
  const box = async (nth) => page.locator("#items .row__number").nth(nth).boundingBox();
  const [from, to] = [await box(2), await box(0)];
  await page.mouse.move(from.x + 5, from.y + 5);
  await page.mouse.down();
  await page.mouse.move(from.x + 5, to.y - 2, { steps: 8 });
  await page.mouse.up();
  await shows(page, ["Methods", "Budget", "Elections"]);
  await saved(page);
});

for (const script of [true, false]) {
  test(`the agenda is edited as text and saved after its changes were shown, ${script ? "by keyboard" : "without script"}`, async () => {
    const { page, path } = await deskWith(["Budget", "\tIncome", "Elections"]);
    const one = script ? page : await stage.page("cochair", { script: false, ...TALL });
    await one.goto(path);
    await one.getByRole("link", { name: "Edit as text" }).press("Enter");
    const box = one.getByLabel("Items");
    await box.waitFor();
    await audit(one, "the agenda as text");
    assert.equal(await box.inputValue(), "1. Budget\n  a. Income\n2. Elections\n");
    await box.fill("1. Elections\n2. Budgets\n  a. Income, 10 min\n  > In euros.\n3. Methods");
    await one.getByRole("button", { name: "Show what changes" }).press("Enter");
    await one.getByRole("heading", { name: "Save these changes?" }).waitFor();
    await audit(one, "what a text changes in an agenda");
    assertNone(await tooWide(one), "what a text changes");
    await Promise.all([one.waitForEvent("load"), one.getByRole("button", { name: "Save these changes" }).press("Enter")]);
    await shows(one, ["Elections", "Budgets", "\tIncome", "Methods"]);
    assert.equal((await linesOf(one))[2].minutes, "10");

    await one.getByRole("button", { name: /^Undo/ }).press("Enter");
    await shows(one, ["Budget", "\tIncome", "Elections"]);
  });
}

test("a line’s menu adds an item below it, and no move makes a fourth level", async () => {
  const { page, count } = await deskWith(["Budget", "\tIncome", "\t\tFees", "Elections"]);
  await page.locator("summary[aria-label^='Item 1.a:']").press("Enter");
  await page.getByRole("button", { name: /^Add an item below/ }).press("Enter");
  await page.keyboard.type("Costs");
  await page.keyboard.press("Escape");
  await shows(page, ["Budget", "\tIncome", "\t\tCosts", "\t\tFees", "Elections"]);
  await saved(page);
  const before = count.posts.length;
  await goTo(page, "Fees");
  await page.keyboard.press("Alt+Shift+ArrowRight");
  await page.getByRole("status").filter({ hasText: "An agenda has three levels" }).waitFor();
  await goTo(page, "Elections");
  await page.keyboard.press("Alt+ArrowUp");
  await goTo(page, "Budget");
  await page.keyboard.press("Alt+Shift+ArrowRight");
  await page.getByRole("status").filter({ hasText: "An agenda has three levels" }).waitFor();
  await shows(page, ["Elections", "Budget", "\tIncome", "\t\tCosts", "\t\tFees"]);
  await saved(page);
  assert.equal(count.posts.length, before + 1);
});

test("a desk of a draft goes on when the meeting gets its number, and so does what was not sent", async () => {
  const chair = await stage.page("cochair");
  await chair.goto("/groups/wg-strategy/meetings/new");
  await chair.getByLabel("Date").fill("2097-02-14");
  await chair.getByLabel(/^Time/).fill("14:00");
  await chair.getByLabel(/draft/i).check();
  await chair.getByRole("button", { name: /^Schedule|^Save/ }).click();
  await chair.waitForURL(/\/meetings\/draft-/);
  const draft = new URL(chair.url()).pathname;
  const page = await stage.page("secretariat");
  await withoutItems(page, `${draft}/agenda`);
  await openDesk(page, `${draft}/agenda`);
  await page.context().setOffline(true);
  await page.locator("#new").focus();
  await page.keyboard.type("Budget");
  await page.keyboard.press("Enter");
  await unsaved(page, "Not saved: no connection.");
  await chair.getByRole("button", { name: "Schedule the meeting" }).click();
  await chair.waitForURL(/\/meetings\/\d+$/);
  await page.context().setOffline(false);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await saved(page);
  await page.reload();
  await shows(page, ["Budget"]);
  assert.match(new URL(page.url()).pathname, /\/meetings\/\d+\/agenda$/);
});

test("members who read an agenda or its meeting see it change", async () => {
  const { page, path } = await deskWith(["Budget"]);
  const [reader, other] = [await stage.page("member"), await stage.page("observer")];
  const follows = (one) => one.waitForResponse((answer) => new URL(answer.url()).pathname === "/live");
  await Promise.all([follows(reader), reader.goto(path)]);
  await Promise.all([follows(other), other.goto(path.replace("/agenda", ""))]);
  await goTo(page, "Budget");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Elections");
  await page.keyboard.press("Escape");
  await saved(page);
  for (const one of [reader, other]) {
    await one.locator(".agenda__title", { hasText: "Elections" }).waitFor();
    await audit(one, "a reader’s page that changed");
  }
  const anybody = await stage.page();
  await anybody.goto(path.replace("/agenda", ""));
  assert.equal(await anybody.locator("script[src]").count(), 0);
});

test("Ctrl+Enter saves an ordinary form, too", async () => {
  const { page, path } = await deskWith(["Budget"]);
  const id = await page.locator("#items li").first().getAttribute("data-id");
  await page.goto(`${path}/items/${id}`);
  const notes = page.getByLabel(/^Notes/);
  await notes.fill("In euros.");
  await notes.press("Control+Enter");
  await page.waitForURL(/\/agenda(#.*)?$/);
  await page.locator("#items .prose", { hasText: "In euros." }).waitFor();
});

test("scripts and style sheets of a desk stay small", async () => {
  const { page } = await emptyDesk();
  const addresses = await page.locator("script[src], link[rel=stylesheet]").evaluateAll((all) => all.map((it) => it.src ?? it.href));
  const size = async (address) => brotliCompressSync(Buffer.from(await (await fetch(address)).arrayBuffer())).length;
  const sizes = await Promise.all(addresses.map(async (address) => ({ address, bytes: await size(address) })));
  const told = sizes.map(({ address, bytes }) => `${new URL(address).pathname} ${bytes}`).join(", ");
  const sum = (ending) => sizes.filter(({ address }) => address.endsWith(ending)).reduce((all, { bytes }) => all + bytes, 0);
  console.log(`brotli: ${told}`);
  assert.ok(sum(".js") > 0 && sum(".js") <= 25 * KB, told);
  assert.ok(sum(".css") > 0 && sum(".css") <= 14 * KB, told);
});
