// Names are offered while the line is only the beginning of one. The list takes Tab and Enter as long as it is open.
import { byId } from "../desk/page.js";
import { say } from "../desk/voice.js";
import { fits } from "./grammar.js";

/** @typedef {{ name: string, present: boolean, guest: boolean }} Person */
const MOST = 6;
const KEYWORDS = /^(action|decision|agreed|update|note|next|skip|present|regrets|item|off|on)\b/i;
const BEGINNING = /^\p{L}[\p{L}\p{M}'’.\- ]*$/u;

let marked = 0;
/** Closed with Escape, until the text changes. */
let closed = false;
let told = "";

/** @returns {Person[]} */
export function people() {
  const options = [...document.querySelectorAll("#people option")];
  return options.map((one) => ({ name: /** @type {HTMLOptionElement} */ (one).value, present: one.hasAttribute("data-present"), guest: one.hasAttribute("data-guest") }));
}

export const isOpen = () => Boolean(byId("names"));

/** The line in which the caret is, until there. @param {HTMLTextAreaElement} box */
function head(box) {
  const until = box.value.slice(0, box.selectionStart);
  return until.slice(until.lastIndexOf("\n") + 1);
}

/** @param {HTMLTextAreaElement} box */
function offered(box) {
  const typed = head(box);
  if (closed || typed.trim().length < 2 || !BEGINNING.test(typed) || KEYWORDS.test(typed)) return [];
  const fitting = people().filter(({ name }) => fits(typed, name));
  return fitting.sort((one, other) => Number(other.present) - Number(one.present)).slice(0, MOST);
}

/** After each key. @param {HTMLTextAreaElement} box */
export function offer(box) {
  closed = false;
  marked = 0;
  paint(box);
}

/** @param {HTMLTextAreaElement} box */
function paint(box) {
  const found = offered(box);
  const list = byId("names") ?? made(box);
  if (found.length === 0) return close(box);
  list.replaceChildren(...found.map((person, nth) => option(person, nth)));
  box.setAttribute("aria-controls", "names");
  box.setAttribute("aria-activedescendant", `name-${marked}`);
  const words = `${found[marked].name}, ${marked + 1} of ${found.length}`;
  if (words !== told) say(words);
  told = words;
}

/** @param {HTMLTextAreaElement} box */
function made(box) {
  const list = document.createElement("ul");
  list.id = "names";
  list.className = "names";
  list.dataset.own = "";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Names");
  box.before(list);
  return list;
}

/** @param {Person} person @param {number} nth */
function option(person, nth) {
  const line = document.createElement("li");
  line.id = `name-${nth}`;
  line.dataset.name = person.name;
  line.setAttribute("role", "option");
  line.setAttribute("aria-selected", String(nth === marked));
  const more = document.createElement("span");
  more.className = "quiet";
  more.textContent = person.guest ? "guest" : person.present ? "present" : "";
  line.append(person.name, " ", more);
  return line;
}

/** @param {HTMLTextAreaElement} box */
export function close(box) {
  byId("names")?.remove();
  box.removeAttribute("aria-controls");
  box.removeAttribute("aria-activedescendant");
  told = "";
}

/** Until the text changes. @param {HTMLTextAreaElement} box */
export function dismiss(box) {
  closed = true;
  close(box);
}

/** @param {HTMLTextAreaElement} box @param {number} by */
export function mark(box, by) {
  const count = byId("names")?.children.length ?? 1;
  marked = (marked + by + count) % count;
  paint(box);
}

/** The marked name takes the place of what was typed of it. @param {HTMLTextAreaElement} box @param {string} [name] */
export function take(box, name) {
  const chosen = name ?? /** @type {HTMLElement | undefined} */ (byId("names")?.children[marked])?.dataset.name ?? "";
  const caret = box.selectionStart;
  box.setRangeText(`${chosen}: `, caret - head(box).length, caret, "end");
  close(box);
  box.dispatchEvent(new Event("input", { bubbles: true }));
}
