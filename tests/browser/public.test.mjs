// What the public reads: from home to a published summary, on a slow line, with and without script.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { assertWithinBudget } from "./support/audit.mjs";
import { demo } from "./support/demo.mjs";
import { follow } from "./support/meeting.mjs";
import { PAGES, YOUNG } from "./support/pages.mjs";

const stage = demo();

for (const script of [true, false]) {
  test(`the public finds the latest report ${script ? "with" : "without"} script`, async () => {
    const reader = await stage.page(undefined, { script });
    await reader.goto("/");
    await follow(reader, "MAG Working Group on IGF Strengthening and Strategy");
    await follow(reader, "Summary of Online Meeting 45");
    assert.equal(new URL(reader.url()).pathname, "/groups/wg-strategy/meetings/45/summary/editions/1");

    const markdown = await reader.request.get(`${reader.url()}.md`);
    const sha256 = createHash("sha256").update(await markdown.body()).digest("hex");
    assert.equal(await reader.locator(".seal code").first().textContent(), sha256);
  });
}

const PUBLIC = Object.values(PAGES).flat().filter(([who, path]) => who === undefined && !path.startsWith(YOUNG));

for (const [, path] of PUBLIC) {
  test(`${path} is small`, () => assertWithinBudget(stage.server, path));
}
