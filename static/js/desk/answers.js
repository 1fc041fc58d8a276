// What follows from the server's answer to an act: it is done, it meets another's change, or it is refused.
import { byId, tell } from "./page.js";
import { dropDrafts, keepDraft } from "./drafts.js";
import { giveUp, hasRefused, refuse, saved } from "./fields.js";
import { catchUp, fetchLists, fetchParts, showAnswer } from "./parts.js";
import { show, waiting } from "./state.js";

/**
 * One thing that somebody did. `part` is the id of what it is about, `texts` what it saves, by the fields' names;
 * `alone`: whatever was done before it, it comes to the same.
 * @typedef {{
 *   key: string, address: string, fields: Record<string, string>, parts: string[],
 *   part?: string, texts?: Record<string, string>, alone?: boolean, at: number,
 * }} Act
 */
/** Of each form about a conflict, the names of the fields that it is about. @type {WeakMap<Element, string[]>} */
const clashes = new WeakMap();

/** What was typed into a line before that was stored started from what was stored first. @param {Act} act */
const startedAt = ({ fields }) => ("revision" in fields ? Number(fields.revision) || 1 : 0);

/** @param {Act} act @param {Response} answer @param {string} html */
export function done(act, answer, html) {
  saved(act.texts ?? {});
  showAnswer(answer, html, { sent: Object.keys(act.texts ?? {}), started: startedAt(act) });
}

/** @param {Act} act @param {Response} answer @param {string} body */
export function refused(act, answer, body) {
  refuse(act.texts ?? {});
  const told = { act, answer, body, taken: false };
  tell("refused", told);
  // A page that knows better what to do with it says so.
  if (told.taken) return undefined;
  for (const [name, text] of Object.entries(act.texts ?? {})) keepDraft(name, text, act.fields.revision);
  const isForm = answer.headers.get("content-type")?.startsWith("text/html");
  if (answer.status === 409 && isForm && body.includes("id=\"clash-")) return showClash(act, body);
  show("refused", isForm || !body ? "the server refused this change. Load the page again." : body);
  if (answer.status === 409 || answer.status === 404) catchUp();
  // What was moved or removed on the screen is where it was.
  if (!act.texts) fetchLists();
  return undefined;
}

/** Both texts, below the part that they are of. @param {Act} act @param {string} html */
function showClash(act, html) {
  const place = document.createElement("template");
  place.innerHTML = html;
  const clash = /** @type {HTMLElement} */ (place.content.querySelector("[id^='clash-']"));
  // A field of the form may be called "id", too.
  const id = clash.getAttribute("id") ?? "";
  clash.dataset.own = "";
  clashes.set(clash, Object.keys(act.texts ?? {}));
  byId(id)?.remove();
  const part = byId(act.part ?? id.replace("clash-", "entry-"));
  (part?.querySelector(".row__more") ?? part ?? byId("main"))?.append(clash);
  tell("shown");
  show("refused", clash.querySelector("h2, h3, p")?.textContent?.trim() ?? "somebody else changed this while you were typing.");
}

/** The fields of a part show what is saved again: the text is in the form about the conflict. @param {Element} clash */
export function giveUpTexts(clash) {
  for (const name of clashes.get(clash) ?? []) giveUp(name);
}

/** The conflict is settled. @param {Element} clash @returns the part that it was about */
export async function settleClash(clash) {
  giveUpTexts(clash);
  dropDrafts(clashes.get(clash) ?? []);
  const part = clash.parentElement?.closest("[id]");
  clash.remove();
  if (!hasRefused() && waiting() === 0) show("saved");
  // Before the part is in use again.
  if (part) await fetchParts([part.id]);
  return part?.id;
}
