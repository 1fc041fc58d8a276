// A mail to everybody in a group of five hundred.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { draftOf, heldBefore } from "../support/belongings.mjs";
import { CROWD, CROWD_SQL } from "../support/crowd.mjs";
import { counterOf, countStatements } from "../support/database.mjs";
import { milliseconds } from "../support/http.mjs";
import { report } from "../support/report.mjs";
import { scaled, stage } from "../support/stage.mjs";

const TOTALS = { groups: 1, meetings: 100, items: 1_000, contributions: 1_000 };
const PATIENCE = 120_000;

export async function mail({ by }) {
  report.begin("mail", `A summary is sent into review: a mail to ${CROWD} members`);
  const prepare = async (database) => {
    await database.run(CROWD_SQL);
    await countStatements(database);
  };
  const product = await stage(scaled(TOTALS, by), { prepare });
  const [meeting] = await heldBefore(product);
  await draftOf(product, meeting);
  const counter = await counterOf(product.database);
  const sent = () => readdir(join(product.server.dataDir, "mail")).then((files) => files.length, () => 0);
  const before = await sent();
  await counter.begin();
  const began = performance.now();
  const form = { deadline_date: new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10), deadline_time: "12:00" };
  const took = await milliseconds(() => product.does("co-chair", `${meeting}/summary/review`, form));
  const { calls } = await counter.told();
  counter.end();
  report.shows("until the form is answered", `${took.toFixed(0)} ms`, `about ${calls} statements`);
  while ((await sent()) - before < CROWD && performance.now() - began < PATIENCE) await sleep(20);
  report.shows("until all are sent", `${((performance.now() - began) / 1000).toFixed(1)} s`, "each a file");
  report.must("everybody has one", (await sent()) - before >= CROWD, `${(await sent()) - before} mails`);
  await product.stop();
}
