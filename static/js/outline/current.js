// The current line: one at a time is in the tab order. In one that Enter has just made, Tab makes levels until it is left.
import { when } from "../desk/page.js";
import { say } from "../desk/voice.js";
import { all, fieldOf, itemOf, items, rowOf } from "./items.js";

const STOPS = "textarea, input:not([type=hidden]), summary";

/** @type {HTMLElement | null} */
let current = null;
/** The id of the line that was just made. */
let made = "";
let explained = false;

/** @param {HTMLElement} item */
export const isJustMade = (item) => item.dataset.id === made;

/** @param {HTMLElement} item */
export function justMade(item) {
  leaveMade();
  made = item.dataset.id ?? "";
  rowOf(item).dataset.new = "";
  if (!explained) say("New line. Tab makes it a sub-item. Escape, then Tab, goes on.");
  explained = true;
}

export function leaveMade() {
  made = "";
  document.querySelector(".row[data-new]")?.removeAttribute("data-new");
}

/** @param {HTMLElement} item @param {import("./items.js").Kind} [kind] @param {number} [caret] the end if it is not given */
export function focus(item, kind = "title", caret) {
  const field = fieldOf(item, kind) ?? fieldOf(item);
  if (!field) return;
  rove(item);
  field.focus({ preventScroll: true });
  // All of the line, above the bar.
  rowOf(item).scrollIntoView({ block: "nearest" });
  const at = Math.min(caret ?? Infinity, field.value.length);
  field.setSelectionRange(at, at);
}

/** Twenty items are one stop, not eighty. @param {HTMLElement | null} [next] */
export function rove(next = current) {
  const item = next?.isConnected ? next : (all()[0] ?? null);
  if (current !== item && current) stops(current).forEach((stop) => (stop.tabIndex = -1));
  current = item;
  if (item) stops(item).forEach((stop) => (stop.tabIndex = 0));
}

/** @param {HTMLElement} item @returns {HTMLElement[]} */
const stops = (item) => [.../** @type {NodeListOf<HTMLElement>} */ (rowOf(item).querySelectorAll(STOPS))].filter((stop) => !stop.closest(".clash, .menu__body"));

const GROWS = CSS.supports("field-sizing", "content");

/** Fields grow with their text, also where the browser does not do it. @param {Element} area */
export function fit(area) {
  if (GROWS || !(area instanceof HTMLTextAreaElement)) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
}

/** After parts of the list have come. */
function ready() {
  const list = items();
  if (!list) return;
  for (const stop of list.querySelectorAll(`:is(${STOPS}):not([tabindex="-1"])`)) {
    if (!stop.closest(".clash")) /** @type {HTMLElement} */ (stop).tabIndex = -1;
  }
  rove(itemOf(document.activeElement) ?? current);
  if (!GROWS) for (const area of list.querySelectorAll("textarea")) fit(area);
}

document.addEventListener("focusin", ({ target }) => {
  const item = itemOf(target);
  if (item) rove(item);
});
when("shown", ready);
ready();
