// Menus close with Escape, with a click elsewhere, and when the focus leaves them; arrows go through them.
const OPEN = "details.menu[open], details.bar__more[open]";

/** @param {Element} menu */
export function close(menu) {
  const holds = menu.contains(document.activeElement);
  menu.removeAttribute("open");
  if (holds) menu.querySelector("summary")?.focus();
}

document.addEventListener("keydown", (event) => {
  const target = /** @type {Element} */ (event.target);
  const menu = target.closest?.(OPEN);
  if (event.key === "Escape") {
    const open = menu ?? document.querySelector(OPEN);
    if (!open) return;
    close(open);
    event.stopImmediatePropagation();
  } else if (menu?.matches(".menu") && ["ArrowDown", "ArrowUp"].includes(event.key)) {
    event.preventDefault();
    const stops = /** @type {HTMLElement[]} */ ([...menu.querySelectorAll("summary, :is(a, button):not([hidden])")]);
    const at = stops.indexOf(/** @type {HTMLElement} */ (target)) + (event.key === "ArrowDown" ? 1 : stops.length - 1);
    stops[at % stops.length].focus();
  }
}, true);

document.addEventListener("pointerdown", ({ target }) => {
  for (const open of document.querySelectorAll(OPEN)) if (!open.contains(/** @type {Node} */ (target))) open.removeAttribute("open");
});

document.addEventListener("focusout", ({ target, relatedTarget }) => {
  const menu = /** @type {Element} */ (target).closest?.("details.menu[open]");
  if (menu && relatedTarget && !menu.contains(/** @type {Node} */ (relatedTarget))) menu.removeAttribute("open");
});
