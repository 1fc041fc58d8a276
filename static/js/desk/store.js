// What this device keeps until the server has it: apart for each account, and for thirty days.
import { me, uuid } from "./page.js";

const DAYS = 30;
/** Each tab keeps its own, so that two do not write over each other's. */
export const tab = uuid();
let open = true;

/** Whether what is kept survives the page. */
export const keeps = () => open;

/** @param {string} kind "unsent" or "draft" @param {string[]} names */
export const placeOf = (kind, ...names) => [kind, me, ...names].join("/");

/** @param {string} place @param {unknown} value */
export function keep(place, value) {
  try {
    localStorage.setItem(place, JSON.stringify({ at: Date.now(), value }));
    open = true;
  } catch {
    open = false;
  }
}

/** @param {string} place */
export function forget(place) {
  try {
    localStorage.removeItem(place);
  } catch {
    open = false;
  }
}

/** @param {string} place @returns {any} */
export function kept(place) {
  try {
    const { at, value } = JSON.parse(localStorage.getItem(place) ?? "{}");
    return Date.now() - at < DAYS * 86_400_000 ? value : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} start @returns {string[]} */
export function placesUnder(start) {
  try {
    return Object.keys(localStorage).filter((place) => place.startsWith(start));
  } catch {
    open = false;
    return [];
  }
}

for (const place of placesUnder("unsent/").concat(placesUnder("draft/"))) if (kept(place) === undefined) forget(place);
