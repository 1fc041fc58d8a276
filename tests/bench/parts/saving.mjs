// Saves of each kind, against one insert with its commit; each has to be stored, with its history and its event.
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { send } from "../support/http.mjs";
import { limitsFor } from "../support/limits.mjs";
import { load } from "../support/load.mjs";
import { cpuOf, cpuOfPostgres } from "../support/process.mjs";
import { startProduct } from "../support/program.mjs";
import { proxyTo } from "../support/proxy.mjs";
import { report } from "../support/report.mjs";
import { savesOf, stored } from "../support/saves.mjs";
import { scaled, stage } from "../support/stage.mjs";

const TOTALS = { groups: 1, meetings: 100, items: 2_000, contributions: 4_000 };
const CONNECTIONS = [1, 8, 16];
const BOUND_AT = 8;

export async function saving({ by, seconds, rounds, prepare, only }) {
  report.begin("saving", "Saves a second, against one insert with its commit");
  const product = await stage(scaled(TOTALS, by), { prepare });
  const limits = await limitsFor({});
  const kinds = (await savesOf(product)).filter(({ name }) => only?.includes(name) ?? true);
  for (const kind of kinds) {
    const often = kind.name === "contribution" ? rounds : 1;
    for (const connections of CONNECTIONS) {
      await measure(product, limits, kind, { connections, seconds, rounds: often });
    }
  }
  const lost = kinds.filter(({ lost }) => lost).map(({ name, lost }) => `${name}: ${lost}`);
  report.must("every save is stored, with its history and its event", lost.length === 0, lost.join("; "));
  for (const kind of kinds.filter(({ isEntry }) => isEntry)) await roundTrips(product, kind);
  await limits.stop();
  await product.stop();
}

/** In one place and, where there are several, in all of them, in turns with the limit. */
async function measure(product, limits, kind, { connections, seconds, rounds }) {
  const bare = limits.insert(kind.sent[0].form);
  const revised = kind.sent[0].form.includes("REVISION");
  // Who corrects a section has to know its last revision: each connection has its own.
  const places = revised ? { "each its own": kind.sent } : { "one place": kind.sent.slice(0, 1), spread: kind.sent };
  for (const [where, sent] of Object.entries(places)) {
    if (where === "spread" && sent.length < 2) continue;
    if (revised && sent.length < connections) continue;
    const told = [];
    for (let round = 0; round < rounds; round++) {
      const limit = await load(bare, { connections, seconds, warm: false });
      const request = { url: product.url, headers: product.as(kind.who), sent: revised ? await current(product, sent) : sent };
      told.push({ limit, ...(await save(product, kind, request, { connections, seconds, revised })) });
    }
    told.sort((a, b) => a.rate / a.limit.rate - b.rate / b.limit.rate);
    tell(kind, where, connections, told[Math.floor(rounds / 2)]);
  }
}

async function save(product, kind, request, { connections, seconds, revised }) {
  const before = { ...(await stored(product, kind)), own: cpuOf(product.server.pid), database: cpuOfPostgres() };
  const took = await load(request, { connections, seconds, warm: false, threads: revised ? connections : undefined });
  const own = cpuOf(product.server.pid) - before.own;
  const database = cpuOfPostgres() - before.database;
  // What wrk left behind is finished, and not counted by it.
  await sleep(500);
  const after = await stored(product, kind);
  const saved = after.saved - before.saved;
  const whole = saved >= took.requests && saved <= took.requests + connections;
  const told = after.history - before.history >= saved && after.events - before.events >= saved;
  return { rate: took.rate, p99: took.p99, own: own / saved, database: database / saved, saved, requests: took.requests, kept: whole && told };
}

function tell(kind, where, connections, { limit, rate, p99, own, database, kept, saved, requests }) {
  const what = `${kind.name}, ${where}, ${connections} at once`;
  const how = `${Math.round(rate)}/s of ${Math.round(limit.rate)}/s, p99 ${p99.toFixed(0)} ms, CPU ${own.toFixed(2)} ms and PostgreSQL's ${database.toFixed(2)} ms`;
  if (kind.isEntry && connections === BOUND_AT) {
    report.least(what, rate / limit.rate, where === "spread" ? 0.4 : 0.25, how);
    report.most(`${what}: CPU of the server`, own, 1, "a save", "ms");
  } else {
    report.shows(what, (rate / limit.rate).toFixed(2), how);
  }
  if (!kept) kind.lost = `${saved} of ${requests} ${where}, ${connections} at once`;
}

/** Where each section is: its form begins with the revision that is there. */
async function current(product, sent) {
  const rows = await product.database.rows("select id, revision from summary_sections");
  const revisions = new Map(rows);
  return sent.map((one) => {
    const revision = revisions.get(one.path.split("/").at(-1));
    return { ...one, form: one.form.replace("revision=REVISION", `revision=REVISION+${revision}`) };
  });
}

/** How often the product waits for PostgreSQL until one is saved. */
async function roundTrips(product, kind) {
  const proxy = await proxyTo(product.database.url);
  const server = await startProduct(proxy.url);
  const { path, form } = kind.sent[0];
  const told = [];
  for (let nth = 0; nth < 30; nth++) {
    proxy.begin();
    const answer = await send(server.url + path, product.as(kind.who), form.replaceAll("ID", randomUUID()));
    if (answer.status !== 303) throw new Error(`${path}: ${answer.status}\n${answer.body}`);
    told.push(proxy.told());
  }
  // At first its connections get to know the statements, and now and then a loop asks something.
  const least = (of) => Math.min(...told.slice(10).map((one) => one[of]));
  report.most(`${kind.name}: round trips to PostgreSQL`, least("roundTrips"), 3, `${least("statements")} statements`);
  await server.stop();
  await proxy.stop();
}
