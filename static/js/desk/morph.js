// Puts what the server answers into the page, and leaves alone what somebody is writing or has opened.
import { byId, know, revision, tell } from "./page.js";
import { FIELD, PART, fieldsOf, isTyped, isUnsaved } from "./fields.js";
import { steadily } from "./steady.js";

/** @typedef {import("./fields.js").Field} Field */
/**
 * Of an answer to an own act: `sent` are the names of the fields whose text it took, `started` is the revision of that
 * text with which the typing began.
 * @typedef {{ revision: number, own?: boolean, sent?: string[], started?: number }} From
 */

/** Set by script, so the server's say nothing of them. */
const OURS = new Set(["open", "tabindex", "style", "data-new", "data-dragged", "aria-expanded", "aria-activedescendant"]);

/** By the id of a part, the change with which it is shown. @type {Map<string, number>} */
const shownAt = new Map();
/** By the id of a part, how the server last said it: of two hundred lines, most stay as they are. @type {Map<string, string>} */
const shownAs = new Map([...document.querySelectorAll(PART)].map((part) => [part.id, part.outerHTML]));
/** Parts that were in use when they changed. @type {Set<string>} */
const stale = new Set();

/**
 * Elements one after the other, each in the place of the one with its id.
 * @param {string} html @param {From} from
 * @returns {string[]} the ids of those that have no place in the page
 */
export function showParts(html, from) {
  const parts = document.createElement("template");
  parts.innerHTML = html;
  /** @type {string[]} */
  const placeless = [];
  const line = document.activeElement?.closest("[data-id]");
  const lines = [...document.querySelectorAll("#main [data-id]")];
  const held = document.activeElement;
  steadily(() => {
    for (const next of [...parts.content.children]) {
      const old = byId(next.id);
      if (!old) placeless.push(next.id);
      else if (!isOld(next, from)) morph(old, next, from);
    }
  });
  if (line && !line.isConnected) focusBefore(line, lines);
  else if (held !== document.body && !held?.isConnected) focusBar();
  tell("shown");
  return placeless;
}

/** The line in use was taken away: the one before it is next. @param {Element} line @param {Element[]} lines */
function focusBefore(line, lines) {
  const next = lines.slice(0, lines.indexOf(line)).findLast((one) => one.isConnected) ?? lines.find((one) => one.isConnected);
  /** @type {HTMLElement | null} */ ((next ?? byId("main"))?.querySelector("textarea, summary"))?.focus({ preventScroll: true });
}

/** What was pressed is gone. */
function focusBar() {
  /** @type {HTMLElement | null} */ (document.querySelector("#bar :is(button, summary)"))?.focus({ preventScroll: true });
}

/** Those that nobody uses any more, to be fetched again. */
export function released() {
  const free = [...stale].filter((id) => !inUse(byId(id)));
  for (const id of free) stale.delete(id);
  return free;
}

/** Whether something newer is already there. @param {Element} next @param {From} from */
function isOld(next, from) {
  const whole = !next.matches(PART);
  const known = Math.max(shownAt.get(next.id) ?? 0, whole && next.matches("main, ol") ? revision() : 0);
  if (from.revision < known) return true;
  shownAt.set(next.id, from.revision);
  return false;
}

/** @param {Element} old @param {Element} next @param {From} from */
function morph(old, next, from) {
  if (isSame(next, from)) return;
  keepOwn(old, next);
  Idiomorph.morph(old, next, {
    morphStyle: "outerHTML",
    restoreFocus: false,
    callbacks: {
      beforeNodeMorphed: (was, is) => was.nodeType !== Node.ELEMENT_NODE || mayChange(/** @type {Element} */ (was), /** @type {Element} */ (is), from),
      beforeNodeRemoved: (was) => was.nodeType !== Node.ELEMENT_NODE || mayGo(/** @type {Element} */ (was), from),
      beforeAttributeUpdated: (name, element) => !OURS.has(name) && !(name === "hidden" && element.matches("[data-saved]")) && !(name === "checked" && element.matches("[data-keys-off]")),
    },
  });
  if (old.matches("main")) know(from.revision);
}

/** What only this page knows keeps its place in its list. @param {Element} old @param {Element} next */
function keepOwn(old, next) {
  for (const own of old.querySelectorAll("li[data-own]")) {
    const id = own.parentElement?.id ?? "";
    const list = id === next.id ? next : next.querySelector(`#${CSS.escape(id)}`);
    if (!list || next.querySelector(`#${own.id}`)) continue;
    const before = list.querySelector(`#${own.previousElementSibling?.id || "none"}`);
    list.insertBefore(own.cloneNode(), before ? before.nextSibling : list.firstChild);
  }
}

/** @param {Element} old @param {Element} next @param {From} from */
function mayChange(old, next, from) {
  if (old.matches(".typing") || next.matches("[data-own]") || (old.matches("[data-own]") && old.id !== next.id)) return false;
  if (old.matches(PART)) {
    if (isSame(next, from)) return false;
    if (isEdited(old, next)) {
      stale.add(old.id);
      return false;
    }
    if (isForeign(old, next, from)) {
      stale.add(old.id);
      return false;
    }
    shownAs.set(next.id, next.outerHTML);
  }
  if (!old.matches(FIELD) || !isHeld(/** @type {Field} */ (old), from)) return true;
  // Its text is somebody's, what is saved is the server's.
  /** @type {Field} */ (old).defaultValue = /** @type {Field} */ (next).defaultValue;
  copy(next, old, "aria-label");
  return false;
}

/** Whether somebody edits it in a form in its place, and is not done. @param {Element} old @param {Element} next */
const isEdited = (old, next) => Boolean(old.querySelector("form[data-edits]:not([data-done])")) && !next.querySelector("form[data-edits]");

/** What was just saved may differ from what the server made of it. @param {Element} next @param {From} from */
const isSame = (next, from) => !from.sent?.length && shownAs.get(next.id) === next.outerHTML;

/** Whether others changed a text that is in use here: it has to stay as it is until it is left. @param {Element} old @param {Element} next @param {From} from */
function isForeign(old, next, from) {
  // Whoever saved after this act may have changed the same text.
  const later = revisionIn(next) > (from.started ?? 0) + 1;
  return fieldsOf(old).some((field) => {
    const theirs = fieldsOf(next).find(({ name }) => name === field.name);
    const own = from.sent?.includes(field.name) && !later;
    return theirs && theirs.defaultValue !== field.defaultValue && isHeld(field, from) && !own;
  });
}

/** @param {Element} part */
function revisionIn(part) {
  const field = part.querySelector("input[name^='revision']");
  return field instanceof HTMLInputElement ? Number(field.value) : 0;
}

/** After an own act even a field in use may change, but not the one that is being written. @param {Field} field @param {From} from */
function isHeld(field, from) {
  const writes = field === document.activeElement && (!from.own || from.sent?.includes(field.name));
  return writes || isUnsaved(field);
}

/** @param {Element} old @param {From} from */
function mayGo(old, from) {
  if (old.matches("[data-own]") || old.querySelector("li[data-own]")) return false;
  if (from.own ? !fieldsOf(old).some(isTyped) : !inUse(old)) return true;
  for (const part of [old, ...old.querySelectorAll(PART)]) if (part.matches(PART)) stale.add(part.id);
  return false;
}

/** @param {Element | null} place */
function inUse(place) {
  if (!place) return false;
  return place.contains(document.activeElement) || fieldsOf(place).some(isUnsaved);
}

/** @param {Element} from @param {Element} to @param {string} name */
function copy(from, to, name) {
  const value = from.getAttribute(name);
  if (value !== null) to.setAttribute(name, value);
}
