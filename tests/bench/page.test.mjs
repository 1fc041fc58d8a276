// What the bench writes down, and when it fails.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pageOf } from "./support/performance.mjs";
import { report } from "./support/report.mjs";
import { quantile } from "./support/http.mjs";

const NAMES = ["pages", "saving"];
const line = (what, enough = true) => ({ what, figure: "0.40", limit: "at least 0.5", enough, how: "4/s of 10/s" });
const part = (name, ...lines) => ({ name, title: `All ${name}`, lines });

test("a part that was not measured again keeps its lines with their date", () => {
  const first = pageOf("", [part("saving", line("a note")), part("pages", line("the record"))], NAMES, "Measured on Monday.");
  const second = pageOf(first, [part("pages", line("the agenda"))], NAMES, "Measured on Tuesday.");

  assert.match(second, /All pages\n\nMeasured on Tuesday\.[^]*\| the agenda \| 0\.40 \| at least 0\.5 \| 4\/s of 10\/s \|/);
  assert.match(second, /All saving\n\nMeasured on Monday\.[^]*\| a note \|/);
  assert.doesNotMatch(second, /the record/);
  assert.ok(second.indexOf("All pages") < second.indexOf("All saving"), "in the order of the parts");
  assert.equal(pageOf(second, [], NAMES, ""), second);
});

test("what misses its limit is marked", () => {
  assert.match(pageOf("", [part("pages", line("the record", false))], NAMES, ""), /\| \*\*0\.40\*\*, missed \|/);
});

test("each kind of limit is missed on its own side", (t) => {
  t.mock.method(console, "log", () => {});
  report.begin("pages", "Pages");
  report.least("a ratio", 0.5, 0.5, "");
  report.most("a time", 2, 2, "", "ms");
  report.must("a fact", true, "");
  report.shows("a figure", "7");
  assert.equal(report.missed, 0);
  report.least("a ratio", 0.49, 0.5, "");
  report.most("a time", 2.01, 2, "", "ms");
  report.must("a fact", false, "");
  assert.equal(report.missed, 3);
});

test("the slowest of a thousand is above p99.9, and the middle is in the middle", () => {
  const numbers = Array.from({ length: 1_001 }, (_, nth) => 1_000 - nth);
  assert.equal(quantile(numbers), 500);
  assert.equal(quantile(numbers, 0.999), 999);
  assert.equal(quantile([3]), 3);
});
