// What stands below the record's box says the same as the server does of the text in it: both are held against one file of examples.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { HINT, describe } from "../../static/js/record/grammar.js";

const { people, cases } = JSON.parse(readFileSync(new URL("../fixtures/scribing.json", import.meta.url), "utf8"));

const KINDS = {
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
  correct: "A correction in your last entry.",
};

/** What the server asks, and what the line says. */
const ASKED = [
  ["Who said this?", /^Begin with a name and a colon\.$/],
  ["is not in the group. Is", /is not in the group\. You will be asked\.$/],
  ["Which one is", /^Which one is “kofi”\? Kofi Mensah or Kofi Annor\.$/],
];

/** Of the examples, so many are understood. */
const LEAST = 45;

function expected(act) {
  if (act.kind === "said") return `${act.who.name} said it${act.who.guest ? ", a guest" : ""}.`;
  if (act.kind === "silence") return act.off ? "Off the record." : "On the record again.";
  if (act.kind === "floor") return act.asks ? "A request for the floor." : "A request for the floor that is taken back.";
  return KINDS[act.kind];
}

test("the last entry of each example is what the server makes of it", () => {
  const understood = cases.filter(({ acts }) => acts?.length > 0);
  assert.ok(understood.length >= LEAST, `${understood.length} examples`);
  for (const { text, acts } of understood) assert.equal(describe(text, people), expected(acts.at(-1)), text);
});

test("what the server asks about whom, is asked below the box, too", () => {
  let count = 0;
  for (const { text, asks } of cases.filter((one) => one.asks)) {
    const [, words] = ASKED.find(([said]) => asks.includes(said)) ?? [];
    if (!words) continue;
    // Who is to do it is found out by the server alone.
    const isAction = /^ACTION/m.test(text);
    assert.match(describe(text, people), isAction ? /^An action item\.$/ : words, text);
    count += 1;
  }
  assert.equal(count, 6);
  assert.equal(describe("  \n", people), HINT);
});
