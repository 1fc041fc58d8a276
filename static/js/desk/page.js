// The desk's page: which it is, whose browser shows it, and up to which of its changes.

/** Also where the page is not served over https, and browsers lack theirs. */
export function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** @param {string} id */
export const byId = (id) => document.getElementById(id);
export const main = () => /** @type {HTMLElement} */ (byId("main"));

/** As the stream of changes names it: "agenda/0190…". */
export const page = main().dataset.page ?? "";
export const base = main().dataset.base ?? "";
/** Where its parts come from. */
export const from = main().dataset.from ?? base;
export const me = main().dataset.me ?? "";

let known = Number(main().dataset.revision ?? 0);

/** All changes of the page up to this one are shown. */
export const revision = () => known;

/** @param {number} next */
export function know(next) {
  known = Math.max(known, next);
}

/** Tells the page's own scripts what has happened on it. @param {string} what @param {object} [detail] */
export function tell(what, detail = {}) {
  document.dispatchEvent(new CustomEvent(`desk:${what}`, { detail }));
}

/** @param {string} what @param {(detail: any) => void} act */
export function when(what, act) {
  document.addEventListener(`desk:${what}`, (event) => act(/** @type {CustomEvent} */ (event).detail));
}
