// Twenty people hand over a document of the largest size at once, while another reads.
import { setTimeout as sleep } from "node:timers/promises";
import { ask, quantile } from "../support/http.mjs";
import { peakOf } from "../support/process.mjs";
import { report } from "../support/report.mjs";
import { GROUP, stage } from "../support/stage.mjs";

const TOTALS = { groups: 1, meetings: 20, items: 200, contributions: 1_600 };
const UPLOADS = 20;
const LARGEST = 5 * 1024 * 1024 - 1024;

const FRONT = `# Summary Report: Online Meeting 45

The working group held its 45th meeting on 5 October 2022 at 14:00 UTC.

## Agenda

1. The work of the year

## Discussion

### 1. The work of the year

`;
const SAID = "**Ana Costa** said that the group should *not* wait for the others, see [the plan](https://example.org/plan), and asked for dates.\n\n";

export async function hostile({ by }) {
  report.begin("hostile", "Twenty documents of 5 MB at once, while somebody reads a page");
  const product = await stage(TOTALS);
  const began = performance.now();
  const all = Promise.all(Array.from({ length: UPLOADS }, () => upload(product, LARGEST / by)));
  const { waits, answers } = await readUntil(all, product.url + GROUP);
  const took = (performance.now() - began) / 1000;
  report.shows("until all were answered", `${took.toFixed(1)} s`);
  // A server that refuses them reads none, and so the other figures tell nothing.
  const statuses = [...new Set(answers.map(({ status }) => status))].join(", ");
  report.must("each document is taken", answers.every(({ taken }) => taken), `answers: ${statuses}`);
  report.most("a reader's p99", quantile(waits, 0.99), 250, `${waits.length} pages`, "ms");
  report.most("the server's memory", peakOf(product.server.pid), 300, "at its peak", "MiB");
  await product.stop();
}

async function upload(product, size) {
  const body = new FormData();
  body.set("file", new Blob([FRONT + SAID.repeat((size - FRONT.length) / SAID.length)]), "report.md");
  const headers = product.as("secretariat");
  const answer = await fetch(`${product.url}${GROUP}/imports`, { method: "POST", body, headers, redirect: "manual" });
  await answer.text();
  // What was read of it is shown next.
  const taken = answer.status === 303 && answer.headers.get("location").startsWith(`${GROUP}/imports/`);
  return { status: answer.status, taken };
}

async function readUntil(done, address) {
  let answers;
  done.then((all) => (answers = all));
  const waits = [];
  while (answers === undefined) {
    const began = performance.now();
    const answer = await ask(address);
    if (answer.status !== 200) throw new Error(`A reader got ${answer.status}.`);
    waits.push(performance.now() - began);
    // As a person's next click would: at once would measure the reader's own load.
    await sleep(20);
  }
  return { waits, answers };
}
