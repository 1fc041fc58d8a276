// How somebody gets to a page: `[who, address, …links]`. Links lead on from there; an address may be a deed that brings them there.
import assert from "node:assert/strict";

/** People with a page each, which they keep. */
export function visitors(stage) {
  const pages = new Map();

  async function of(who) {
    if (!pages.has(who)) pages.set(who, await stage.page(who));
    return pages.get(who);
  }

  async function visit([who, start, ...links]) {
    const page = await of(who);
    if (typeof start === "function") {
      await start(page, { of, visit });
      return page;
    }
    let path = start;
    for (const link of links) path = await linkOn(page, path, link);
    const answer = await page.goto(path);
    assert.equal(answer.status(), 200, `${path} for ${who ?? "the public"}`);
    return page;
  }

  return { of, visit };
}

/** The first address on the page at `path` that matches. */
export async function linkOn(page, path, pattern) {
  // A connection that was kept open may end just as it is used again.
  const answer = await page.request.get(path, { maxRetries: 2 });
  const html = await answer.text();
  const written = [...html.matchAll(/(?:href|action)="([^"]+)/g)];
  const addresses = written.map(([, address]) => address.replaceAll(/&(amp|#38);/g, "&").split("#")[0]);
  const found = addresses.find((address) => pattern.test(address));
  assert.ok(found, `${path} (${answer.status()}) leads to nothing like ${pattern}`);
  return found;
}
