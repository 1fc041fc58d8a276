// What has to be asked first is asked in place: the question's own page, in a dialog.
import { main } from "./page.js";
import { sendForm } from "./forms.js";
import { WHOLE, fetchParts } from "./parts.js";
import { idle } from "./queue.js";
import { warn } from "./voice.js";

/** So long it waits for what is on its way. */
const PATIENCE = 3000;
/** @type {HTMLElement | null} */
let asked = null;
/** Whether a question is on its way: a second click is the same one. */
let asking = false;
/** Where the focus goes when the act is done. @type {(() => void) | undefined} */
let afterwards;

const dialog = document.createElement("dialog");
dialog.className = "ask";
dialog.setAttribute("aria-labelledby", "asked");
document.body.append(dialog);

/** @param {HTMLAnchorElement} link @param {() => void} [then] */
export async function ask(link, then) {
  if (asking || dialog.open) return undefined;
  asking = true;
  // What it asks about is what is stored.
  await Promise.race([idle(), new Promise((wake) => setTimeout(wake, PATIENCE))]);
  const answer = await fetch(link.href, { headers: { part: "ask" }, cache: "no-store" }).catch(() => undefined);
  asking = false;
  if (!answer) return warn("There is no connection. Nothing was changed.");
  const place = document.createElement("template");
  place.innerHTML = answer.ok ? await answer.text() : "";
  const question = place.content.querySelector("#ask");
  // Its own page asks, too, or says why it does not.
  if (!question) return location.assign(link.href);
  question.querySelector("h1, h2, h3")?.setAttribute("id", "asked");
  asked = link;
  afterwards = then;
  dialog.replaceChildren(question);
  return dialog.showModal();
}

dialog.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.method !== "post") return;
  event.preventDefault();
  const done = afterwards;
  // What is asked in the bar is about the whole page.
  const all = Boolean(asked?.closest("#bar"));
  dialog.close();
  sendForm(form, event.submitter).then((took) => {
    if (took && all) fetchParts([WHOLE]);
    if (took) done?.();
  });
});

// "Not now" leads back to the page that is already there.
dialog.addEventListener("click", (event) => {
  const link = /** @type {Element} */ (event.target).closest("a");
  if (link?.pathname !== location.pathname) return;
  event.preventDefault();
  dialog.close();
});

dialog.addEventListener("close", () => {
  const from = asked?.closest("details")?.querySelector("summary") ?? asked;
  from?.closest("details")?.removeAttribute("open");
  from?.focus();
  dialog.replaceChildren();
});

document.addEventListener("click", (event) => {
  const link = /** @type {Element} */ (event.target).closest?.("a[data-ask]");
  if (!(link instanceof HTMLAnchorElement) || !main().contains(link) || event.defaultPrevented) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button > 0) return;
  event.preventDefault();
  ask(link);
});
