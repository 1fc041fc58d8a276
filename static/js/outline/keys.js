// The keys of the outline. Each has a menu entry or a button that does the same.
import { isUnsaved } from "../desk/fields.js";
import { say } from "../desk/voice.js";
import { isJustMade, leaveMade } from "./current.js";
import { all, fieldOf, itemOf, lineBefore, listOf, rowOf } from "./items.js";
import { remove, save } from "./lines.js";
import { move } from "./moves.js";
import { addNew, enter, step } from "./writing.js";

/** @typedef {import("./items.js").Field} Field */

document.addEventListener("keydown", (event) => {
  const field = /** @type {Field} */ (event.target);
  // While signs are put together from several keys, the keys are those of that.
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented || !field.matches?.("textarea, input") || field.closest(".clash")) return;
  const item = itemOf(field);
  if (!item) {
    if (field.id === "new") inNew(event, /** @type {HTMLTextAreaElement} */ (event.target));
    return;
  }
  const act = actOf(event, item, field);
  if (!act) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  act();
});

/** @param {KeyboardEvent} event @param {HTMLElement} item @param {Field} field @returns {(() => void) | undefined} */
function actOf(event, item, field) {
  const { key, shiftKey, altKey } = event;
  const command = event.ctrlKey || event.metaKey;
  const inTitle = field === fieldOf(item);
  if (command) return key === "Enter" && !altKey ? () => save(item) : undefined;
  if (altKey && !shiftKey && key === "ArrowUp") return () => move(item, "up");
  if (altKey && !shiftKey && key === "ArrowDown") return () => move(item, "down");
  if (altKey && shiftKey && key === "ArrowRight") return () => move(item, "in");
  if (altKey && shiftKey && key === "ArrowLeft") return () => move(item, "out");
  if (altKey) return undefined;
  if (key === "Enter") return () => enter(item, field);
  if (key === "Tab" && inTitle && isJustMade(item)) return () => move(item, shiftKey ? "out" : "in");
  if (key === "Escape") return isJustMade(item) || isUnsaved(field) ? () => endWriting(item) : undefined;
  // Held down to clear a line, it stops at that.
  if (key === "Backspace" && !event.repeat && inTitle && !field.value && !listOf(item)) return () => removeOrAsk(item);
  // In a field with a list of names the arrows go through that.
  if ((key === "ArrowUp" || key === "ArrowDown") && !shiftKey && !field.hasAttribute("list")) step(event, item);
  return undefined;
}

/** What readers of a published agenda see is not removed without a question. @param {HTMLElement} item */
function removeOrAsk(item) {
  const question = /** @type {HTMLElement | null} */ (rowOf(item).querySelector("a.danger[data-ask]"));
  if (question) question.click();
  else remove(item, { next: lineBefore(item) });
}

/** @param {HTMLElement} item */
function endWriting(item) {
  leaveMade();
  save(item);
  say("Tab now goes to the next field.");
}

/** @param {KeyboardEvent} event @param {HTMLTextAreaElement} box */
function inNew(event, box) {
  if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    event.stopImmediatePropagation();
    addNew(box, { stays: true });
  } else if (event.key === "ArrowUp" && box.selectionStart === 0) {
    const last = all().at(-1);
    if (!last) return;
    event.preventDefault();
    fieldOf(last)?.focus();
  }
}

/** On a touch keyboard a line break may come without a key. */
document.addEventListener("beforeinput", (event) => {
  if (!["insertLineBreak", "insertParagraph"].includes(event.inputType) || event.isComposing) return;
  const field = /** @type {Field} */ (event.target);
  const item = itemOf(field);
  if (field.closest?.(".clash")) return;
  if (item && field === fieldOf(item)) {
    event.preventDefault();
    enter(item, field);
  }
});
