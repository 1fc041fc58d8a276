// How fast the product is: against limits that are written by hand, and against itself with more in the database.
import { parseArgs } from "node:util";
import { PARTS } from "./parts/index.mjs";
import { planted } from "./parts/planted.mjs";
import { writePage } from "./support/performance.mjs";
import { stopAll } from "./support/program.mjs";
import { report } from "./support/report.mjs";

const PAGE = "docs/performance.md";

const { values } = parseArgs({
  options: {
    small: { type: "boolean", default: false },
    planted: { type: "boolean", default: false },
    peers: { type: "boolean", default: false },
    seconds: { type: "string" },
    only: { type: "string", multiple: true },
    page: { type: "string" },
  },
});
const how = {
  small: values.small,
  by: values.small ? 100 : 1,
  rounds: values.small ? 1 : 3,
  seconds: Number(values.seconds ?? (values.small ? 1 : 5)),
};
const names = Object.keys(PARTS);
const asked = values.only ?? names.filter((name) => name !== "peers" || values.peers);
const unknown = asked.filter((name) => !names.includes(name));
if (unknown.length > 0) throw new Error(`There is no part ${unknown}: ${names.join(", ")}.`);

// What was tried, or made slow on purpose, is not what the product is.
const page = values.page ?? (values.small || values.planted ? undefined : PAGE);

let found;
try {
  if (values.planted) found = await planted(how);
  else for (const name of asked) await measured(name);
} finally {
  await stopAll();
}
console.log(report.missed === 0 ? "\nEverything is within its limits." : `\n${report.missed} MISSED.`);
process.exitCode = (values.planted ? found : report.missed === 0) ? 0 : 1;

/** One part, written down at once: a later one may be stopped. */
async function measured(name) {
  const began = Date.now();
  await PARTS[name](how);
  if (page) writePage(page, report.parts, names);
  console.log(`  (${name} took ${Math.round((Date.now() - began) / 1000)} s)`);
}
