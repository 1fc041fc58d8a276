// The product, or the limits beside it, as a process that answers at an address.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { freePort } from "../../browser/support/server.mjs";
import { ask } from "./http.mjs";

const PRODUCT = process.env.RAPPORTEUR ?? "target/release/rapporteur";
const LIMITS = process.env.LIMITS ?? "target/release/examples/bare";
const open = new Set();

/** The product on a database. */
export async function startProduct(databaseUrl) {
  const home = await mkdtemp(join(tmpdir(), "rapporteur-bench-"));
  await chmod(home, 0o755);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    DATA_DIR: join(home, "var"),
    LISTEN: `127.0.0.1:${port}`,
    BASE_URL: url,
    RUST_LOG: "error",
    API_REQUESTS: "1000000",
  };
  const program = await start(PRODUCT, ["serve"], { env, url, first: "/" });
  return {
    ...program,
    dataDir: env.DATA_DIR,
    /** Another command of the program; what it says. */
    run: async (...args) => (await promisify(execFile)(PRODUCT, args, { env })).stdout,
    stop: async () => {
      await program.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** The limits, with answers from a folder. */
export async function startLimits(databaseUrl, folder) {
  const port = await freePort();
  const args = [databaseUrl, `127.0.0.1:${port}`, folder];
  return start(LIMITS, args, { env: process.env, url: `http://127.0.0.1:${port}`, first: "/memory/none" });
}

/** It is there once it answers; `took` says how many milliseconds that was. */
export async function start(program, args, { env, url, first }) {
  const began = performance.now();
  const child = spawn(program, args, { env, stdio: ["ignore", "ignore", "inherit"] });
  const running = { url, child, pid: child.pid, took: 0, stop };
  open.add(running);
  for (const end = Date.now() + 60_000; Date.now() < end && child.exitCode === null; await sleep(3)) {
    const answer = await ask(url + first).catch(() => undefined);
    if (answer === undefined || answer.status >= 500) continue;
    running.took = performance.now() - began;
    return running;
  }
  throw new Error(`${program} does not start.`);

  async function stop() {
    open.delete(running);
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    const forced = setTimeout(() => child.kill("SIGKILL"), 15_000);
    await once(child, "exit");
    clearTimeout(forced);
  }
}

export async function stopAll() {
  for (const running of [...open].reverse()) await running.stop();
}
