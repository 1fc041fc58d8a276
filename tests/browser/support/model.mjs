// The model report, as the program understands it.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { PROGRAM } from "./server.mjs";

export async function model(server) {
  const { stdout } = await promisify(execFile)(
    PROGRAM,
    ["import", "demo/wg-strategy-45.md", "--group", "wg-strategy", "--dry-run", "--json"],
    { env: { ...process.env, DATABASE_URL: server.database.url } },
  );
  const report = JSON.parse(stdout);
  return { ...report, contributions: report.contributions.reduce(continued, []) };
}

/** Whoever was there knows that a paragraph without a speaker goes on with what was said before it. */
function continued(said, { speaker, text, ...rest }) {
  if (speaker) return [...said, { speaker, text, ...rest }];
  const last = said.at(-1);
  return [...said.slice(0, -1), { ...last, text: `${last.text}\n\n${text}` }];
}
