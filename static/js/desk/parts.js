// Fetches parts of the page: those that are asked for, or all that changed since.
import { byId, from, know, main, me, revision, tell, when } from "./page.js";
import { released, showParts } from "./morph.js";
import { isSignedOut, show, waiting } from "./state.js";

/** So that what is being clicked does not move away under the pointer. */
const LEFT = 300;
/** What parts stand in, on the desks that there are. */
const LISTS = ["items", "sheet"];
/** Fetched as whoever opens the page gets it. */
export const WHOLE = "main";

/** Where somebody works, as against pages that are read and follow. */
const DESK = ".main--desk";

/** @type {Set<string>} */
const wanted = new Set();
let behind = false;
let asking = false;

/** @param {string[]} parts ids of elements */
export function fetchParts(parts) {
  for (const part of parts) wanted.add(part);
  return ask();
}

/** Fetches what others changed meanwhile. */
export function catchUp() {
  behind = true;
  return ask();
}

/** What the answer to an own act says of the page. @param {Response} answer @param {string} html @param {Pick<import("./morph.js").From, "sent" | "started">} act */
export function showAnswer(answer, html, act) {
  const at = revisionOf(answer);
  const own = answer.headers.get("effect") === "changed" ? 1 : 0;
  const between = at > revision() + own;
  if (!between) know(at);
  place(html, { revision: at, own: true, ...act });
  if (between) catchUp();
}

/** Whether it is meant for somebody else, who signed in meanwhile. @param {Response} answer */
export const isOthers = (answer) => (answer.headers.get("person") ?? me) !== me;

async function ask() {
  if (asking) return;
  asking = true;
  // What the server has without the acts that are on their way to it would undo them on the screen.
  while ((behind || wanted.size > 0) && waiting() === 0) {
    const whole = wanted.has(WHOLE);
    const parts = behind || whole ? [] : [...wanted];
    const since = behind && !whole ? revision() : undefined;
    const answered = await get(whole ? {} : since === undefined ? { part: parts.join(",") } : { since: String(since) });
    // Asked again with the next news, or when the acts are answered.
    if (!answered || waiting() > 0) break;
    if (since !== undefined || whole) behind = false;
    for (const part of whole ? [WHOLE] : parts) wanted.delete(part);
    place(answered.html, { revision: answered.at });
    if (since !== undefined) know(answered.at);
    for (const part of parts) if (!answered.html.includes(`id="${part}"`)) remove(part);
  }
  asking = false;
}

/** @param {Record<string, string>} headers */
async function get(headers) {
  const answer = await fetch(from, { headers, cache: "no-store" }).catch(() => undefined);
  if (answer?.status === 401) show("signed-out");
  else if (answer && isOthers(answer)) show("other-account");
  if (!answer?.ok || isOthers(answer)) return undefined;
  if (isSignedOut()) show("saved");
  const html = await answer.text();
  if (answer.headers.has("revision")) return { html, at: revisionOf(answer) };
  const page = new DOMParser().parseFromString(html, "text/html").getElementById(WHOLE);
  // Of somebody who may only read by now.
  const reads = Boolean(page) && main().matches(DESK) && !page?.matches(DESK);
  if (page && (reads || !page.dataset.revision)) show("refused", "you can no longer edit this page. Load it again to read it.");
  return page?.dataset.revision && !reads ? { html: page.outerHTML, at: Number(page.dataset.revision) } : undefined;
}

/** @param {string} html @param {import("./morph.js").From} from */
function place(html, from) {
  const placeless = showParts(html, from);
  if (placeless.length > 0) fetchLists();
}

/** All parts in their order, and what can be undone. */
export function fetchLists() {
  return fetchParts([...LISTS.filter(byId), "bar"]);
}

/** What was asked for and is missing was removed. @param {string} id */
function remove(id) {
  const part = byId(id);
  const item = part?.closest("[data-id]") ?? part;
  if (!item || item.contains(document.activeElement)) return;
  item.remove();
  tell("shown");
}

/** @param {Response} answer */
const revisionOf = (answer) => Number(answer.headers.get("revision") ?? 0);

function refresh() {
  for (const part of released()) wanted.add(part);
  ask();
}

document.addEventListener("focusout", () => setTimeout(refresh, LEFT));
addEventListener("focus", () => isSignedOut() && catchUp());
when("idle", refresh);
