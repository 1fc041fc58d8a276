// A seeded database with the product in front of it, and beside that the bare handler.
import { execFile, spawn } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { freePort, startServer } from "../../browser/support/server.mjs";
import { requestOf } from "./requests.mjs";
import { statementsOf } from "./statements.mjs";

const BARE = "target/release/examples/bare";
const open = new Set();

/** What the totals say, seeded and served. */
export async function stage(totals) {
  const server = await startServer({ args: [], env: { RUST_LOG: "error" } });
  const options = Object.entries(totals).flatMap(([name, total]) => [`--${name}`, String(Math.round(total))]);
  const began = performance.now();
  const told = await server.run("seed", ...options, "--seed", "1", "--sign-in");
  const seeded = performance.now() - began;
  const sessions = Object.fromEntries(
    [...told.matchAll(/^(\S.*?)  +\S+ +session=(\w+)$/gm)].map(([, who, session]) => [who, session]),
  );
  const facts = await factsOf(server);
  const product = {
    server,
    seeded,
    /** A request by its name, which has to succeed. */
    async request(name) {
      const { who, paths, form } = requestOf(name, facts);
      const request = { url: server.url, paths, session: who === "public" ? undefined : sessions[who], form };
      if (!form && !name.startsWith("uploading")) await succeeds(request);
      return request;
    },
    stop: async () => {
      open.delete(product);
      await server.stop();
    },
  };
  open.add(product);
  return product;
}

/** The latest published meeting of the first group, and its first item. */
async function factsOf(server) {
  const query = `
    select meetings.number, item.id
    from editions
    join meetings on meetings.id = meeting_id
    join groups on groups.id = meetings.group_id and slug = 'group-1'
    join agenda_items item on item.meeting_id = meetings.id
    order by meetings.number desc, item.position, item.parent_id nulls first
    limit 1`;
  const [published, item] = (await psql(server.database.url, query)).trim().split("|");
  return { published, item };
}

async function succeeds({ url, paths, session }) {
  const answer = await fetch(url + paths[0], { headers: session ? { cookie: `session=${session}` } : {} });
  if (!answer.ok) throw new Error(`${paths[0]}: ${answer.status}`);
}

/** The bare handler for one request: it is told what the product asked of the database, and what it answered. */
export async function bareOf(product, request) {
  const { statements, answer } = await statementsOf(product.server.database, request);
  const port = await freePort();
  const handlers = { [request.paths[0].split("?")[0]]: { statements, ...answer } };
  const file = join(await mkdtemp(join(tmpdir(), "rapporteur-bench-")), "handlers.json");
  await writeFile(file, JSON.stringify(handlers));
  const child = spawn(BARE, [product.server.database.url, `127.0.0.1:${port}`, file], { stdio: "inherit" });
  const bare = {
    ...request,
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      open.delete(bare);
      child.kill();
    },
  };
  open.add(bare);
  for (let tries = 0; tries < 100; tries++) {
    if (await fetch(bare.url).catch(() => undefined)) return bare;
    await sleep(50);
  }
  throw new Error("The bare handler does not start.");
}

export async function closeAll() {
  for (const one of [...open].reverse()) await one.stop();
}

export async function psql(url, statement) {
  const options = ["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1", "--command", statement];
  return (await promisify(execFile)("psql", [url, ...options])).stdout;
}
