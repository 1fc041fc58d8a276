// Leaving a page asks first when something was written on it that no form has sent.
const written = new Set();

document.addEventListener("input", ({ target }) => {
  const form = target.form;
  // A desk keeps what is typed.
  if (form?.method !== "post" || form.closest("main[data-page]")) return;
  const changed = [...form.elements].some((control) => control.matches("textarea, input[type=text]") && control.value !== control.defaultValue);
  if (changed) written.add(form);
  else written.delete(form);
});
// A form that came back holds what was typed before, which is not saved either.
if (document.querySelector(".errors, .conflict, .unsent")) {
  for (const area of document.querySelectorAll("form textarea")) if (area.value) written.add(area.form);
}

// Ctrl+Enter (⌘) saves the form of the field in use, as its first button does; desks have their own.
document.addEventListener("keydown", (event) => {
  const { target, key, ctrlKey, metaKey, altKey, isComposing, defaultPrevented, repeat } = event;
  const form = target.form;
  if (key !== "Enter" || !(ctrlKey || metaKey) || altKey || isComposing || defaultPrevented) return;
  if (form?.getAttribute("method") !== "post" || !target.matches("input, textarea, select")) return;
  event.preventDefault();
  // The one that is filled, which saves, or else the first; what cannot be taken back is pressed.
  const saves = "button:not([type=button], [formaction])";
  const button = form.querySelector(`${saves}:not(.button--quiet)`) ?? form.querySelector(saves);
  if (button && !button.matches(".button--danger") && !repeat) form.requestSubmit(button);
});

document.addEventListener("submit", ({ target }) => written.delete(target));
addEventListener("beforeunload", (leaving) => {
  if (written.size > 0) leaving.preventDefault();
});
