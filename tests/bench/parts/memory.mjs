// What the server needs: memory, fresh and after load, and the time until it answers.
import { setTimeout as sleep } from "node:timers/promises";
import { quantile } from "../support/http.mjs";
import { load } from "../support/load.mjs";
import { pssOf } from "../support/process.mjs";
import { startProduct } from "../support/program.mjs";
import { report } from "../support/report.mjs";
import { GROUP, meetingsOf, scaled, stage } from "../support/stage.mjs";

const TOTALS = { groups: 10, meetings: 1_000, items: 10_000, contributions: 10_000 };
const STARTS = 5;

export async function memory({ by, seconds }) {
  report.begin("memory", "Memory, and the start");
  const product = await stage(scaled(TOTALS, by));
  const took = [];
  for (let nth = 0; nth < STARTS; nth++) {
    const another = await startProduct(product.database.url);
    took.push(another.took);
    await another.stop();
  }
  report.most("from the start to the first page, database present", quantile(took), 210, `the middle of ${STARTS}`, "ms");
  report.most("memory, fresh", pssOf(product.server.pid), 30, "PSS after the first page", "MiB");
  const { published } = await meetingsOf(product);
  const paths = ["/", GROUP, `${GROUP}/meetings`, published, `${published}/record`, `${GROUP}/actions`, `${GROUP}/search?q=group`];
  await load(await product.reads("member", ...paths), { connections: 64, seconds: 2 * seconds });
  await load(await product.reads("public", `${published}/summary/editions/1`, GROUP, `${GROUP}.atom`), { connections: 64, seconds: 2 * seconds });
  await sleep(1_000);
  report.most("memory, after load", pssOf(product.server.pid), 60, "PSS after 64 connections at once", "MiB");
  await product.stop();
}
