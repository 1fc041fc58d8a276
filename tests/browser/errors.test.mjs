// What goes wrong is a page like every other, with a number to quote and nothing of what happened inside.
import assert from "node:assert/strict";
import { test } from "node:test";
import { audit } from "./support/audit.mjs";
import { demo } from "./support/demo.mjs";
import { press } from "./support/meeting.mjs";

const stage = demo();
const GROUP = "/groups/wg-strategy";
const FORM = { "content-type": "application/x-www-form-urlencoded" };

const ASKED = [
  [400, undefined, "POST", "/sign-in", { headers: { "content-type": "text/plain" }, postData: "?" }],
  [403, "member", "GET", `${GROUP}/meetings/new`],
  [404, undefined, "GET", "/nothing"],
  [404, undefined, "GET", `${GROUP}/meetings/46/agenda`],
  [405, undefined, "DELETE", "/"],
  [409, "cochair", "GET", `${GROUP}/meetings/45/cancellation`],
  [413, undefined, "POST", "/sign-in", { headers: FORM, postData: `email=${"a".repeat(1_200_000)}` }],
];

for (const [status, who, method, path, sent] of ASKED) {
  test(`${status} for ${method} ${path}`, async () => {
    const page = await stage.page(who);
    assert.equal(await ask(page, method, path, sent), status);
    await looksLikeAPage(page, status);
  });
}

test("401 for a form of nobody who is signed in, which leads to sign-in", async () => {
  const page = await stage.page();
  assert.equal(await ask(page, "POST", "/account", { headers: FORM, postData: "name=Nobody" }), 401);
  assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), "You are signed out");
  await audit(page, "a form that nobody sent");
});

test("429 for somebody who tries passwords", async () => {
  const page = await stage.page();
  for (let tries = 0, answer; answer?.status() !== 429; tries += 1) {
    assert.ok(tries < 20, "It goes on and on.");
    await page.goto("/sign-in");
    await page.getByLabel("E-mail address").fill("observer@example.org");
    await page.getByLabel("Password").fill(`not this one ${tries}`);
    answer = await press(page, "Sign in");
  }
  await looksLikeAPage(page, 429);
});

test("500 when the server makes a mistake", async () => {
  const page = await stage.page("member");
  await stage.server.database.run("alter table agenda_items rename to lost");
  const answer = await page.goto(`${GROUP}/meetings/45`);
  await stage.server.database.run("alter table lost rename to agenda_items");
  assert.equal(answer.status(), 500);
  await looksLikeAPage(page, 500);
  assert.ok(!(await page.content()).includes("agenda_items"), "What happened inside stays inside.");
});

test("503 while the database is away, and work again afterwards", async () => {
  const page = await stage.page("member");
  await stage.server.database.close();
  const answer = await page.goto(`${GROUP}/meetings/45`);
  assert.equal(answer.status(), 503);
  assert.ok(answer.headers()["retry-after"], "It says when to come back.");
  await looksLikeAPage(page, 503);
  await stage.server.database.open();
  const again = await page.goto(`${GROUP}/meetings/45`);
  assert.equal(again.status(), 200);
});

/** Has the browser open an address in a way that links and forms do not. */
async function ask(page, method, path, sent = {}) {
  const change = (route) => route.continue({ method, ...sent, headers: { ...route.request().headers(), ...sent.headers } });
  await page.route(path, change, { times: 1 });
  return (await page.goto(path)).status();
}

async function looksLikeAPage(page, status) {
  assert.equal(await page.locator(".kicker").textContent(), `Error ${status}`);
  assert.match(await page.getByText("request number").textContent(), /: [0-9a-f]{12}$/);
  await audit(page, `error ${status}`);
}
