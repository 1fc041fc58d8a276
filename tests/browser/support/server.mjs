// A server for one test file: the debug build with data, a database and a port of its own.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { mailsIn } from "./mails.mjs";

export const PROGRAM = process.env.RAPPORTEUR ?? "target/debug/rapporteur";

export async function startServer({ args = ["--demo"], env = {} } = {}) {
  const home = await mkdtemp(join(tmpdir(), "rapporteur-test-"));
  // PostgreSQL's own user goes through it to a private database.
  await chmod(home, 0o755);
  const database = await createDatabase();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const dataDir = join(home, "var");
  const settings = {
    ...process.env,
    ...(database && { DATABASE_URL: database.url }),
    DATA_DIR: dataDir,
    LISTEN: `127.0.0.1:${port}`,
    BASE_URL: url,
    ...env,
  };
  const child = spawn(PROGRAM, ["serve", ...args], { env: settings, stdio: ["ignore", "pipe", "pipe"] });
  /** Another command of the program, beside the server; what it says. */
  const run = async (...args) => (await promisify(execFile)(PROGRAM, args, { env: settings })).stdout;
  const server = { url, dataDir, child, output: "", database, mails: mailsIn(join(dataDir, "mail")), run, stop };
  child.on("error", (error) => (server.output += error));
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => (server.output += text));
  }
  try {
    await ready(server);
  } catch (error) {
    await remove();
    throw error;
  }
  return server;

  /** Ends the server as an operator would, and holds it to its promise to leave within 10 s. */
  async function stop() {
    const began = Date.now();
    child.kill("SIGTERM");
    if (!hasEnded(child)) await Promise.race([once(child, "exit"), sleep(15_000, null, { ref: false })]);
    const ended = hasEnded(child);
    const took = Date.now() - began;
    child.kill("SIGKILL");
    await remove();
    assert.ok(ended && took <= 10_000, "The server leaves within 10 s of SIGTERM.");
    assert.equal(child.exitCode, 0, `The server ends with 0.\n${server.output}`);
  }

  async function remove() {
    await database?.drop();
    await rm(home, { recursive: true, force: true });
  }
}

async function ready(server) {
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(50)) {
    if (hasEnded(server.child) || server.child.pid === undefined) break;
    const answer = await fetch(`${server.url}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
  }
  server.child.kill("SIGKILL");
  throw new Error(`The server did not get ready.\n${server.output}`);
}

function hasEnded(child) {
  return child.exitCode !== null || child.signalCode !== null;
}

/** None without DATABASE_URL: the program then starts its private one. */
async function createDatabase() {
  if (!process.env.DATABASE_URL) return undefined;
  const name = `browser_${randomBytes(8).toString("hex")}`;
  await psql(`create database ${name}`);
  const url = new URL(process.env.DATABASE_URL);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => psql(`drop database ${name} with (force)`),
    run: (statement) => psql(statement, url.href),
    /** Sends everybody away from it, until `open`. */
    close: async () => {
      await psql(`alter database ${name} allow_connections false`);
      await psql(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
    },
    open: () => psql(`alter database ${name} allow_connections true`),
  };
}

function psql(statement, url = process.env.DATABASE_URL) {
  const options = ["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--command", statement];
  return promisify(execFile)("psql", [url, ...options]);
}

export async function freePort() {
  const listener = createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address();
  listener.close();
  await once(listener, "close");
  return port;
}
