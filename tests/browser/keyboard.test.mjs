// The work of a meeting without a mouse: signing in, an agenda item, what somebody said, an approval.
import assert from "node:assert/strict";
import { test } from "node:test";
import { newPage } from "./support/browser.mjs";
import { demo } from "./support/demo.mjs";
import { saved, titlesOf } from "./support/desk.mjs";
import { tabTo, take, type } from "./support/keyboard.mjs";
import { PASSWORD, PEOPLE } from "./support/people.mjs";

const stage = demo();
const GROUP = "/groups/wg-strategy";

test("a co-chair signs in, skips to the content, and adds an agenda item", async () => {
  const chair = await signedIn("cochair");
  await chair.goto(`${GROUP}/meetings/46/agenda`);
  await tabTo(chair, "Skip to the content");
  await chair.keyboard.press("Enter");
  await type(chair, /^New item/, "Elections of co-chairs");
  await chair.keyboard.press("Enter");
  await chair.keyboard.press("ArrowUp");
  await chair.keyboard.press("Alt+ArrowUp");
  await saved(chair);
  assert.equal((await titlesOf(chair)).at(-2), "Elections of co-chairs");
});

test("the secretariat records who said what, by typing part of the name", async () => {
  const secretary = await signedIn("secretariat");
  await secretary.goto(`${GROUP}/meetings/44/record`);
  await take(secretary, /^Record under “The group’s session/);
  await type(secretary, "Speaker", "Tariq");
  await secretary.keyboard.press("ArrowDown");
  await secretary.keyboard.press("Enter");
  await type(secretary, "What was said", "Tariq Oyelowa thanked everybody.");
  await take(secretary, "Add the contribution");
  await shows(secretary, "The contribution is added.");
  const last = secretary.locator(".record > li", { hasText: "thanked everybody" });
  assert.equal(await last.locator(".speaker").textContent(), "Tariq Oyelowa");
});

test("the co-chairs approve a summary", async () => {
  const chair = await signedIn("cochair");
  await chair.goto(`${GROUP}/meetings/44/summary`);
  await take(chair, "End the review early");
  await type(chair, "Reason", "Everybody has agreed.");
  await take(chair, "End the review now", "Space");
  await take(chair, "Approve this text");
  await shows(chair, "Your approval is noted.");
});

async function signedIn(who) {
  const page = await newPage(stage.server);
  await page.goto("/");
  await take(page, "Sign in");
  await type(page, "E-mail address", PEOPLE[who]);
  await type(page, "Password", PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/");
  return page;
}

async function shows(page, notice) {
  assert.equal(await page.getByRole("status").first().textContent(), notice);
}
