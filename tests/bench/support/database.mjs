// A database of its own in the PostgreSQL of script/with-database, and what PostgreSQL did in it.
import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const SERVER = process.env.DATABASE_URL;

export async function createDatabase() {
  const name = `bench_${randomBytes(6).toString("hex")}`;
  await psql(SERVER, `create database ${name}`);
  const url = new URL(SERVER);
  url.pathname = `/${name}`;
  const run = (statement) => psql(url.href, statement);
  return {
    url: url.href,
    name,
    run,
    /** The rows of a query, each a list of texts. */
    rows: async (query) => (await run(query)).split("\n").filter(Boolean).map((line) => line.split("|")),
    drop: () => psql(SERVER, `drop database ${name} with (force)`),
  };
}

async function psql(url, statement) {
  const options = ["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1", "--command", statement];
  return (await promisify(execFile)("psql", [url, ...options], { maxBuffer: 64 << 20 })).stdout;
}

/** For connections that are opened from now on. */
export function countStatements(database) {
  const settings = ["track = 'top'", "track_planning = on"];
  return database.run(settings.map((setting) => `alter database ${database.name} set pg_stat_statements.${setting};`).join(" "));
}

/** What the clients of a database have done, if `countStatements` was called before they came. */
export async function counterOf(database) {
  await psql(SERVER, "create extension if not exists pg_stat_statements");
  const session = sessionOf(SERVER);
  const of = `(select oid from pg_database where datname = '${database.name}')`;
  return {
    begin: () => session.ask(`select 1 from (select pg_stat_statements_reset(0, ${of}, 0)) as reset;`),
    /** How many statements there were since, and how many milliseconds PostgreSQL planned and ran them. */
    told: async () => {
      const told = await session.ask(
        `select coalesce(sum(calls), 0), coalesce(sum(total_plan_time + total_exec_time), 0)
         from pg_stat_statements where dbid = ${of};`,
      );
      const [calls, time] = told.split("|").map(Number);
      return { calls, time };
    },
    end: session.end,
  };
}

/** One connection for many short questions, each answered in one line. */
function sessionOf(url) {
  const child = spawn("psql", [url, "--no-psqlrc", "--quiet", "--tuples-only", "--no-align"], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    ask: async (query) => {
      child.stdin.write(`${query}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`PostgreSQL did not answer: ${query}`);
      return value;
    },
    end: () => child.stdin.end(),
  };
}
