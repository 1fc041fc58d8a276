// Every address that can be read, as a co-chair, a member and a stranger; and again with ten times the history and actions.
import { readFileSync } from "node:fs";
import { counterOf, countStatements } from "../support/database.mjs";
import { ask, milliseconds, quantile } from "../support/http.mjs";
import { growth } from "../support/growth.mjs";
import { report } from "../support/report.mjs";
import { UNREACHED, routesOf } from "../support/routes.mjs";
import { scaled, stage } from "../support/stage.mjs";

const TOTALS = { groups: 2, meetings: 200, items: 2_000, contributions: 8_000 };
const BELONGINGS = readFileSync(new URL("../support/belongings.sql", import.meta.url), "utf8");
const READERS = ["co-chair", "member", "public"];
/** For what none of them may read. */
const OTHERS = ["secretariat", "administrator"];
const TIMES = 10;
const SLOWEST = 10;
const BOUNDS = { ofMedian: 4, inDatabase: 2, statements: 4, growth: 1.3 };

export async function routes({ by, small, prepare = async () => {}, among = "" }) {
  report.begin("routes", "Every GET route");
  const filled = (size) => async (database) => {
    await database.run(BELONGINGS + growth(size));
    await countStatements(database);
    await prepare(database);
  };
  const few = small ? 2 : 10;
  const stages = [
    await stage(scaled(TOTALS, by), { prepare: filled({ history: 1, actions: few }) }),
    await stage(scaled(TOTALS, by), { prepare: filled({ history: TIMES, actions: few * TIMES }) }),
  ];
  const { readings, unreached } = await readingsOf(stages, among);
  await timed(readings, small ? 5 : 15);
  await counted(stages[0], readings);
  tell(readings, unreached);
  for (const product of stages) await product.stop();
}

/** Who reads what, with the address and the headers at each stage; and the routes that nobody could read. */
async function readingsOf(stages, among) {
  const readings = [];
  const unreached = [];
  const [all, grown] = [await routesOf(stages[0]), await routesOf(stages[1])];
  for (const [nth, { path, addresses }] of all.entries()) {
    if (!path.includes(among)) continue;
    const found = [];
    for (const who of [...READERS, ...OTHERS]) {
      if (OTHERS.includes(who) && found.length > 0) continue;
      const at = await firstRead(stages[0], path, who, addresses);
      if (at === undefined) continue;
      const asked = [at, { url: stages[1].url + grown[nth].addresses[addresses.indexOf(at.address)], headers: await headersOf(stages[1], path, who) }];
      found.push({ path, who, bytes: at.bytes, asked });
    }
    readings.push(...found);
    if (found.length === 0 && !UNREACHED.includes(path)) unreached.push(path);
  }
  return { readings, unreached };
}

async function firstRead(product, path, who, addresses) {
  for (const address of addresses) {
    const request = { url: product.url + address, headers: await headersOf(product, path, who), address };
    const answer = await ask(request.url, request);
    if (answer.status >= 500) throw new Error(`${address}, as ${who}: ${answer.status}\n${answer.body}`);
    if (answer.status === 200) return { ...request, bytes: answer.body.length };
  }
  return undefined;
}

function headersOf(product, path, who) {
  return path.startsWith("/api/") ? product.byToken(who) : product.as(who);
}

/** In turns, so that what else the machine does meets all alike. What seems to grow is asked again: growth is there every time. */
async function timed(readings, times) {
  for (const reading of readings) {
    reading.ratio = Infinity;
    for (let tries = 0; tries < 4 && reading.ratio > BOUNDS.growth; tries++) {
      const took = [[], []];
      for (let nth = 0; nth < times + 2; nth++) {
        for (const [at, { url, headers }] of reading.asked.entries()) {
          const ms = await milliseconds(() => ask(url, { headers }));
          if (nth >= 2) took[at].push(ms);
        }
      }
      const [little, much] = took.map((all) => quantile(all));
      if (much / little < reading.ratio) Object.assign(reading, { ratio: much / little, ms: little, grown: much });
    }
  }
}

/** What PostgreSQL does for one reading: the least of some, because loops of the product ask it too. */
async function counted(product, readings) {
  const counter = await counterOf(product.database);
  for (const reading of readings) {
    Object.assign(reading, { statements: Infinity, inDatabase: Infinity });
    for (let tries = 0; tries < 3; tries++) {
      await counter.begin();
      for (let nth = 0; nth < 3; nth++) await ask(reading.asked[0].url, reading.asked[0]);
      const { calls, time } = await counter.told();
      reading.statements = Math.min(reading.statements, calls / 3);
      reading.inDatabase = Math.min(reading.inDatabase, time / 3);
    }
  }
  counter.end();
  if (readings.every(({ statements }) => statements === 0)) throw new Error("PostgreSQL does not count statements.");
}

function tell(readings, unreached) {
  const median = quantile(readings.map(({ ms }) => ms));
  const slowest = [...readings].sort((a, b) => b.ms - a.ms);
  report.shows("routes and readers", `${readings.length}`, `of ${new Set(readings.map(({ path }) => path)).size} routes`);
  report.must("every route was read by somebody", unreached.length === 0, unreached.join(", "));
  report.shows("the median", `${median.toFixed(2)} ms`);
  report.shows("nine of ten take at most", `${quantile(readings.map(({ ms }) => ms), 0.9).toFixed(2)} ms`);
  for (const reading of slowest.slice(0, SLOWEST)) report.shows(nameOf(reading), `${reading.ms.toFixed(2)} ms`, detailsOf(reading));
  bound("slower than 4 × the median", readings, ({ ms }) => ms / median, BOUNDS.ofMedian, "× the median");
  const searchless = readings.filter(({ path }) => !path.endsWith("/search"));
  bound("above 2 ms in PostgreSQL", searchless, ({ inDatabase }) => inDatabase, BOUNDS.inDatabase, "ms in PostgreSQL");
  bound("of more than 4 statements", readings, ({ statements }) => Math.round(statements), BOUNDS.statements, "statements");
  bound(`above 1.3 × with ${TIMES} times the history and actions`, readings, ({ ratio }) => ratio, BOUNDS.growth, "× as long");
}

/** How many are above, and which. */
function bound(what, readings, figureOf, most, unit) {
  const above = readings.filter((reading) => figureOf(reading) > most).sort((a, b) => figureOf(b) - figureOf(a));
  report.most(`routes ${what}`, above.length, 0, "");
  for (const reading of above) report.shows(`– ${nameOf(reading)}`, `${figureOf(reading).toFixed(1)} ${unit}`, detailsOf(reading));
}

function nameOf({ path, who }) {
  return `${path}, as ${who === "public" ? "a stranger" : `the ${who}`}`;
}

function detailsOf({ ms, statements, inDatabase, bytes, grown }) {
  const kib = (bytes / 1024).toFixed(1);
  return `${ms.toFixed(2)} ms, ${Math.round(statements)} statements, ${inDatabase.toFixed(2)} ms in PostgreSQL, ${kib} KiB; ${grown.toFixed(2)} ms with ten times the history`;
}
