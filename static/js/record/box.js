// The box: what is typed becomes entries on Enter, and is stored in the order in which it was typed.
import { base, byId, uuid, when } from "../desk/page.js";
import { dropDrafts } from "../desk/drafts.js";
import { fetchLists } from "../desk/parts.js";
import { act } from "../desk/queue.js";
import { show, waiting } from "../desk/state.js";
import { say } from "../desk/voice.js";
import { entryWith, isPaged, showOnItsWay, takeBack } from "./entries.js";
import { close, dismiss, isOpen, mark, offer, take } from "./names.js";
import { editLast } from "./editor.js";
import { reading } from "./reading.js";

const form = () => /** @type {HTMLFormElement | null} */ (byId("box"));
const box = () => /** @type {HTMLTextAreaElement} */ (byId("entry"));
const under = () => /** @type {HTMLSelectElement} */ (byId("under"));

/** By its key, what each block said that is on its way. @type {Map<string, string>} */
const sent = new Map();

/** @param {HTMLButtonElement | null} [answer] */
async function add(answer) {
  const text = box().value;
  if (!text.trim()) return;
  const key = uuid();
  const item = under().value;
  /** @type {Record<string, string>} */
  const fields = { text, under: item };
  const asked = /** @type {HTMLInputElement | null} */ (document.querySelector("#question input[name=asked]"));
  if (answer && asked) Object.assign(fields, { asked: asked.value, answer: answer.value });
  sent.set(key, text);
  byId("question")?.replaceChildren();
  empty();
  showOnItsWay(key, item, text);
  const took = await act({ address: `${base}/entries`, key, fields, parts: ["bar"] });
  sent.delete(key);
  if (!took) return;
  // A block may begin with what is no entry, and go to another item.
  takeBack(key);
  moveTo(byId("bar")?.dataset.under, item);
  entryWith(key)?.scrollIntoView({ block: "nearest" });
  if (isPaged()) fetchLists();
}

/** Unless another was chosen meanwhile. @param {string | undefined} item @param {string} from */
function moveTo(item, from) {
  if (!item || item === from || under().value !== from) return;
  under().value = item;
  under().dispatchEvent(new Event("change", { bubbles: true }));
}

function empty() {
  box().value = box().defaultValue = "";
  box().removeAttribute("aria-invalid");
  dropDrafts(["text"]);
  changed();
}

function changed() {
  close(box());
  reading(box());
}

/** Nothing was stored: the text is in the box again, with the question above it. @param {{ act: import("../desk/answers.js").Act, body: string, taken: boolean }} told */
function ask(told) {
  const { act: block, body } = told;
  if (block.address !== `${base}/entries` || !form()) return;
  takeBack(block.key);
  const later = box().value;
  const place = document.createElement("template");
  place.innerHTML = body;
  const question = place.content.querySelector("#question");
  const asked = /** @type {HTMLInputElement | null} */ (place.content.querySelector("[name=asked]"));
  box().value = [asked?.value ?? block.fields.text, later].filter(Boolean).join("\n");
  box().dispatchEvent(new Event("input", { bubbles: true }));
  close(box());
  if (!question) return;
  told.taken = true;
  byId("question")?.replaceChildren(...question.children);
  box().setAttribute("aria-invalid", "true");
  if (waiting() === 0) show("saved");
  const first = byId("question")?.querySelector("button");
  (first ?? box()).focus();
}

/** @param {KeyboardEvent} event */
function press(event) {
  const field = box();
  if (!field || event.target !== field || event.isComposing || event.keyCode === 229 || event.altKey) return;
  const does = actOf(event, field);
  if (!does) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  does();
}

/** @param {KeyboardEvent} event @param {HTMLTextAreaElement} field @returns {(() => void) | undefined} */
function actOf({ key, shiftKey, ctrlKey, metaKey }, field) {
  const command = ctrlKey || metaKey;
  if (isOpen() && !command) {
    if ((key === "Tab" || key === "Enter") && !shiftKey) return () => take(field);
    if (key === "ArrowDown") return () => mark(field, 1);
    if (key === "ArrowUp") return () => mark(field, -1);
    if (key === "Escape") return () => dismiss(field);
  }
  if (key === "Enter" && !shiftKey) return () => add();
  if (key === "ArrowUp" && !field.value && !command && !shiftKey) return editLast;
  return undefined;
}

document.addEventListener("keydown", press, true);

/** A touch keyboard may send a line break without a key. */
document.addEventListener("beforeinput", (event) => {
  if (event.target !== box() || event.isComposing || event.inputType !== "insertLineBreak") return;
  // With Shift, which such keyboards do not have, the key was heard.
  if (navigator.maxTouchPoints === 0) return;
  event.preventDefault();
  if (isOpen()) take(box());
  else add();
});

document.addEventListener("input", ({ target }) => {
  if (target !== box()) return;
  offer(box());
  reading(box());
});

document.addEventListener("pointerdown", (event) => {
  const option = /** @type {Element} */ (event.target).closest?.("#names li");
  if (!(option instanceof HTMLElement)) return;
  event.preventDefault();
  take(box(), option.dataset.name);
});

document.addEventListener("change", ({ target }) => {
  const chosen = under();
  if (target !== chosen || !form()) return;
  const to = /** @type {HTMLFormElement} */ (form());
  to.dataset.writes = chosen.value ? `item-${chosen.value}` : "";
  say(`Now under ${chosen.selectedOptions[0]?.text ?? "no item"}.`);
});

document.addEventListener("submit", (event) => {
  if (event.target !== form()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const pressed = /** @type {HTMLButtonElement | null} */ (event.submitter);
  add(pressed?.name === "answer" ? pressed : null);
  box().focus();
}, true);

document.addEventListener("focusout", ({ target }) => {
  if (target === box() && target) close(box());
});

when("refused", ask);
if (form()) reading(box());
