// What is typed into a line is saved when the line is left, on Enter, and after a moment without typing.
import { byId, when } from "../desk/page.js";
import { isMoving } from "../desk/steady.js";
import { fit, focus, isJustMade, justMade, leaveMade } from "./current.js";
import { all, fieldOf, itemOf, items, listBelow, listOf, parentOf, rowOf } from "./items.js";
import { addOutline, dropEmpty, make, save, saveAll } from "./lines.js";
import { move } from "./moves.js";

const PAUSE = 2000;
/** @type {number | undefined} */
let pause;

/** Enter: a new line below, or what stands after the caret becomes one. @param {HTMLElement} item @param {import("./items.js").Field} field */
export function enter(item, field) {
  const title = fieldOf(item);
  if (!title?.value.trim()) return parentOf(item) && field === title ? move(item, "out") : undefined;
  const caret = field === title ? (title.selectionStart ?? 0) : title.value.length;
  const rest = title.value.slice(caret).trim();
  if (rest) title.value = title.value.slice(0, caret).trimEnd();
  // At its beginning, the line stays what it is and moves down.
  if (!title.value) {
    title.value = rest;
    const made = make();
    item.before(made);
    return begin(made);
  }
  save(item);
  const made = make(rest);
  if (listOf(item)) listBelow(item).prepend(made);
  else item.after(made);
  if (rest) save(made, { left: false });
  return begin(made);
}

/** As Enter at the end of the line does. @param {HTMLElement} item */
export function addBelow(item) {
  save(item);
  const made = make();
  if (listOf(item)) listBelow(item).prepend(made);
  else item.after(made);
  begin(made);
}

/** @param {HTMLElement} made */
function begin(made) {
  focus(made, "title", 0);
  justMade(made);
}

/** What stands in the box for new lines becomes lines. @param {HTMLTextAreaElement} box @param {{ stays: boolean }} how */
export function addNew(box, { stays }) {
  const text = box.value.trim();
  if (!text) return;
  box.value = box.defaultValue = "";
  fit(box);
  if (text.includes("\n")) return void addOutline(text, {});
  const line = make(text);
  items()?.append(line);
  save(line);
  if (!stays) return;
  const next = make();
  line.after(next);
  begin(next);
}

/** @param {KeyboardEvent} event @param {HTMLElement} item */
export function step(event, item) {
  const up = event.key === "ArrowUp";
  const field = /** @type {import("./items.js").Field} */ (event.target);
  // Within a title of several lines the caret goes its own way, until its ends.
  const end = up ? 0 : field.value.length;
  if (field.matches("textarea") && field.clientHeight > 2.2 * parseFloat(getComputedStyle(field).lineHeight) && field.selectionStart !== end) return;
  event.preventDefault();
  const rows = all();
  const next = rows[rows.indexOf(item) + (up ? -1 : 1)];
  const kind = /** @type {import("./items.js").Kind} */ (field.name.split(".")[0]);
  if (next) focus(next, kind, field.selectionStart ?? undefined);
  else if (!up) byId("new")?.focus();
}

document.addEventListener("input", ({ target }) => {
  const item = itemOf(target);
  if (!(target instanceof Element) || !target.closest("#outline .row")) return;
  fit(target);
  clearTimeout(pause);
  if (item) pause = setTimeout(() => save(item, { left: false }), PAUSE);
});

document.addEventListener("focusout", ({ target, relatedTarget }) => {
  if (isMoving()) return;
  const item = itemOf(target);
  // Whoever turns to another window is still in the line.
  if (!document.hasFocus()) return item ? save(item, { left: false }) : undefined;
  if (target instanceof HTMLTextAreaElement && target.id === "new") return addNew(target, { stays: false });
  if (!item || rowOf(item).contains(/** @type {Node | null} */ (relatedTarget))) return;
  if (isJustMade(item)) leaveMade();
  save(item);
  // Not before the focus is where it goes.
  setTimeout(() => item.contains(document.activeElement) || dropEmpty(item));
});

when("leaving", saveAll);
