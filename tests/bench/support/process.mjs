// What a process has used of the machine, read from /proc.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

/** The kernel counts in hundredths of a second. */
const TICK = 10;

/** Milliseconds of processor time so far. */
export function cpuOf(pid) {
  const [user, system] = fieldsOf(pid);
  return (user + system) * TICK;
}

/** The same of PostgreSQL with all its processes, also those that have ended. */
export function cpuOfPostgres() {
  const home = dirname(process.env.DATABASE_LOG);
  const server = Number(readFileSync(join(home, "data", "postmaster.pid"), "utf8").split("\n")[0]);
  let sum = fieldsOf(server).reduce((all, ticks) => all + ticks, 0);
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      if (parentOf(pid) === server) sum += fieldsOf(pid)[0] + fieldsOf(pid)[1];
    } catch {
      // It has ended since.
    }
  }
  return sum * TICK;
}

/** Of the memory that it shares with others, its part: MiB. */
export function pssOf(pid) {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)[1]) / 1024;
}

/** At its peak: MiB. */
export function peakOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)[1]) / 1024;
}

function statOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

/** Its own time, and that of its children that have ended: user, system, user, system. */
function fieldsOf(pid) {
  return statOf(pid).slice(11, 15).map(Number);
}

function parentOf(pid) {
  return Number(statOf(pid)[1]);
}
