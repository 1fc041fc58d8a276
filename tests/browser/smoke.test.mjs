import assert from "node:assert/strict";
import { test } from "node:test";
import { assertWithinBudget, audit } from "./support/audit.mjs";
import { demo } from "./support/demo.mjs";

const stage = demo();

for (const script of [true, false]) {
  test(`the public finds the group at home, ${script ? "with" : "without"} script`, async () => {
    const page = await stage.page(undefined, { script });
    await page.goto("/");
    assert.ok(await page.locator('main a[href="/groups/wg-strategy"]').first().isVisible());
    await audit(page, "home, signed out");
  });
}

test("home is small", async () => {
  await assertWithinBudget(stage.server, "/");
});

test("a co-chair signs in and sees what waits", async () => {
  const page = await stage.page("cochair");
  await page.goto("/");
  await audit(page, "home of a co-chair");
});
