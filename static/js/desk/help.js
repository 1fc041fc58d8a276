// The list of keys opens with "?", which can be switched off there for those who dictate.
import { byId, when } from "./page.js";
import { forget, keep, kept, placeOf } from "./store.js";

const OFF = placeOf("off", "question-mark");
let off = Boolean(kept(OFF));

document.addEventListener("keydown", (event) => {
  const target = /** @type {Element} */ (event.target);
  if (event.key !== "?" || off || event.ctrlKey || event.metaKey || event.altKey) return;
  if (target.matches?.("input, textarea, select, [contenteditable]")) return;
  const list = byId("keys");
  if (!(list instanceof HTMLDetailsElement)) return;
  event.preventDefault();
  list.open = !list.open;
  list.querySelector("summary")?.focus();
});

document.addEventListener("change", ({ target }) => {
  if (!(target instanceof HTMLInputElement) || !target.matches("[data-keys-off]")) return;
  off = target.checked;
  if (off) keep(OFF, true);
  else forget(OFF);
});

function showSwitch() {
  const box = document.querySelector("[data-keys-off]");
  if (box instanceof HTMLInputElement) box.checked = off;
}

when("shown", showSwitch);
showSwitch();
