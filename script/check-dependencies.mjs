// None of the crates that deny.toml bans, and none unused. `cargo deny` judges by the same file, and by licences and sources
// too, but takes minutes to install: script/check asks it where it is installed.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";

const problems = [];
const versions = lockedVersions();
for (const { name, below, once } of banned()) {
  const found = [...(versions.get(name) ?? [])];
  if (once) {
    if (found.length > 1) problems.push(`${name} is there as ${found.join(" and ")}`);
    continue;
  }
  for (const version of found) {
    if (below && isOlder(version, below)) problems.push(`${name} ${version} has a known fault, mended in ${below}`);
    if (!below) problems.push(`${name} is forbidden (cargo tree --invert ${name})`);
  }
}
problems.push(...unused());

for (const problem of problems) console.error(`dependencies: ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;

/** As deny.toml says it: { crate = "h2@<0.4.16" } or { crate = "axum", deny-multiple-versions = true }. */
function banned() {
  const lines = readFileSync("deny.toml", "utf8").matchAll(/\{ crate = "([^"@]+)(?:@<([^"]+))?"([^}]*)\}/g);
  return [...lines].map(([, name, below, more]) => ({ name, below, once: more.includes("deny-multiple-versions = true") }));
}

function lockedVersions() {
  const tree = cargo("tree", "--workspace", "--edges", "normal,build,dev", "--prefix", "none", "--format", "{p}");
  const versions = new Map();
  for (const [, name, version] of tree.matchAll(/^(\S+) v(\S+)/gm)) {
    versions.set(name, (versions.get(name) ?? new Set()).add(version));
  }
  return versions;
}

/** Like cargo-machete, by name: a crate that nothing in its part of the sources mentions as a path. */
function unused() {
  const { packages } = JSON.parse(cargo("metadata", "--no-deps", "--format-version", "1"));
  return packages.flatMap(({ name, manifest_path, targets, dependencies }) => {
    const own = dirname(manifest_path);
    const of = (...kinds) => targets.filter(({ kind }) => kinds.includes(kind[0])).map(({ src_path }) => src_path);
    const tests = of("test", "example").map((path) => (path.endsWith("main.rs") ? dirname(path) : path));
    const rooms = name === "rapporteur" ? of("bin") : [own];
    const templates = [`templates/${name}`, "templates/shared"].filter((path) => existsSync(path));
    const sources = {
      null: code([...rooms, ...templates]),
      dev: code([...rooms, ...tests]),
      build: code(of("custom-build")),
    };
    return dependencies
      .filter(({ name: dependency, rename, kind }) => {
        const path = (rename ?? dependency).replaceAll("-", "_");
        return !new RegExp(`\\b${path}::|\\buse ${path}\\b`).test(sources[kind]);
      })
      .map(({ name: dependency }) => `${dependency} is unused in ${name}`);
  });
}

function code(paths) {
  return execFileSync("git", ["ls-files", "-co", "--exclude-standard", "--", ...paths], { encoding: "utf8" })
    .split("\n")
    .filter((path) => /\.(rs|html|txt)$/.test(path))
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, "utf8").replaceAll(/^\s*\/\/.*$/gm, ""))
    .join("\n");
}

function cargo(command, ...options) {
  return execFileSync("cargo", [command, "--locked", ...options], { encoding: "utf8", maxBuffer: 1 << 26 });
}

function isOlder(version, than) {
  const [a, b] = [version, than].map((text) => text.split(/[.+-]/).map(Number));
  const at = b.findIndex((part, i) => part !== a[i]);
  return at >= 0 && a[at] < b[at];
}
