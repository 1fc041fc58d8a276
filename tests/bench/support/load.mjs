// Asking as fast as answers come, with Debian's wrk.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const SCRIPT = fileURLToPath(new URL("load.lua", import.meta.url));

/** Requests a second, and how long one takes, in milliseconds. Anything but success ends it. */
export async function load({ url, paths, session, form }, { connections, seconds }) {
  const threads = Math.min(connections, 2);
  await wrk(1);
  const told = await wrk(seconds);
  if (told.errors > 0) throw new Error(`${url}${paths[0]}: ${told.errors} of ${told.requests} requests failed`);
  return { rate: told.requests / told.seconds, mean: told.mean, p95: told.p95 };

  async function wrk(seconds) {
    const args = ["-t", threads, "-c", connections, "-d", `${seconds}s`, "--timeout", "30s", "-s", SCRIPT, url, "--"];
    const what = [session ?? "", form ?? "", ...paths];
    const { stdout } = await promisify(execFile)("wrk", [...args, ...what].map(String));
    return JSON.parse(stdout.slice(stdout.indexOf("{")));
  }
}
