// Forms of the page are sent in place: undo, the lists below the desk, and what became of a conflict.
import { base, byId, main } from "./page.js";
import { isUnsaved } from "./fields.js";
import { giveUpTexts, settleClash } from "./answers.js";
import { act, idle } from "./queue.js";
import { say } from "./voice.js";

/** What an act may change that is not about one part. */
export const ALL = ["items", "sums", "bar", "tray"];

/** What a desk as a whole is without script: it has keys and menus of its own. */
const WHOLE = "#outline";

/** @typedef {{ part?: string, texts?: Record<string, string> }} About */

/** Forms that are on their way: a second click is the same one. @type {WeakMap<HTMLFormElement, Promise<boolean>>} */
const sent = new WeakMap();

/** @param {HTMLFormElement} form @param {HTMLElement | null} [pressed] @param {About} [about] */
export function sendForm(form, pressed, about) {
  const before = sent.get(form);
  if (before) return before;
  const now = sendNow(form, /** @type {HTMLButtonElement | null} */ (pressed ?? null), about);
  sent.set(form, now);
  now.then(() => sent.delete(form));
  return now;
}

/** @param {HTMLFormElement} form @param {HTMLButtonElement | null} button @param {About} [about] */
function sendNow(form, button, about) {
  const { key, ...fields } = Object.fromEntries([...new FormData(form, button)].map(([name, value]) => [name, String(value)]));
  const address = button?.getAttribute("formaction") ?? form.getAttribute("action") ?? "";
  return act({ address, fields, parts: form.dataset.parts?.split(",") ?? ALL, key: key || undefined, ...about });
}

/** Takes back what was done last: when that has been stored. */
export async function undo() {
  await idle();
  const form = main().querySelector("form[data-undo]");
  if (!(form instanceof HTMLFormElement)) return say("You have nothing to undo.");
  const words = form.textContent?.trim() ?? "";
  if (await sendForm(form)) say(words.replace(/^Undo/, "Undone"));
  return undefined;
}

/** @param {HTMLFormElement} clash @param {HTMLElement | null} [pressed] */
async function saveClash(clash, pressed) {
  const answer = sendForm(clash, pressed, aboutClash(clash));
  giveUpTexts(clash);
  clash.inert = true;
  const took = await answer;
  clash.inert = false;
  if (took && clash.isConnected) focusOn(await settleClash(clash));
}

/** The text that a form about a conflict saves is that of the part's own fields. @param {HTMLFormElement} clash @returns {About} */
function aboutClash(clash) {
  const fields = [.../** @type {NodeListOf<HTMLTextAreaElement>} */ (clash.querySelectorAll("textarea[data-of]:enabled"))];
  const texts = Object.fromEntries(fields.map((field) => [field.dataset.of ?? "", field.value]));
  return { part: clash.parentElement?.closest("[id]")?.id, texts };
}

/** @param {string | undefined} id of a part */
export function focusOn(id) {
  const part = byId(id ?? "");
  const place = part?.matches("a, button, input, textarea, summary") ? part : part?.querySelector("textarea, input:not([type=hidden]), summary, button, a");
  if (place instanceof HTMLElement) place.focus();
}

// On the way down: from a form within a form, browsers let it not come up.
document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const pressed = event.submitter;
  if (form.matches(WHOLE) || !main().contains(form) || form.getAttribute("method") !== "post") return;
  if (!base || !form.getAttribute("action")?.startsWith(base)) return;
  event.preventDefault();
  if (form.matches(".clash")) saveClash(form, pressed);
  else if (form.matches("[data-undo]")) sent.has(form) || undo();
  else sendForm(form, pressed);
}, true);

document.addEventListener("click", async ({ target }) => {
  const button = target instanceof Element ? target.closest(".clash [data-keep]") : null;
  const clash = /** @type {HTMLFormElement | null | undefined} */ (button?.closest(".clash"));
  if (!clash) return;
  if (!clash.querySelector("[data-rest]")) return focusOn(await settleClash(clash));
  // What nobody else changed is saved all the same.
  for (const field of clash.querySelectorAll("textarea")) field.disabled = true;
  saveClash(clash);
});

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing || event.defaultPrevented) return;
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (event.key.toLowerCase() === "z" && !event.shiftKey) {
    const writes = field.matches("textarea, input") && (!main().contains(field) || isUnsaved(field));
    if (writes) return;
    event.preventDefault();
    undo();
  } else if (event.key === "Enter" && field.matches("input, textarea, select") && field.form?.getAttribute("method") === "post") {
    event.preventDefault();
    if (event.repeat) return;
    const button = [...field.form.elements].find((one) => one.matches("button:not([formaction], [data-keep])"));
    field.form.requestSubmit(/** @type {HTMLElement | undefined} */ (button));
  }
});
