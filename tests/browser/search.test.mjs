// Searching: by the public and by members, with and without script, by keyboard alone, and in every state of the page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertWithinBudget, audit } from "./support/audit.mjs";
import { demo } from "./support/demo.mjs";
import { take, tabTo } from "./support/keyboard.mjs";
import { GROUP } from "./support/pages.mjs";

const stage = demo();
const EDITION = `${GROUP}/meetings/45/summary/editions/1`;

for (const script of [true, false]) {
  test(`the public finds a published summary ${script ? "with" : "without"} script`, async () => {
    const reader = await stage.page(undefined, { script });
    await reader.goto("/");
    await reader.getByLabel("Search in what is published").fill('"leadership panel"');
    await Promise.all([reader.waitForEvent("load"), reader.getByRole("button", { name: "Search", exact: true }).click()]);
    assert.equal(await reader.title(), "“\"leadership panel\"” – Search – Rapporteur");
    const first = reader.locator(".found > li").first();
    assert.match(await first.locator("mark").first().textContent(), /leadership/i);
    await Promise.all([reader.waitForEvent("load"), first.getByRole("link").click()]);
    assert.equal(new URL(reader.url()).pathname, EDITION);
  });
}

test("somebody without a mouse finds what a speaker said, though the name is not quite right", async () => {
  const member = await stage.page("member");
  await member.goto(GROUP);
  await tabTo(member, "Search in this group");
  await member.keyboard.type("speaker:Jorje");
  await Promise.all([member.waitForEvent("domcontentloaded"), member.keyboard.press("Enter")]);
  await assertShows(member, /These are of .*Jorge Cancio/);
  await take(member, /^Contribution of Jorge Cancio/);
  assert.match(member.url(), /\/record\?entry=.*#entry-/);
});

/** Who sees the page in which state, and a word that is on it then. */
const STATES = [
  ["is empty", undefined, "/search", /Narrow the search/],
  ["has results", undefined, "/search?q=leadership", /results?/],
  ["has a member's results", "member", `${GROUP}/search?q=leadership`, /contribution/],
  ["has nothing", undefined, "/search?q=zyzzyva", /0 results/],
  ["does not understand", "member", "/search?q=is%3Alate&from=soon&kind=letter", /There is a problem/],
  ["is narrowed", "member", "/search?q=the+forum&kind=contribution&from=2020-01-01", /contribution/],
];

for (const [state, who, path, shown] of STATES) {
  test(`the search has no barrier when it ${state}`, async () => {
    const page = await stage.page(who);
    await page.goto(path);
    await assertShows(page, shown);
    for (const details of await page.locator("details").all()) await details.evaluate((it) => (it.open = true));
    await audit(page, path);
  });
}

test("the search is small", () => assertWithinBudget(stage.server, "/search?q=leadership"));

async function assertShows(page, shown) {
  assert.match((await page.locator("main").innerText()).replaceAll(/\s+/g, " "), shown);
}
