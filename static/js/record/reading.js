// Below the box stands what it will do, as far as that can be known here. The server reads it once more, and decides.
import { byId } from "../desk/page.js";
import { fits, people } from "./names.js";

/** @type {[RegExp, string][]} */
const KEYWORDS = [
  [/^(decision|agreed)\s*:/i, "A decision"],
  [/^(action\b[^:]*:|=>)/i, "An action item"],
  [/^update\b[^:]*:/i, "An update note to what was said last"],
  [/^note\s*:/i, "Text without a speaker"],
  [/^present\s*:/i, "Who is present"],
  [/^regrets\s*:/i, "Who sent regrets"],
  [/^next\s+(call|meeting)?\s*:?\s*\d/i, "The next meeting"],
  [/^skip\s+\d[^:]*:/i, "Items that are not addressed"],
  [/^(>>|item\b)/i, "Another item"],
  [/^(\.\.\.|…)/, "One more paragraph of what was said last"],
  [/^s\/[^/]+\//, "A correction in your last entry"],
];
const SAID = /^(\p{L}[\p{L}\p{M}'’.\- ]{0,78}?)\s*(\([^()]*\))?\s*:(?!\/\/)/u;
const HINT = "A name and a colon, then what was said: “mira: proposed that …”. Also DECISION:, ACTION mira by 1 March:, NOTE:, UPDATE:.";

/** @param {HTMLTextAreaElement} box */
export function reading(box) {
  const line = byId("reading");
  if (!line) return;
  const words = describe(box.value);
  if (line.textContent !== words) line.textContent = words;
}

/** @param {string} text */
function describe(text) {
  const last = text.split("\n").filter((line) => line.trim()).at(-1)?.trim() ?? "";
  if (!text.trim()) return HINT;
  const keyword = KEYWORDS.find(([sign]) => sign.test(last));
  if (keyword) return `${keyword[1]}.`;
  const said = SAID.exec(last);
  if (!said) return text.includes("\n") ? "More text of the entry above." : "Begin with a name and a colon.";
  const all = people().filter(({ name }) => fits(said[1], name));
  const here = all.filter(({ present }) => present);
  const [found] = all.length > 1 && here.length === 1 ? here : all;
  if (all.length > 1 && here.length !== 1) return `Which one is “${said[1]}”? ${all.slice(0, 4).map(({ name }) => name).join(" or ")}.`;
  if (found) return `${found.name} said it.`;
  return /\bguest\b/i.test(said[2] ?? "") ? `${said[1]} said it, a guest.` : `“${said[1]}” is not in the group. You will be asked.`;
}
