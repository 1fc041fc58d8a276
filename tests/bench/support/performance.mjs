// docs/performance.md: a table for each part. A part that was not measured this time keeps its lines with their date.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";

const HEAD = `# How fast Rapporteur is

\`script/bench\` measures this and writes this page. Each figure has its limit beside it; a figure above or below
its limit is marked, and the script then ends with 1. Only ratios within one run hold on other machines. The limits are
\`examples/bare\`: the same bytes sent from memory, three prepared statements over five small tables, one insert with its commit.
`;

/** The page with the parts put in or replaced, in the order of \`names\`. */
export function pageOf(before, parts, names, run) {
  const sections = new Map();
  for (const [, name, text] of before.matchAll(/^<!-- part: (\S+) -->\n([\s\S]*?)(?=^<!-- part: |(?![\s\S]))/gm)) sections.set(name, text.trim());
  for (const name of new Set(parts.map((part) => part.name))) {
    const tables = parts.filter((part) => part.name === name).map((part) => sectionOf(part, run));
    sections.set(name, tables.join("\n\n"));
  }
  const known = names.filter((name) => sections.has(name));
  return [HEAD.trim(), ...known.map((name) => `<!-- part: ${name} -->\n${sections.get(name)}`)].join("\n\n") + "\n";
}

function sectionOf({ title, lines }, run) {
  const rows = lines.map(({ what, figure, limit, enough, how }) => {
    const cells = [what, enough ? figure : `**${figure}**, missed`, limit, how].map((cell) => cell.replaceAll("|", "\\|"));
    return `| ${cells.join(" | ")} |`;
  });
  return [`## ${title}`, "", run, "", "| what | figure | limit | |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

export function writePage(file, parts, names) {
  const before = existsSync(file) ? readFileSync(file, "utf8") : "";
  writeFileSync(file, pageOf(before, parts, names, runOf()));
}

/** Where and when. */
function runOf() {
  const [{ model }] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  const changed = execFileSync("git", ["status", "--porcelain", "--untracked-files=no"], { encoding: "utf8" }).trim() ? " with changes" : "";
  const day = new Date().toISOString().slice(0, 10);
  return `Measured on ${day} at ${commit}${changed}, on ${cpus().length} cores (${model.trim()}), ${memory} GiB, Linux ${release()}.`;
}
