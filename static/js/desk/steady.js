// The line in use stays in use and where it is on the screen, whatever moves around it.
let moving = false;

/** Whether the focus is lost only for the moment of a move. */
export const isMoving = () => moving;

/** @param {() => void} work @param {{ scrolls?: boolean }} [how] whether the page scrolls so that the line stays where it is */
export function steadily(work, { scrolls = true } = {}) {
  const field = /** @type {HTMLInputElement | null} */ (document.activeElement);
  const top = field?.getBoundingClientRect().top;
  const [start, end] = caret(field);
  moving = true;
  try {
    work();
    if (!field?.isConnected || field === document.body) return;
    if (field !== document.activeElement) field.focus({ preventScroll: true });
    if (start !== null && caret(field)[0] !== start) field.setSelectionRange(start, end);
    const shift = field.getBoundingClientRect().top - (top ?? 0);
    if (scrolls && Math.abs(shift) > 1) scrollBy({ top: shift, behavior: "instant" });
  } finally {
    moving = false;
  }
}

/** Without losing the focus where the browser can. @param {Element} parent @param {Element} node @param {Element | null} next */
export function place(parent, node, next) {
  if ("moveBefore" in parent && node.isConnected) /** @type {any} */ (parent).moveBefore(node, next);
  else parent.insertBefore(node, next);
}

/** @param {HTMLInputElement | null} field @returns {[number | null, number | null]} */
function caret(field) {
  return field?.matches?.("textarea, input") ? [field.selectionStart, field.selectionEnd] : [null, null];
}
