// No crate that we decided against, none twice that has to be one, none with a known fault, and none unused.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";

const FORBIDDEN = ["openssl-sys", "native-tls", "aws-lc-rs", "aws-lc-sys", "reqwest"];
const ONCE = ["axum", "axum-core", "tower-http", "sqlx-core", "rustls", "hyper", "tokio", "h2"];
const LOWEST = {
  bytes: "1.11.1",
  h2: "0.4.16",
  // Our list of faults says 0.11.24, but crates.io has nothing after 0.11.23 yet: raise this when it does.
  lettre: "0.11.23",
  "quick-xml": "0.41.0",
  "rustls-webpki": "0.103.13",
  tar: "0.4.45",
  time: "0.3.47",
};

const problems = [];
const versions = lockedVersions();
for (const name of FORBIDDEN) {
  if (versions.has(name)) problems.push(`${name} is forbidden (cargo tree --invert ${name})`);
}
for (const name of ONCE) {
  const found = [...(versions.get(name) ?? [])];
  if (found.length > 1) problems.push(`${name} is there as ${found.join(" and ")}`);
}
for (const [name, lowest] of Object.entries(LOWEST)) {
  for (const version of versions.get(name) ?? []) {
    if (isOlder(version, lowest)) problems.push(`${name} ${version} has a known fault, mended in ${lowest}`);
  }
}
problems.push(...unused());

for (const problem of problems) console.error(`dependencies: ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;

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
