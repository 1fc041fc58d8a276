// The README's pictures, of the demonstration group as `script/server` shows it: name, address, person.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { closeBrowser } from "./support/browser.mjs";
import { pageOf } from "./support/people.mjs";
import { startServer } from "./support/server.mjs";

const FOLDER = "docs/screenshots";
const GROUP = "/groups/wg-strategy";
const PICTURES = [
  ["home", "/", "cochair"],
  ["group", GROUP, "member"],
  ["report", `${GROUP}/meetings/45/summary`, undefined],
  ["record", `${GROUP}/meetings/45/record`, "secretariat"],
  ["review", `${GROUP}/meetings/44/summary`, "member"],
  ["plan", `${GROUP}/plans/wsis20`, "member"],
];
const SCREENS = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
];

await mkdir(FOLDER, { recursive: true });
const server = await startServer();
try {
  for (const viewport of SCREENS) {
    for (const [name, path, who] of PICTURES) await take(name, path, who, viewport);
  }
} finally {
  await closeBrowser();
  await server.stop();
}

async function take(name, path, who, viewport) {
  const page = await pageOf(server, who, { viewport, colorScheme: "light", reducedMotion: "reduce" });
  const answer = await page.goto(path);
  assert.equal(answer.status(), 200, path);
  const file = `${FOLDER}/${name}-${viewport.width}.png`;
  await page.screenshot({ path: file });
  await page.context().close();
  console.log(file);
}
