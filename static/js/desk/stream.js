// One tab of the browser holds the only stream of changes, for the pages of all its tabs; the others hear it from that one.
import { page, tell } from "./page.js";
import { tab } from "./store.js";

/** @typedef {{ page: string, revision: number }} News */
const BEAT = 10_000;
const SILENCE = 40_000;
/** Then a stream is asked for again that was refused. */
const AGAIN = 60_000;
/** More pages than that the server does not follow for one browser. */
const MOST = 12;

const tabs = "BroadcastChannel" in window ? new BroadcastChannel("live") : undefined;
/** Which page each other tab shows, and when it said so last. @type {Map<string, { page: string, at: number }>} */
const others = new Map();
/** @type {EventSource | undefined} */
let stream;
let followed = "";
let heard = 0;
let leads = false;

/** Whether news would be heard. */
export const hears = () => Date.now() - heard < SILENCE;

function follow() {
  for (const [one, { at }] of others) if (Date.now() - at > SILENCE) others.delete(one);
  const pages = [...new Set([page, ...[...others.values()].map((other) => other.page)])].slice(0, MOST).sort();
  const wanted = new URLSearchParams(pages.map((one) => ["follow", one])).toString();
  if (stream && wanted === followed) return;
  stream?.close();
  followed = wanted;
  stream = new EventSource(`/live?${wanted}`);
  for (const kind of ["at", "changed", "here"]) stream.addEventListener(kind, ({ data }) => share(kind, JSON.parse(data)));
  stream.addEventListener("open", beat);
  stream.addEventListener("error", () => {
    if (stream?.readyState !== EventSource.CLOSED) return;
    stream = undefined;
    setTimeout(() => leads && follow(), AGAIN);
  });
}

/** @param {string} kind @param {News} news */
function share(kind, news) {
  tabs?.postMessage({ kind, news });
  hear(kind, news);
}

/** @param {string} kind @param {News} news */
function hear(kind, news) {
  heard = Date.now();
  if (news.page === page) tell(kind, news);
}

function beat() {
  if (stream?.readyState !== EventSource.OPEN) return;
  heard = Date.now();
  tabs?.postMessage({ kind: "beat" });
}

function lead() {
  leads = true;
  follow();
}

function stop() {
  leads = false;
  stream?.close();
  stream = undefined;
}

/** @param {LockOptions} [how] */
function waitForTurn(how = {}) {
  const held = () => {
    lead();
    // Held until the tab closes, or another takes it.
    return new Promise(() => {});
  };
  navigator.locks.request("live", how, held).catch(() => {
    stop();
    waitForTurn();
  });
}

tabs?.addEventListener("message", ({ data }) => {
  if (data.kind === "page") {
    others.set(data.tab, { page: data.page, at: Date.now() });
    if (leads) follow();
  } else if (data.kind === "beat") heard = Date.now();
  else hear(data.kind, data.news);
});

const announce = () => tabs?.postMessage({ kind: "page", tab, page });

export function begin() {
  announce();
  setInterval(() => {
    if (leads) beat();
    else announce();
    if (!leads && !document.hidden && navigator.locks && heard && !hears()) {
      heard = Date.now();
      waitForTurn({ steal: true });
    }
  }, BEAT);
  if (navigator.locks) return waitForTurn();
  // Each tab for itself, while somebody looks at it.
  if (!document.hidden) lead();
  return document.addEventListener("visibilitychange", () => (document.hidden ? stop() : lead()));
}
