// What every page owes to every reader: no barrier that axe finds, no sideways scrolling, nothing from elsewhere, few bytes.
import assert from "node:assert/strict";
import axe from "axe-core";
import { launch, withScript } from "./browser.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const COLOURS = ["color-contrast", "link-in-text-block"];
const KB = 1024;

/** Audits the page as it stands, in light and dark, and at 320 px. Dark differs by its colours only. */
export async function audit(page, name) {
  await page.emulateMedia({ colorScheme: "light" });
  assertNone(await barriers(page, { type: "tag", values: TAGS }), `${name} has barriers, light`);
  await page.emulateMedia({ colorScheme: "dark" });
  assertNone(await barriers(page, { type: "rule", values: COLOURS }), `${name} has barriers, dark`);
  await page.emulateMedia({ colorScheme: null });
  assertNone(await tooWide(page), `${name} is wider than 320 px`);
}

/** Audits the page where the reader's own colours rule, which no program knows. */
export async function auditForced(page, name) {
  await page.emulateMedia({ forcedColors: "active" });
  assertNone(await barriers(page, { type: "tag", values: TAGS }, COLOURS), `${name} has barriers in forced colours`);
  await page.emulateMedia({ forcedColors: null });
}

/** Loads a public page as somebody who comes for the first time. */
export async function assertWithinBudget(server, path) {
  const context = await (await launch()).newContext({ baseURL: server.url });
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  const requests = new Map();
  network.on("Network.requestWillBeSent", ({ requestId, type, request }) => {
    requests.set(requestId, { type, url: request.url, bytes: 0 });
  });
  network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    requests.get(requestId).bytes = encodedDataLength;
  });
  await network.send("Network.enable");
  await page.goto(path, { waitUntil: "networkidle" });
  await context.close();

  // Chromium's own icons of its controls are nobody's to send.
  const loaded = [...requests.values()].filter(({ url }) => !url.startsWith("data:"));
  const html = sum(loaded.filter(({ type }) => type === "Document"));
  const told = loaded.map(({ url, bytes }) => `${url} (${bytes} bytes)`).join(", ");
  assert.ok(html > 0 && html <= 14 * KB, `${told}; 14 KB of HTML are allowed`);
  assert.ok(sum(loaded) <= 30 * KB, `${told}; 30 KB are allowed`);
  assert.ok(loaded.length <= 3, `${told}; 3 requests are allowed`);
}

export function assertNone(problems, what) {
  assert.ok(problems.length === 0, `${what}:\n${problems.join("\n")}`);
}

async function barriers(page, runOnly, without = []) {
  const { violations } = await withScript(page, async () => {
    // A page that is audited twice has it already.
    if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
    const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
    return page.evaluate((how) => window.axe.run({ ...how, resultTypes: ["violations"] }), { runOnly, rules });
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(" ")}: ${failureSummary}`),
  );
}

/** What reaches beyond 320 px, which is also 1280 px at 400 %. */
export async function tooWide(page) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const found = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll("body *")].filter((it) => it.getBoundingClientRect().right > clientWidth);
    return [`${scrollWidth} px`, ...wide.slice(0, 5).map((it) => it.outerHTML.slice(0, 120))];
  });
  await page.setViewportSize(before);
  return found;
}

/** What reaches beyond the paper: A4 without its margins has 612 px. */
export async function cutInPrint(page) {
  const before = page.viewportSize();
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 612, height: 900 });
  const found = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const cut = [...document.querySelectorAll("body *")].filter((it) => it.clientWidth > 0 && getComputedStyle(it).overflowX !== "visible" && it.scrollWidth > it.clientWidth + 1 && !it.matches(".visually-hidden, .visually-hidden *, .skip"));
    const wide = scrollWidth > clientWidth ? [`${scrollWidth} px`] : [];
    return [...wide, ...cut.slice(0, 5).map((it) => it.outerHTML.slice(0, 120))];
  });
  await page.emulateMedia({ media: null });
  await page.setViewportSize(before);
  return found;
}

function sum(requests) {
  return requests.reduce((total, { bytes }) => total + bytes, 0);
}
