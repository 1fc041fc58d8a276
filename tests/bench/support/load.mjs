// Asking as fast as answers come, with Debian's wrk.
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const SCRIPT = fileURLToPath(new URL("load.lua", import.meta.url));

/** As browsers say what they can read. */
export const BROWSER = "gzip, deflate, br, zstd";

/**
 * Requests a second, and how long one takes, in milliseconds. Anything but success ends it. `threads` as many as
 * connections let each connection keep its own count.
 */
export async function load(request, { connections, seconds, threads = Math.min(connections, 2), warm = true }) {
  const folder = await mkdtemp(join(tmpdir(), "rapporteur-bench-"));
  try {
    const file = join(folder, "requests");
    await writeFile(file, linesOf(request));
    if (warm) await wrk(request, file, { connections, seconds: 1, threads });
    const told = await wrk(request, file, { connections, seconds, threads });
    if (told.errors > 0) throw new Error(`${request.url}${request.sent[0].path}: ${told.errors} of ${told.requests} requests failed`);
    return { ...told, rate: told.requests / told.seconds };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The same requests in other rounds, so that what else the machine does meets all alike; the middle round of each counts. */
export async function inTurns(requests, { rounds = 3, ...options }) {
  const told = requests.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [nth, request] of requests.entries()) told[nth].push(await load(request, { ...options, warm: round === 0 }));
  }
  return told.map((all) => all.sort((a, b) => a.rate - b.rate)[Math.floor(rounds / 2)]);
}

function linesOf({ sent }) {
  return sent.map(({ method = "GET", path, form = "" }) => `${method}\t${path}\t${form}\n`).join("");
}

async function wrk({ url, headers = {} }, file, { connections, seconds, threads }) {
  const args = ["-t", threads, "-c", connections, "-d", `${seconds}s`, "--timeout", "30s", "-s", SCRIPT, url, "--", file];
  const { stdout } = await promisify(execFile)("wrk", [...args, ...Object.entries(headers).flat()].map(String));
  return JSON.parse(stdout.slice(stdout.indexOf("{")));
}
