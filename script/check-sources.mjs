// The rules of the house that no compiler knows: short files, decent templates, nothing of third parties in the repository.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";

const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { encoding: "utf8" })
  .split("\n")
  .filter((path) => path && existsSync(path));
const problems = [];

for (const path of files) {
  const say = (problem) => problems.push(`${path}: ${problem}`);
  if (/(^|\/)(node_modules|vendor|third_party)\/|\.min\.(js|css)$|\.(woff2?|ttf|otf|eot)$/.test(path)) {
    say("third-party files come from a registry");
  }
  if (statSync(path).size > 400_000) say("is larger than 400 kB");
  if (/^src\/.*\.rs$/.test(path)) checkModule(path, readFileSync(path, "utf8"), say);
  if (/^templates\/.*\.html$/.test(path)) checkTemplate(readFileSync(path, "utf8"), say);
  if (/^static\/.*\.(css|js)$/.test(path) && /@license|^\s*\/\*!/m.test(readFileSync(path, "utf8"))) {
    say("third-party files come from a registry");
  }
}

for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

function checkModule(path, text, say) {
  const lines = lineCount(text.replace(/^#\[cfg\(test\)\]\nmod tests \{$[\s\S]*?^\}$/m, ""));
  if (lines > 250) say(`has ${lines} lines, 250 are allowed`);
  const noun = /^src\/.*\/(lib|mod)\.rs$/.test(path);
  if (noun && text.trim() && !text.startsWith("//!")) say("begins with no sentence about the product (//!)");
  const unfinished = text.match(/\b(TODO|FIXME|todo!|unimplemented!)/);
  if (unfinished) say(`is unfinished (${unfinished[0]})`);
}

function checkTemplate(text, say) {
  const lines = lineCount(text);
  if (lines > 120) say(`has ${lines} lines, 120 are allowed`);
  for (const [tag] of text.matchAll(/<[a-z][^>]*>/gi)) {
    if (/^<script\b(?![^>]*\ssrc=)/i.test(tag) || /^<style\b/i.test(tag)) say(`has an inline ${tag}`);
    if (/\sstyle\s*=/i.test(tag) || /\son[a-z]+\s*=/i.test(tag)) say(`has an inline style or handler: ${tag}`);
    if (/\s(src|srcset|action)\s*=\s*["']?(https?:)?\/\//i.test(tag)) say(`loads from another host: ${tag}`);
  }
}

function lineCount(text) {
  return text.trimEnd().split("\n").length;
}
