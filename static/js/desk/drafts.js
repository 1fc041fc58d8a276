// Text that is not sent yet survives the tab: kept on this device a moment after each key.
import { byId, main, page, when } from "./page.js";
import { FIELD, fieldNamed, fieldsOf, isTyped, isUnsaved } from "./fields.js";
import { forget, keep, kept, placeOf, placesUnder, tab } from "./store.js";
import { say } from "./voice.js";

const PAUSE = 400;
/** @type {number | undefined} */
let timer;

const DRAFTS = placeOf("draft", page, "");

/** @param {string} name of a field */
const draftOf = (name) => `${DRAFTS}${tab}/${name}`;

/** Of which something is kept. */
export const tabsWithDrafts = () => placesUnder(DRAFTS).map((place) => place.slice(DRAFTS.length).split("/")[0]);

export const anythingTyped = () => fieldsOf(main()).some(isTyped);

/** What was typed into a field that was not on the page until now, here or in a tab that is gone. @param {string} name @returns {{ text: string, revision?: string } | undefined} */
export function draftFor(name) {
  const places = placesUnder(DRAFTS).filter((place) => place.slice(DRAFTS.length).split("/").slice(1).join("/") === name);
  const place = places.find((one) => one === draftOf(name)) ?? places[0];
  return place ? kept(place) : undefined;
}

/** What an act holds from now on. @param {string[]} names */
export function dropDrafts(names) {
  for (const name of names) forget(draftOf(name));
}

/** @param {string} name of a field @param {string} text @param {string} [revision] of the text with which the typing began */
export function keepDraft(name, text, revision) {
  keep(draftOf(name), { text, revision });
}

function keepDrafts() {
  clearTimeout(timer);
  for (const field of fieldsOf(main())) {
    if (!field.name || field.closest(".clash")) continue;
    if (isTyped(field)) keepDraft(field.name, field.value, revisionBeside(field)?.value);
    else if (field === document.activeElement && !isUnsaved(field)) forget(draftOf(field.name));
  }
}

/** @param {HTMLElement} field @returns {HTMLInputElement | null} */
function revisionBeside(field) {
  return field.closest("[id]:not(textarea, input)")?.querySelector("input[name^='revision']") ?? null;
}

/** Puts back what a closed tab had not sent. Text that has no place any more comes back in the box for new lines. @param {string} other that tab */
export function restoreDrafts(other) {
  const of = `${DRAFTS}${other}/`;
  const places = placesUnder(of);
  for (const place of places) {
    const { text, revision } = kept(place) ?? {};
    const name = place.slice(of.length);
    const field = text ? fieldNamed(name) : null;
    const box = /** @type {HTMLTextAreaElement | null} */ (byId("new"));
    if (field && field !== box && !isTyped(field)) {
      field.value = text;
      const beside = revisionBeside(field);
      if (beside && revision) beside.value = revision;
      keepDraft(name, text, revision);
    } else if (text && box) {
      box.value = [box.value, text].filter(Boolean).join("\n");
      keepDraft(box.name, box.value);
    } else if (text) continue;
    forget(place);
  }
  if (places.length > 0) say("The text you had not saved is back in its field.");
}

document.addEventListener("input", ({ target }) => {
  if (!(target instanceof Element) || !target.matches(FIELD) || !main().contains(target)) return;
  clearTimeout(timer);
  timer = setTimeout(keepDrafts, PAUSE);
});
when("leaving", keepDrafts);
