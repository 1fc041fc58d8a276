// A thousand who follow one group at one server, while somebody writes.
import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { CROWD, CROWD_SQL, tokenOf } from "../support/crowd.mjs";
import { counterOf, countStatements } from "../support/database.mjs";
import { quantile, send } from "../support/http.mjs";
import { cpuOf, pssOf } from "../support/process.mjs";
import { report } from "../support/report.mjs";
import { savesOf } from "../support/saves.mjs";
import { scaled, stage } from "../support/stage.mjs";

const TOTALS = { groups: 1, meetings: 100, items: 1_000, contributions: 1_000 };
const FOLLOWERS = 1_000;
const SAVES = 40;
const PATIENCE = 10_000;
const EVENTS = "/api/v1/groups/group-1/events";

export async function followers({ by, small }) {
  const many = small ? 100 : FOLLOWERS;
  report.begin("followers", `${many.toLocaleString("en")} followers of one group at one server`);
  const prepare = async (database) => {
    await database.run(CROWD_SQL);
    await countStatements(database);
  };
  const product = await stage(scaled(TOTALS, by), { prepare });
  const [save] = await savesOf(product);
  // What the server needs once for all that it does is no follower's.
  for (let nth = 0; nth < 20; nth++) await write(product, save);
  const alone = await watched(product, save, []);
  const before = pssOf(product.server.pid);
  const all = [];
  for (let nth = 0; nth < many; nth++) all.push(await follow(product.url, tokenOf(1 + (nth % CROWD))));
  const accepted = all.filter(({ begun }) => begun);
  report.must(`${many.toLocaleString("en")} are taken`, accepted.length === many, `${accepted.length}: ${[...new Set(all.map(({ status }) => status))].join(", ")}`);
  await sleep(2_000);
  report.most("memory for each", ((pssOf(product.server.pid) - before) * 1024) / accepted.length, 30, "PSS", "KiB");
  const told = await watched(product, save, accepted);
  report.must("each heard of every save", told.missing === 0, `${told.missing} missing of ${SAVES * accepted.length}`);
  report.shows("from sending a save until it is heard, p50", `${quantile(told.waits).toFixed(0)} ms`);
  report.most("from sending a save until it is heard, p99", quantile(told.waits, 0.99), 150, `${told.waits.length} events`, "ms");
  report.most("statements a save, in all", told.calls / SAVES, 10, `${(alone.calls / SAVES).toFixed(1)} without followers`);
  const each = (told.cpu - alone.cpu) / SAVES / accepted.length;
  report.most("CPU of the server for each, a save", each, 0.1, `${(told.cpu / SAVES).toFixed(0)} ms a save in all`, "ms");
  for (const follower of all) follower.leave();
  await product.stop();
}

/** So many saves, each once the one before was heard by all. */
async function watched(product, save, followers) {
  const counter = await counterOf(product.database);
  await counter.begin();
  const cpu = cpuOf(product.server.pid);
  const waits = [];
  let missing = 0;
  for (let nth = 0; nth < SAVES; nth++) {
    const heard = followers.map((follower) => follower.hears());
    const sent = performance.now();
    await write(product, save);
    const late = sleep(PATIENCE, undefined, { ref: false });
    const times = await Promise.all(heard.map((one) => Promise.race([one, late])));
    missing += times.filter((at) => at === undefined).length;
    waits.push(...times.filter((at) => at !== undefined).map((at) => at - sent));
  }
  // What is asked after the last was heard belongs to it.
  await sleep(500);
  const { calls } = await counter.told();
  counter.end();
  return { waits, missing, cpu: cpuOf(product.server.pid) - cpu, calls };
}

async function write(product, { who, sent }) {
  const [{ path, form }] = sent;
  const answer = await send(product.url + path, product.as(who), form.replaceAll("ID", randomUUID()));
  if (answer.status !== 303) throw new Error(`${path}: ${answer.status}\n${answer.body}`);
}

/** Somebody who follows; `hears` says when the next event came. */
function follow(url, token) {
  const { hostname, port } = new URL(url);
  const line = connect(Number(port), hostname);
  const follower = { begun: false, status: "", hears, leave: () => line.destroy() };
  let waiting;
  let heard = "";
  line.write(`GET ${EVENTS} HTTP/1.1\r\nhost: bench\r\naccept: text/event-stream\r\nauthorization: Bearer ${token}\r\n\r\n`);
  line.setEncoding("utf8");
  return new Promise((resolve, reject) => {
    line.on("error", reject);
    line.on("data", (text) => {
      heard += text;
      if (!follower.status) follower.status = heard.slice(9, 12);
      if (!follower.begun && (heard.includes(": following") || follower.status !== "200")) {
        follower.begun = follower.status === "200";
        heard = "";
        resolve(follower);
      } else if (/\ndata: .*\n\n/.test(heard)) {
        waiting?.(performance.now());
        heard = "";
      }
    });
  });

  function hears() {
    return new Promise((resolve) => (waiting = resolve));
  }
}
