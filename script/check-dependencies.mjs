// No crate is asked for that nothing uses. What may be used at all is judged by cargo-deny, from deny.toml.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";

const problems = unused();

for (const problem of problems) console.error(`dependencies: ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;

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
