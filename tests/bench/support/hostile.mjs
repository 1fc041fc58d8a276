// Twenty people hand over a document of the largest size at once, while another reads.
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

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

/**
 * How long everything took, which documents were taken, what a reader waited meanwhile, and what the server needed at most,
 * in MiB.
 */
export async function hostile(product) {
  const { paths, url, session } = await product.request("uploading a document");
  const reading = await product.request("group");
  const form = () => {
    const form = new FormData();
    form.set("file", new Blob([FRONT + SAID.repeat((LARGEST - FRONT.length) / SAID.length)]), "report.md");
    return form;
  };
  const began = performance.now();
  const uploads = Array.from({ length: UPLOADS }, async () => {
    const options = { method: "POST", body: form(), headers: { cookie: `session=${session}` }, redirect: "manual" };
    const answer = await fetch(url + paths[0], options);
    await answer.text();
    // What was read of it is shown next.
    const taken = answer.status === 303 && answer.headers.get("location").startsWith(`${paths[0]}/`);
    return { status: answer.status, taken };
  });
  const all = Promise.all(uploads);
  const { waits, answers } = await readUntil(all, reading.url + reading.paths[0]);
  const took = performance.now() - began;
  return { took, answers, p99: at(waits, 0.99), reads: waits.length, peak: await peakOf(product.server.child.pid) };
}

async function readUntil(done, address) {
  let answers;
  done.then((all) => (answers = all));
  const waits = [];
  while (answers === undefined) {
    const began = performance.now();
    const answer = await fetch(address);
    await answer.text();
    if (!answer.ok) throw new Error(`A reader got ${answer.status}.`);
    waits.push(performance.now() - began);
    // As a person's next click would: at once would measure the reader's own load.
    await sleep(20);
  }
  return { waits: waits.sort((a, b) => a - b), answers };
}

function at(sorted, part) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

async function peakOf(pid) {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)[1]) / 1024;
}
