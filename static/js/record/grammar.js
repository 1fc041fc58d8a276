// What is typed into the box, read as the server reads it, as far as a browser can know that. Nothing here touches a page.

/** @typedef {{ name: string, present?: boolean, guest?: boolean }} Person */
/** How a line begins, and whether lines that begin nothing belong to it. @typedef {{ kind: string, head?: string, how?: string, sure?: boolean, takes?: boolean }} Opening */
export const HINT = "A name and a colon, then what was said: “mira: proposed that …”. Also DECISION:, ACTION mira by 1 March:, NOTE:, UPDATE:.";
const NAME = /^\p{L}[\p{L}\p{M}'’ʼ`´.\-‐‑·・ \u00a0]{0,79}$/u;
const MOST_WORDS = 7;
const ITEM = "\\d[\\da-z.]{0,11}";

/** @type {[RegExp, string, boolean][]} how a line begins, of which kind it is, and whether it takes text */
const KEYWORDS = [
  [/^(\.\.\.|…)/, "more", true],
  [/^=>/, "action", true],
  [new RegExp(`^>>\\s*(${ITEM})?\\s*$`, "i"), "go", false],
  [/^s\/[^/]+\//, "correct", false],
  [/^q\+/i, "floor", true],
  [/^q-/i, "floor-", true],
  [/^(decision|agreed)\s*[:：]/i, "decision", true],
  [/^note\s*[:：]/i, "note", true],
  [/^present\s*[:：]/i, "present", false],
  [/^regrets\s*[:：]/i, "regrets", false],
  [new RegExp(`^skip\\s+${ITEM}\\s*([-–]\\s*${ITEM}\\s*)?[:：]`, "i"), "skip", true],
  [/^next\s+(call|meeting)\s*[:：]?\s*\d/i, "next", false],
  [/^next\s*[:：]\s*\d/i, "next", false],
  [/^next\s+\d.*\d{1,2}:\d\d/i, "next", false],
  [/^off\s+record\.?\s*$/i, "silence", false],
  [/^on\s+record\.?\s*$/i, "sound", false],
  [new RegExp(`^item(\\s*[:：]\\s*|\\s+)${ITEM}\\s*$`, "i"), "go", false],
];

/** @type {Record<string, string>} */
const WORDS = {
  more: "One more paragraph of what was said last.",
  decision: "A decision.",
  action: "An action item.",
  update: "An update note to what was said last.",
  note: "Text without a speaker.",
  present: "Who is present.",
  regrets: "Who sent regrets.",
  next: "The next meeting.",
  skip: "Items that are not addressed.",
  go: "Another item.",
  silence: "Off the record.",
  sound: "On the record again.",
  floor: "A request for the floor.",
  "floor-": "A request for the floor that is taken back.",
  correct: "A correction in your last entry.",
  plain: "Begin with a name and a colon.",
};

/** @param {string} text */
const plain = (text) => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
/** @param {string} text */
const wordsOf = (text) => plain(text).split(/[\s.'’-]+/).filter(Boolean);

/** Whether each word begins one of the name's, in their order; or whether it is its initials. @param {string} typed @param {string} name */
export function fits(typed, name) {
  const [words, parts] = [wordsOf(typed), wordsOf(name)];
  if (isInitials(words, parts)) return true;
  let from = 0;
  return words.every((word) => {
    const at = parts.findIndex((part, nth) => nth >= from && part.startsWith(word));
    from = at + 1;
    return at >= 0;
  });
}

/** @param {string[]} words @param {string[]} parts */
const isInitials = (words, parts) => words.length === 1 && words[0] === parts.map((part) => part[0]).join("");

/** All who can be meant: the only one of a reading, if there is one; and who is present wins. @param {string} typed @param {Person[]} people */
export function meant(typed, people) {
  const words = wordsOf(typed);
  if (words.join("").length < 2) return [];
  const whole = people.filter(({ name }) => wordsOf(name).join(" ") === words.join(" "));
  const readings = [whole, people.filter(({ name }) => words.every((word) => wordsOf(name).includes(word))), people.filter(({ name }) => fits(typed, name))];
  const all = readings.find((reading) => reading.length === 1) ?? readings.find((reading) => reading.length > 0) ?? [];
  const here = all.filter(({ present }) => present);
  return here.length === 1 ? here : all;
}

/** @param {string} line @returns {Opening} */
function opening(line) {
  const text = line.trim();
  for (const [sign, kind, takes] of KEYWORDS) if (sign.test(text)) return { kind, takes, head: kind.startsWith("floor") ? text.slice(2).split(/[:：]/)[0].trim() : undefined };
  const worded = /^(action|update)(?![a-z])([^:：]*)[:：]/i.exec(text);
  if (worded) return { kind: worded[1].toLowerCase(), head: worded[2].trim(), sure: worded[1] === worded[1].toUpperCase(), takes: true };
  const said = /^([^(:：]+?)\s*(?:\(([^()]*(?:\([^()]*\)[^()]*)*)\))?\s*[:：](?!\/\/)/u.exec(text);
  const isName = said && NAME.test(said[1]) && said[1].split(/\s+/).length <= MOST_WORDS;
  return isName ? { kind: "said", head: said[1], how: said[2], takes: true } : { kind: "plain", takes: true };
}

/** @param {string | undefined} how */
const isGuest = (how) => (how ?? "").split(",").some((part) => part.trim().toLowerCase() === "guest");

/** @param {string} head of an action, or of a list @param {Person[]} people */
function isAssignment(head, people) {
  const [names, due] = head.split(/\s*,?\s+by\s+|^by\s+/i);
  const all = names.split(/\s*,\s*|\s+and\s+|\s*&\s*/).filter(Boolean);
  return all.every((name) => meant(name, people).length === 1 || /\(.*guest.*\)$/i.test(name)) && (due === undefined || /\d|^next meeting$/i.test(due));
}

/** Whether a line begins an entry, and is not a line of the one above it. @param {Opening} found @param {Person[]} people */
function begins({ kind, head, how, sure }, people) {
  if (kind === "plain") return false;
  if (kind === "said") return meant(head ?? "", people).length === 1 || isGuest(how);
  if (kind === "action" && head !== undefined) return sure || isAssignment(head, people);
  if (kind === "update") return sure || !head || /\d/.test(head);
  if (kind.startsWith("floor")) return meant(head ?? "", people).length === 1;
  return true;
}

/** What the last entry of a text will be. @param {string} text @param {Person[]} known */
export function describe(text, known) {
  if (!text.trim()) return HINT;
  const people = [...known];
  /** @type {Opening | undefined} */
  let last;
  for (const line of text.split("\n")) {
    /** @type {Opening} */
    const found = line.startsWith("\\") ? { kind: "plain", takes: true } : opening(line);
    const name = found.head ?? "";
    if (isGuest(found.how) && !people.some((one) => one.guest && plain(one.name) === plain(name))) people.push({ name, guest: true, present: true });
    if (last?.takes && !begins(found, people)) continue;
    if (line.trim()) last = found;
  }
  const { kind, head, how } = last ?? { kind: "plain" };
  return kind === "said" ? whoSaid(head ?? "", how, people) : WORDS[kind];
}

/** @param {string} head @param {string | undefined} how @param {Person[]} people */
function whoSaid(head, how, people) {
  const all = meant(head, people);
  const [one] = all;
  if (all.length > 1) return `Which one is “${head}”? ${all.slice(0, 4).map(({ name }) => name).join(" or ")}.`;
  if (one && (one.guest || !isGuest(how))) return one.guest ? `${one.name} said it, a guest.` : `${one.name} said it.`;
  return isGuest(how) ? `${head} said it, a guest.` : `“${head}” is not in the group. You will be asked.`;
}
