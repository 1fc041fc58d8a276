// The items as they stand on the page. Their order and their texts are the server's; this only finds its way among them.
import { byId } from "../desk/page.js";

/** @typedef {import("../desk/fields.js").Field} Field */
/** @typedef {"title" | "presenter" | "minutes"} Kind */
/** @type {Kind[]} */
export const KINDS = ["title", "presenter", "minutes"];

export const items = () => byId("items");

/** @param {EventTarget | null | undefined} node @returns {HTMLElement | null} */
export const itemOf = (node) => (node instanceof Element ? node.closest("#items li[data-id]") : null);

/** @param {HTMLElement} item */
export const idOf = (item) => item.dataset.id ?? "";

/** @param {HTMLElement} item */
export const rowOf = (item) => /** @type {HTMLElement} */ (item.querySelector(":scope > .row"));

/** @param {HTMLElement} item @param {Kind} [kind] @returns {Field | null} */
export const fieldOf = (item, kind = "title") => rowOf(item).querySelector(`.row__${kind} :is(textarea, input)`);

/** @param {HTMLElement} item @returns {HTMLElement | null} */
export const listOf = (item) => item.querySelector(":scope > ol");

/** @param {HTMLElement} item */
export const parentOf = (item) => itemOf(item.parentElement);

/** @param {HTMLElement} item */
export const above = (item) => /** @type {HTMLElement | null} */ (item.previousElementSibling);

/** @param {HTMLElement} item */
export const below = (item) => /** @type {HTMLElement | null} */ (item.nextElementSibling);

/** In the order in which they are read. @returns {HTMLElement[]} */
export const all = () => [...(items()?.querySelectorAll("li[data-id]") ?? [])].map((item) => /** @type {HTMLElement} */ (item));

/** Whether it is only on this page yet. @param {HTMLElement} item */
export const isNew = (item) => item.hasAttribute("data-own");

/** "item 2.b", as the server calls it. @param {HTMLElement} item */
export function nameOf(item) {
  const words = rowOf(item).querySelector(".row__number .visually-hidden")?.textContent ?? "";
  return words.replace(/^Item/, "item");
}

/** @param {HTMLElement} item */
export const titleOf = (item) => fieldOf(item)?.value.trim() || "an empty item";

/** The list below an item, made if it has none. @param {HTMLElement} item */
export function listBelow(item) {
  const list = listOf(item);
  if (list) return list;
  const made = document.createElement("ol");
  made.setAttribute("role", "list");
  made.id = `below-${idOf(item)}`;
  item.append(made);
  return made;
}

/** The line that is read before it; after the first, the next one that stays. @param {HTMLElement} item */
export function lineBefore(item) {
  const lines = all();
  return lines[lines.indexOf(item) - 1] ?? lines.find((other) => !item.contains(other)) ?? null;
}

/** Takes it off the page, and its list if that is empty then. @param {HTMLElement} item */
export function take(item) {
  const list = item.parentElement;
  item.remove();
  if (list !== items() && list?.children.length === 0) list.remove();
}
