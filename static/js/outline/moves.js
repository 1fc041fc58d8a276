// An item moves with all below it: at once on the page, then on the server.
import { base } from "../desk/page.js";
import { act } from "../desk/queue.js";
import { place, steadily } from "../desk/steady.js";
import { say } from "../desk/voice.js";
import { above, below, idOf, isNew, itemOf, items, listBelow, listOf, nameOf, parentOf, rowOf, titleOf } from "./items.js";
import { save } from "./lines.js";

/** @typedef {"up" | "down" | "in" | "out"} Way */

/** 1., a., i. */
const LEVELS = 3;
const TOO_DEEP = "An agenda has three levels: 1., a. and i.";

/** @type {Record<Way, (item: HTMLElement) => string | undefined>} says why it cannot */
const WAYS = {
  up(item) {
    const other = above(item);
    if (!other) return "It is the first at its level.";
    return put(item, other.parentElement, other);
  },
  down(item) {
    const other = below(item);
    if (!other) return "It is the last at its level.";
    return put(item, other.parentElement, below(other));
  },
  in(item) {
    const other = above(item);
    if (!other) return "The first item at its level cannot be a sub-item.";
    if (!fits(item, other)) return TOO_DEEP;
    return put(item, listBelow(other), null);
  },
  out(item) {
    const parent = parentOf(item);
    if (!parent) return "It is at the top level.";
    return put(item, parent.parentElement, below(parent));
  },
};

/** @param {HTMLElement} item @param {Way} to */
export function move(item, to) {
  const why = WAYS[to](item);
  if (why) return say(why);
  const parent = parentOf(item);
  // Its place goes with its first words.
  if (isNew(item)) return say(parent ? `Now below ${titleOf(parent)}.` : "Now at the top level.");
  save(item, { left: false });
  return sendPlace(item, { to });
}

/** As a drag leaves it. @param {HTMLElement} item @param {HTMLElement} list @param {HTMLElement | null} next */
export function moveTo(item, list, next) {
  const outer = itemOf(list);
  if (outer && !fits(item, outer)) {
    // Made for it.
    if (list.children.length === 0) list.remove();
    return say(TOO_DEEP);
  }
  put(item, list, next);
  const [parent, after] = [parentOf(item), above(item)];
  return sendPlace(item, { parent: parent ? idOf(parent) : "", after: after ? idOf(after) : "" });
}

/** Whether all its levels have room below another. @param {HTMLElement} item @param {HTMLElement} other */
const fits = (item, other) => depthOf(other) + 1 + heightOf(item) <= LEVELS;

/** @param {HTMLElement} item @returns {number} 0 at the top level */
function depthOf(item) {
  const parent = parentOf(item);
  return parent ? 1 + depthOf(parent) : 0;
}

/** How many levels it takes with those below it. @param {HTMLElement} item @returns {number} */
function heightOf(item) {
  const below = /** @type {HTMLElement[]} */ ([...(listOf(item)?.children ?? [])]);
  return 1 + Math.max(0, ...below.map(heightOf));
}

/** @param {HTMLElement} item @param {Record<string, string>} fields */
async function sendPlace(item, fields) {
  const id = idOf(item);
  const took = await act({ address: `${base}/items/${id}/position`, fields, parts: [`row-${id}`, "sums", "bar"], part: `row-${id}` });
  if (took && item.isConnected) say(`Now ${nameOf(item)}.`);
}

/** @param {HTMLElement} item @param {Element | null} list @param {HTMLElement | null} next */
function put(item, list, next) {
  const from = item.parentElement;
  if (!list) return "It cannot be moved there.";
  steadily(() => {
    place(list, item, next);
    if (from !== items() && from?.children.length === 0) from.remove();
  }, { scrolls: false });
  rowOf(item).scrollIntoView({ block: "nearest" });
  return undefined;
}
