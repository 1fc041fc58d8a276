// Below the box stands what it will do, as far as that can be known here. The server reads it once more, and decides.
import { byId } from "../desk/page.js";
import { describe } from "./grammar.js";
import { people } from "./names.js";

/** @param {HTMLTextAreaElement} box */
export function reading(box) {
  const line = byId("reading");
  if (!line) return;
  const words = describe(box.value, people());
  if (line.textContent !== words) line.textContent = words;
}
