// How fast the product is: against a bare handler that runs the same SQL, and against itself with more in the database.
import { parseArgs } from "node:util";
import { MEASURED, SEARCHED } from "./support/requests.mjs";
import { bareOf, closeAll, stage } from "./support/stage.mjs";
import { hostile } from "./support/hostile.mjs";
import { load } from "./support/load.mjs";
import { report } from "./support/report.mjs";

const { values } = parseArgs({
  options: {
    small: { type: "boolean", default: false },
    seconds: { type: "string", default: "5" },
    only: { type: "string" },
  },
});
const seconds = Number(values.seconds);
const by = values.small ? 100 : 1;
const ROUNDS = 3;

/** Totals of the databases that are compared. */
const BARE = { groups: 10, meetings: 1_000, items: 10_000, contributions: 10_000 };
const FEW_ITEMS = { groups: 1, meetings: 10, items: 100, contributions: 800 };
const MANY_ITEMS = { groups: 1, meetings: 10, items: 2_000, contributions: 800 };
const FEW_MEETINGS = { groups: 1, meetings: 1_000, items: 3_000, contributions: 10_000 };
const MANY_MEETINGS = { groups: 1, meetings: 100_000 / by, items: 300_000 / by, contributions: 10_000 };
const FEW_SAID = { groups: 100, meetings: 10_000 / by, items: 60_000 / by, contributions: 10_000 / by };
const MUCH_SAID = { ...FEW_SAID, contributions: 1_000_000 / by };

const PAGES = ["home", "group", "series", "meeting", "edition", "desk", "members group", "actions", "record", "feed", "calendar"];

const PARTS = {
  bare: againstBare,
  items: () => againstItself("A page of 200 items against one of 10", FEW_ITEMS, MANY_ITEMS, ["meeting", "agenda", "record"], 4),
  meetings: () => againstItself("100,000 meetings against 1,000", FEW_MEETINGS, MANY_MEETINGS, PAGES, 1.3),
  search,
  hostile: muchAtOnce,
};

try {
  for (const [name, part] of Object.entries(PARTS)) {
    if (values.only === undefined || values.only === name) await part();
  }
} finally {
  await closeAll();
}
process.exitCode = report.missed > 0 ? 1 : 0;

async function againstBare() {
  report.begin("Requests a second at 16 connections, against a bare handler that runs the same SQL");
  const product = await stage(BARE);
  for (const [name, least] of Object.entries(MEASURED)) {
    const request = await product.request(name);
    const bare = await bareOf(product, request);
    const [ours, theirs] = await inTurns([request, bare], 16);
    report.ratio(name, ours.rate / theirs.rate, { least }, `${rate(ours)} of ${rate(theirs)}`);
    await bare.stop();
  }
}

/** Round by round, so that what else the machine does meets both alike; the middle one counts. */
async function inTurns(requests, connections) {
  const rounds = requests.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [nth, request] of requests.entries()) rounds[nth].push(await load(request, { connections, seconds }));
  }
  return rounds.map((all) => all.sort((a, b) => a.rate - b.rate)[Math.floor(ROUNDS / 2)]);
}

async function againstItself(what, little, much, pages, most) {
  report.begin(`${what}: milliseconds a page, one after another`);
  const stages = [await stage(little), await stage(much)];
  for (const name of pages) {
    const requests = [];
    for (const product of stages) requests.push(await product.request(name));
    const [few, many] = (await inTurns(requests, 1)).map(({ mean }) => mean);
    report.ratio(name, many / few, { most }, `${few.toFixed(2)} ms and ${many.toFixed(2)} ms`);
  }
  for (const product of stages) await product.stop();
}

async function search() {
  report.begin(`Search among ${MUCH_SAID.contributions} contributions, against ${FEW_SAID.contributions}: p95 at 2 connections`);
  const stages = [await stage(FEW_SAID), await stage(MUCH_SAID)];
  report.note(`${MUCH_SAID.contributions} contributions were seeded in ${(stages[1].seeded / 1000).toFixed(1)} s (at most 120 s)`);
  for (const name of SEARCHED) {
    const took = [];
    for (const product of stages) took.push(await load(await product.request(name), { connections: 2, seconds }));
    report.most(name, took[1].p95, 100, `${took[0].p95.toFixed(1)} ms with few`);
  }
  for (const product of stages) await product.stop();
}

async function muchAtOnce() {
  report.begin("Twenty documents of 5 MB at once, while somebody reads a page");
  const product = await stage(FEW_ITEMS);
  const { took, answers, p99, reads, peak } = await hostile(product);
  report.note(`${(took / 1000).toFixed(1)} s until all were answered`);
  // A server that refuses them reads none, and so the other figures tell nothing.
  const statuses = [...new Set(answers.map(({ status }) => status))].join(", ");
  report.most("documents not taken", answers.filter(({ taken }) => !taken).length, 0, `answers: ${statuses}`, "");
  report.most("a reader's p99", p99, 250, `${reads} pages`);
  report.most("the server's memory", peak, 300, "at its peak", "MiB");
  await product.stop();
}

function rate({ rate }) {
  return `${Math.round(rate)}/s`;
}
