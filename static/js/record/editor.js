// An entry is edited where it stands: the server gives its form in its place, and takes it away when it is saved.
import { base, byId, revision, when } from "../desk/page.js";
import { showParts } from "../desk/morph.js";
import { fetchParts } from "../desk/parts.js";
import { focusOn, sendForm } from "../desk/forms.js";
import { draftFor, dropDrafts } from "../desk/drafts.js";
import { show, waiting } from "../desk/state.js";
import { say } from "../desk/voice.js";
import { entryOf, entryWith } from "./entries.js";

/** Where the focus was when it was opened. */
let fromBox = false;

/** @param {string} id of an entry @returns {HTMLFormElement | null} */
const formOf = (id) => document.querySelector(`form[data-edits="${id}"]`);

/** @param {string} id @param {string} address */
async function open(id, address) {
  const part = `entry-${id}`;
  const answer = await fetch(address, { headers: { part }, cache: "no-store" }).catch(() => undefined);
  if (!answer?.ok) return location.assign(address);
  const at = Number(answer.headers.get("revision") ?? 0);
  showParts(await answer.text(), { revision: Math.max(at, revision()), own: true });
  const field = formOf(id)?.querySelector("textarea");
  if (!field) return focusOn(part);
  const draft = draftFor(field.name);
  if (draft?.text) {
    field.value = draft.text;
    const started = /** @type {HTMLInputElement | null} */ (formOf(id)?.querySelector("input[name^='revision']") ?? null);
    if (started && draft.revision) started.value = draft.revision;
  }
  field.focus();
  return field.setSelectionRange(field.value.length, field.value.length);
}

/** In the empty box, Up edits what its writer added last. */
export function editLast() {
  const id = byId("bar")?.dataset.last;
  if (!id) return say("You have not added an entry yet.");
  fromBox = true;
  return open(id, `${base}?edit=${id}`);
}

/** @param {HTMLFormElement} form */
async function save(form) {
  const id = form.dataset.edits ?? "";
  const name = form.querySelector("textarea")?.name ?? "";
  form.dataset.done = "";
  const took = await sendForm(form);
  // What another changed meanwhile is settled in a form of its own.
  if (!took && !form.hidden) form.removeAttribute("data-done");
  if (!took) return undefined;
  dropDrafts([name]);
  if (formOf(id)) await fetchParts([`entry-${id}`]);
  return leave(id);
}

/** @param {HTMLFormElement} form */
async function cancel(form) {
  const id = form.dataset.edits ?? "";
  form.dataset.done = "";
  const field = form.querySelector("textarea");
  if (field) field.value = field.defaultValue;
  field?.blur();
  await fetchParts([`entry-${id}`]);
  leave(id);
}

/** @param {string} id */
function leave(id) {
  if (fromBox) byId("entry")?.focus();
  else entryWith(id)?.querySelector("summary")?.focus();
  fromBox = false;
}

/** @param {{ act: import("../desk/answers.js").Act, answer: Response, body: string, taken: boolean }} told */
function refused(told) {
  const { act, answer, body } = told;
  const id = act.address.split("/entries/")[1];
  const form = id ? formOf(id) : null;
  if (!form) return;
  if (answer.status === 409) {
    form.hidden = true;
    const field = form.querySelector("textarea");
    if (field) field.value = field.defaultValue;
  }
  if (answer.status !== 422 || !body.includes("id=\"entry-")) return;
  told.taken = true;
  form.removeAttribute("data-done");
  showParts(body, { revision: revision(), own: true, sent: [form.querySelector("textarea")?.name ?? ""] });
  if (waiting() === 0) show("saved");
  formOf(id)?.querySelector("textarea")?.focus();
}

document.addEventListener("click", (event) => {
  const link = /** @type {Element} */ (event.target).closest?.("a[data-edit], a[data-cancel]");
  if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey || event.button > 0) return;
  const entry = entryOf(link);
  if (!entry) return;
  event.preventDefault();
  const form = link.closest("form");
  if (form) cancel(form);
  else {
    link.closest("details")?.removeAttribute("open");
    fromBox = false;
    open(entry.dataset.id ?? "", link.href);
  }
});

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches("form[data-edits]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  save(form);
}, true);

document.addEventListener("keydown", (event) => {
  const field = /** @type {HTMLElement} */ (event.target);
  const form = /** @type {HTMLFormElement | null} */ (field.closest?.("form[data-edits]") ?? null);
  if (!form || event.isComposing || event.keyCode === 229) return;
  if (event.key === "Escape") cancel(form);
  else if (event.key === "Enter" && !event.shiftKey && field.matches("textarea")) form.requestSubmit();
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

// On an entry's menu, the arrows move the entry.
document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.shiftKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  const entry = /** @type {Element} */ (event.target).closest?.(".menu") ? entryOf(event.target) : null;
  const way = event.key === "ArrowUp" ? "up" : "down";
  const button = entry?.querySelector(`button[name=direction][value=${way}]`);
  if (!(button instanceof HTMLButtonElement) || !button.form) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  sendForm(button.form, button).then((took) => took && say(`Moved ${way}.`));
}, true);

when("refused", refused);
