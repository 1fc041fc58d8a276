// Acts go to the server in order, one at a time, and stay on this device until it has answered.
import { byId, me, page, tell, uuid } from "./page.js";
import { done, refused } from "./answers.js";
import { anythingTyped, dropDrafts, restoreDrafts, tabsWithDrafts } from "./drafts.js";
import { fieldNamed, hasRefused, sending } from "./fields.js";
import { isOthers } from "./parts.js";
import { signedIn } from "./session.js";
import { setWaiting, show } from "./state.js";
import { forget, keep, keeps, kept, placeOf, placesUnder, tab } from "./store.js";

/** @typedef {import("./answers.js").Act} Act */
/** @typedef {Act & { settle?: (ok: boolean) => void }} Queued */
const PATIENCE = 20_000;
const LONGEST = 15;
/** What a browser sends for a page that is already gone. */
const SMALL = 60_000;

/** @type {Queued[]} */
const acts = [];
const UNSENT = placeOf("unsent", page, "");
const own = UNSENT + tab;
let running = false;

/**
 * Does something, now or as soon as there is a connection. Says whether the server took it.
 * @param {{ address: string, fields?: Record<string, string | undefined>, parts: string[], key?: string, part?: string, texts?: Record<string, string>, alone?: boolean }} what
 * @returns {Promise<boolean>}
 */
export function act({ address, fields = {}, parts, key = uuid(), part, texts, alone }) {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  const next = { key, address, fields: /** @type {Record<string, string>} */ (Object.fromEntries(given)), parts, part, texts, alone, at: Date.now() };
  return new Promise((settle) => add({ ...next, settle }));
}

/** @param {Queued} next */
function add(next) {
  if (!mergeInto(acts.at(-1), next)) acts.push(next);
  sending(next.texts ?? {});
  keepActs();
  // Only after they are kept as acts.
  dropDrafts(Object.keys(next.texts ?? {}));
  run();
}

/** A text that waits behind others is sent once, as it was typed last. @param {Queued | undefined} last @param {Queued} next */
function mergeInto(last, next) {
  const same = last && last !== acts[0] && last.texts && next.texts && next.part && last.part === next.part
    && last.address === next.address && Object.keys(last.texts).join() === Object.keys(next.texts).join();
  if (!same) return false;
  const before = last.settle;
  const fields = { ...next.fields, ...("revision" in last.fields && { revision: last.fields.revision }) };
  const settle = (/** @type {boolean} */ ok) => (before?.(ok), next.settle?.(ok));
  Object.assign(last, next, { fields, settle });
  return true;
}

async function run() {
  if (running) return;
  running = true;
  for (let pause = 1; acts.length > 0; ) {
    show("saving");
    const [first] = acts;
    const answer = await send(first).catch(() => undefined);
    const body = await answer?.text().catch(() => undefined);
    if (!answer || body === undefined || answer.status >= 500 || answer.status === 429) {
      show(answer ? "busy" : "unreached");
      await connection(pause);
      pause = Math.min(pause * 2, LONGEST);
    } else if (answer.status === 401 || isOthers(answer)) {
      show(answer.status === 401 ? "signed-out" : "other-account");
      await signedIn();
    } else {
      pause = 1;
      acts.shift();
      keepActs();
      settle(first, answer, body);
    }
  }
  running = false;
  tell("idle");
}

/** @param {Act} first */
function send({ key, address, fields, parts }) {
  const body = new URLSearchParams({ key, ...fields });
  const keepalive = body.toString().length < SMALL;
  return fetch(address, { method: "POST", body, keepalive, headers: { part: parts.join(","), person: me }, signal: AbortSignal.timeout(PATIENCE) });
}

/** @param {Queued} first @param {Response} answer @param {string} body */
function settle(first, answer, body) {
  const before = revisionOf(first);
  if (answer.ok) done(first, answer, body);
  else refused(first, answer, body);
  if (answer.ok) {
    // What was typed after it started from what it saved.
    const after = revisionOf(first);
    for (const { part, fields } of acts) if (part === first.part && fields.revision === before) fields.revision = after;
    keepActs();
    if (acts.length === 0 && !hasRefused()) show("saved");
  }
  first.settle?.(answer.ok);
}

/** Of the text of its part, as far as it is shown. @param {Act} act */
function revisionOf({ part }) {
  const field = part ? byId(part)?.querySelector("input[name^='revision']") : undefined;
  return field instanceof HTMLInputElement ? field.value : "";
}

/** Comes back when there are no acts left. @returns {Promise<void>} */
export function idle() {
  if (acts.length === 0) return Promise.resolve();
  return new Promise((wake) => document.addEventListener("desk:idle", () => wake(), { once: true }));
}

function keepActs() {
  setWaiting(acts.length);
  if (acts.length > 0) keep(own, acts);
  else forget(own);
}

/** @param {number} seconds @returns {Promise<void>} */
function connection(seconds) {
  return new Promise((wake) => {
    const came = () => {
      clearTimeout(timer);
      removeEventListener("online", came);
      wake();
    };
    const timer = setTimeout(came, seconds * 1000);
    addEventListener("online", came);
  });
}

/** Takes over what tabs have left behind, when they are gone: first what they did, then what was being typed. @param {() => void} then */
export function takeOver(then) {
  // Held as long as the tab is there.
  navigator.locks?.request(own, () => new Promise(() => {}));
  const left = [...placesUnder(UNSENT).map((place) => place.slice(UNSENT.length)), ...tabsWithDrafts()];
  for (const other of new Set(left)) {
    const takeOverBoth = () => {
      takeOverActs(UNSENT + other);
      restoreDrafts(other);
      then();
    };
    if (other === tab) continue;
    if (!navigator.locks) takeOverBoth();
    else navigator.locks.request(UNSENT + other, async () => takeOverBoth());
  }
}

/** @param {string} place */
function takeOverActs(place) {
  for (const left of /** @type {Act[]} */ (kept(place) ?? [])) {
    for (const [name, text] of Object.entries(left.texts ?? {})) {
      const field = fieldNamed(name);
      if (field) field.value = text;
    }
    add(left);
  }
  forget(place);
}

document.addEventListener("visibilitychange", () => document.hidden && tell("leaving"));
addEventListener("pagehide", () => {
  tell("leaving");
  // Nobody hears the answers: what is kept is sent once more when the page is opened again, under the same keys.
  for (const later of acts.slice(1)) if (later.alone) send(later).catch(() => undefined);
});
addEventListener("beforeunload", (leaving) => {
  if (keeps() || (acts.length === 0 && !anythingTyped())) return;
  show("refused", "This browser cannot keep it; copy it before you leave.");
  leaving.preventDefault();
});
