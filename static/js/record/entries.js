// Entries as they stand on the page. What they say is the server's; one that is on its way is shown paler.
import { byId, main } from "../desk/page.js";

/** @param {string} item the id of an agenda's item */
export const listOf = (item) => byId(`said-${item}`);

/** @param {EventTarget | null} node @returns {HTMLElement | null} */
export const entryOf = (node) => (node instanceof Element ? node.closest("[id^='entry-'][data-id]") : null);

/** @param {string} id */
export const entryWith = (id) => byId(`entry-${id}`);

/** @param {string} id @param {string} item @param {string} text */
export function showOnItsWay(id, item, text) {
  const list = listOf(item);
  if (!list) return;
  const entry = document.createElement("li");
  entry.id = `entry-${id}`;
  entry.className = "is-on-its-way";
  entry.dataset.id = id;
  entry.dataset.own = "";
  entry.dir = "auto";
  entry.textContent = text;
  list.append(entry);
  entry.scrollIntoView({ block: "nearest" });
}

/** @param {string} id */
export function takeBack(id) {
  const entry = entryWith(id);
  if (entry?.hasAttribute("data-own")) entry.remove();
}

export const isPaged = () => main().hasAttribute("data-paged");
