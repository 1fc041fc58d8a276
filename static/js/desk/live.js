// Others' changes are fetched as they happen; without a stream, by asking now and then. Nobody looks at a hidden page.
import { revision, when } from "./page.js";
import { catchUp } from "./parts.js";
import { lookWhoWrites } from "./presence.js";
import { begin, hears } from "./stream.js";

const GATHER = 50;
const [LEAST, MORE] = [15_000, 10_000];

let latest = 0;
/** @type {number | undefined} */
let gathering;

/** @param {{ revision: number }} news */
function note(news) {
  latest = Math.max(latest, news.revision);
  gathering ??= setTimeout(fetchNews, GATHER);
}

function fetchNews() {
  gathering = undefined;
  if (!document.hidden && latest > revision()) catchUp();
}

when("at", note);
when("changed", note);
when("here", () => document.hidden || lookWhoWrites());

export function followOthers() {
  begin();
  document.addEventListener("visibilitychange", () => document.hidden || catchUp());
  addEventListener("pageshow", ({ persisted }) => persisted && catchUp());
  const ask = () => {
    if (!document.hidden && !hears()) catchUp();
    setTimeout(ask, LEAST + Math.random() * MORE);
  };
  setTimeout(ask, LEAST + Math.random() * MORE);
}
