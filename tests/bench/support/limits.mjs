// The limits of examples/bare, which are given the product's own answers to send.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase } from "./database.mjs";
import { ask } from "./http.mjs";
import { BROWSER } from "./load.mjs";
import { startLimits } from "./program.mjs";

/** What the connection says, and not the answer. */
const HOPS = ["connection", "keep-alive", "transfer-encoding", "content-length", "date"];

/** Serves the same bytes as the product does, each under a name. */
export async function limitsFor(requests) {
  const folder = await mkdtemp(join(tmpdir(), "rapporteur-limits-"));
  for (const [name, request] of Object.entries(requests)) {
    for (const accepted of ["identity", BROWSER]) await keep(folder, name, request, accepted);
  }
  const database = await createDatabase();
  const server = await startLimits(database.url, folder);
  const at = (path) => ({ url: server.url, sent: [{ path }] });
  return {
    server,
    database,
    memory: (name) => at(`/memory/${name}`),
    statements: (name) => at(`/statements/${name}`),
    insert: (form) => ({ url: server.url, sent: [{ method: "POST", path: "/insert", form }] }),
    stop: async () => {
      await server.stop();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}

async function keep(folder, name, { url, headers, sent }, accepted) {
  const answer = await ask(url + sent[0].path, { headers: { ...headers, "accept-encoding": accepted } });
  const encoding = answer.headers["content-encoding"] ?? "identity";
  const lines = [];
  for (let nth = 0; nth < answer.raw.length; nth += 2) {
    const [header, value] = answer.raw.slice(nth, nth + 2);
    if (!HOPS.includes(header.toLowerCase())) lines.push(`${header}: ${value}\n`);
  }
  const file = join(folder, `${name}.${encoding}`);
  await writeFile(file, answer.body);
  await writeFile(`${file}.head`, lines.join(""));
}

/** As a browser asks, or plain. */
export function accepting(request, encoding) {
  return { ...request, headers: { ...request.headers, "accept-encoding": encoding } };
}
