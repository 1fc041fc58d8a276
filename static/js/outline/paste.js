// An outline that is pasted becomes items. Word processors say the levels in their HTML; the server reads all others.
import { byId } from "../desk/page.js";
import { idle } from "../desk/queue.js";
import { say } from "../desk/voice.js";
import { focus } from "./current.js";
import { above, all, fieldOf, idOf, isNew, itemOf, parentOf, take } from "./items.js";
import { addOutline, save } from "./lines.js";

/** Paragraphs of Microsoft Word say their level like this, and print their number as text. */
const WORD_LEVEL = /mso-list:[^;]*\blevel(\d+)/i;
const WORD_NUMBER = /mso-list:\s*ignore/i;
const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6";

document.addEventListener("paste", async (event) => {
  const box = event.target;
  if (!(box instanceof HTMLTextAreaElement) || !box.matches("#new, .row__title textarea") || !event.clipboardData) return;
  const lines = linesOf(event.clipboardData);
  if (lines.length < 2) return;
  event.preventDefault();
  const item = itemOf(box);
  const before = new Set(all().map(idOf));
  const took = await addOutline(lines.join("\n"), item ? placeAt(item) : {});
  if (!took) return;
  await idle();
  const added = all().filter((one) => !before.has(idOf(one)) && !isNew(one));
  const last = added.at(-1);
  if (item && last) focus(last);
  say(added.length === 1 ? "1 item added." : `${added.length} items added.`);
});

/** After the line in which it was pasted, or in its place if that is empty. @param {HTMLElement} item */
function placeAt(item) {
  const parent = parentOf(item);
  const empty = isNew(item) && !fieldOf(item)?.value.trim();
  const after = empty ? above(item) : item;
  const at = { parent: parent ? idOf(parent) : "", after: after ? idOf(after) : "" };
  if (!empty) save(item);
  else {
    byId("new")?.focus();
    take(item);
  }
  return at;
}

/** @param {DataTransfer} clipboard */
function linesOf(clipboard) {
  const plain = clipboard.getData("text/plain").replaceAll("\r\n", "\n").split("\n").filter((line) => line.trim());
  const html = clipboard.getData("text/html");
  // Plain text has its signs of levels in it, unless a list was copied.
  const structured = /<li[\s>]|mso-list/i.test(html) ? structuredLines(html) : [];
  return structured.length > 1 ? structured : plain;
}

/** @param {string} html */
function structuredLines(html) {
  // Not parsed with its styles, which the page's policy would complain about.
  const copied = new DOMParser().parseFromString(html.replaceAll(/\sstyle\s*=/gi, " data-style="), "text/html");
  const lines = [];
  for (const block of copied.body.querySelectorAll(BLOCKS)) {
    if (block.matches("p") && block.closest("li")) continue;
    const words = wordsOf(block);
    if (words) lines.push("\t".repeat(levelOf(block)) + words);
  }
  return lines;
}

/** @param {Element} block */
function wordsOf(block) {
  const copy = /** @type {Element} */ (block.cloneNode(true));
  for (const inner of copy.querySelectorAll("ol, ul")) inner.remove();
  for (const mark of copy.querySelectorAll("[data-style]")) if (WORD_NUMBER.test(mark.getAttribute("data-style") ?? "")) mark.remove();
  return (copy.textContent ?? "").replaceAll(/\s+/g, " ").trim();
}

/** @param {Element} block */
function levelOf(block) {
  const said = WORD_LEVEL.exec(block.getAttribute("data-style") ?? "")?.[1] ?? block.getAttribute("aria-level");
  if (said) return Number(said) - 1;
  let lists = 0;
  for (let list = block.closest("ol, ul"); list; list = list.parentElement?.closest("ol, ul") ?? null) lists += 1;
  return Math.max(0, lists - 1);
}
