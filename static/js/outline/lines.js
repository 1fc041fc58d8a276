// Lines are made on the page at once, and sent when they have words; what is typed into them is saved as it stands.
import { base, byId, uuid } from "../desk/page.js";
import { isTyped, sentOf } from "../desk/fields.js";
import { act } from "../desk/queue.js";
import { say } from "../desk/voice.js";
import { leaveMade } from "./current.js";
import { KINDS, above, all, fieldOf, idOf, isNew, listOf, parentOf, rowOf, take, titleOf } from "./items.js";

/** Lines whose text is saved, but not yet read for a presenter and minutes: that waits until they are left. @type {Set<string>} */
const unread = new Set();

/** @param {string} id */
const partsOf = (id) => [`row-${id}`, "sums", "bar"];

/** An empty line, which only this page knows. @param {string} [text] */
export function make(text = "") {
  const id = uuid();
  const item = document.createElement("li");
  item.id = `item-${id}`;
  item.dataset.id = id;
  item.dataset.own = "";
  item.innerHTML = `<div class="row" id="row-${id}">
    <label class="row__number" for="title-${id}"><span class="visually-hidden">New item</span></label>
    <div class="row__title"><textarea id="title-${id}" name="title.${id}" rows="1" dir="auto" spellcheck="true" enterkeyhint="next"></textarea></div>
    <div class="row__more"></div></div>`;
  const title = fieldOf(item);
  if (title) title.value = text;
  return item;
}

/** Saves what was typed into a line. @param {HTMLElement} item @param {{ left?: boolean }} [how] `left`: the line is done for now */
export function save(item, { left = true } = {}) {
  if (!item.isConnected) return;
  if (isNew(item)) return add(item);
  const id = idOf(item);
  const typed = KINDS.filter((kind) => {
    const field = fieldOf(item, kind);
    return field && isTyped(field);
  });
  const title = fieldOf(item);
  if (title && !title.value.trim()) {
    if (!left) return;
    title.value = sentOf(title);
    return say("An item needs a title. To remove the item, use its menu.");
  }
  const reads = left && unread.has(id) && !typed.includes("title");
  if (reads) typed.unshift("title");
  if (typed.length === 0) return;
  /** @type {Record<string, string>} */
  const fields = { revision: revisionOf(item) };
  /** @type {Record<string, string>} */
  const texts = {};
  for (const kind of typed) {
    const field = /** @type {import("./items.js").Field} */ (fieldOf(item, kind));
    fields[kind === "title" ? "line" : kind] = texts[field.name] = field.value;
  }
  if (typed.includes("title")) {
    if (left) fields.tail = "yes";
    if (left) unread.delete(id);
    else unread.add(id);
  }
  act({ address: `${base}/items/${id}`, fields, parts: partsOf(id), part: `row-${id}`, texts, alone: true });
}

/** A new line with its first words is one act. Its key is its id, so that it is there once. @param {HTMLElement} item */
async function add(item) {
  const title = fieldOf(item);
  if (!title?.value.trim()) return;
  const id = idOf(item);
  const parent = parentOf(item);
  /** @type {Record<string, string>} */
  const fields = { line: title.value, parent: parent ? idOf(parent) : "", after: saved(above(item)) };
  item.removeAttribute("data-own");
  const took = await act({ address: `${base}/items`, key: id, fields, parts: partsOf(id), part: `row-${id}`, texts: { [title.name]: title.value } });
  if (!took) item.dataset.own = "";
}

/** The id of the line above that the server knows, or will know. @param {HTMLElement | null} line @returns {string} */
function saved(line) {
  if (!line) return "";
  return isNew(line) ? saved(above(line)) : idOf(line);
}

/** @param {HTMLElement} item */
function revisionOf(item) {
  const field = rowOf(item).querySelector("input[name^='revision']");
  return field instanceof HTMLInputElement ? field.value : "";
}

/** Several lines, or one, from elsewhere. The server reads their levels. @param {string} line @param {{ parent?: string, after?: string }} at */
export async function addOutline(line, at) {
  const took = await act({ address: `${base}/items`, fields: { line, ...at }, parts: ["items", "sums", "bar"] });
  const box = /** @type {HTMLTextAreaElement | null} */ (byId("new"));
  // What was refused is where new lines are typed, to be mended.
  if (!took && box) {
    box.value = [line, box.value].filter(Boolean).join("\n");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return took;
}

/** @param {HTMLElement} item @param {{ next: HTMLElement | null }} where the focus goes */
export async function remove(item, { next }) {
  const id = idOf(item);
  const wasNew = isNew(item);
  const field = fieldOf(item);
  // It was emptied, and is known by what it said.
  if (field && !field.value.trim()) field.value = sentOf(field);
  const title = titleOf(item);
  leaveMade();
  take(item);
  (next ? fieldOf(next) : byId("new"))?.focus();
  if (wasNew) return;
  const took = await act({ address: `${base}/items/${id}/removal`, parts: ["sums", "bar", "tray"] });
  if (took) say(`Removed ${title}. Undo is in the bar.`);
}

/** A line without words goes when it is left. @param {HTMLElement} item */
export function dropEmpty(item) {
  if (item.isConnected && isNew(item) && !fieldOf(item)?.value.trim() && !listOf(item)) take(item);
}

/** Whatever was typed anywhere in the list. */
export function saveAll() {
  for (const item of all()) save(item);
}
