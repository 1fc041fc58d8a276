// What a request has the database do, read from PostgreSQL's own log.
import { open, stat } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

const LOG = process.env.DATABASE_LOG;
const ID = "01900000-0000-7000-8000-";

/** The statements, for the bare handler to run, and the answer. Asked twice, until nothing else was going on. */
export async function statementsOf(database, request) {
  await watch(database, "all");
  try {
    for (let tries = 0; tries < 20; tries++) {
      await ask(request, tries * 3);
      const [first, second] = [await told(request, tries * 3 + 1), await told(request, tries * 3 + 2)];
      if (first.statements.length > 0 && first.statements.length === second.statements.length) return second;
    }
    throw new Error(`What ${request.paths[0]} asks of the database is not the same twice.`);
  } finally {
    await watch(database, "none");
  }
}

/** Connections that are open already would not notice. */
async function watch(database, what) {
  const name = new URL(database.url).pathname.slice(1);
  await database.run(`alter database ${name} set log_statement = '${what}'`);
  await database.run(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`,
  );
  // Only after a second the product asks whether a connection still is one.
  await sleep(1_100);
}

async function told(request, nth) {
  await sleep(300);
  const { size } = await stat(LOG);
  const answer = await ask(request, nth);
  await sleep(300);
  const file = await open(LOG);
  const log = (await file.readFile()).subarray(size).toString();
  await file.close();
  return { statements: statementsIn(log, idOf(nth)), answer };
}

async function ask({ url, paths, session, form }, nth) {
  const headers = { "accept-encoding": "identity", "sec-fetch-site": "same-origin" };
  if (session) headers.cookie = `session=${session}`;
  if (form) headers["content-type"] = "application/x-www-form-urlencoded";
  const body = form?.replace("ID", idOf(nth));
  const answer = await fetch(url + paths[0], { method: form ? "POST" : "GET", headers, body, redirect: "manual" });
  if (answer.status >= 400) throw new Error(`${paths[0]}: ${answer.status}\n${await answer.text()}`);
  const kept = [...answer.headers].filter(([name]) => !["content-length", "date", "transfer-encoding", "connection"].includes(name));
  return { status: answer.status, headers: kept, body: await answer.text() };
}

function idOf(nth) {
  return ID + String(nth).padStart(12, "0");
}

/** Lines that go on begin with a tab. What sqlx asks in capitals, it asks once a connection. */
export function statementsIn(log, id) {
  const entries = log.split(/\n(?!\t)/).map((entry) => entry.replaceAll("\n\t", "\n"));
  const statements = [];
  for (const entry of entries) {
    const begun = entry.match(/LOG:  (?:statement|execute [^:]+): ([\s\S]*)$/);
    const values = entry.match(/DETAIL:  [Pp]arameters: ([\s\S]*)$/);
    if (begun) statements.push({ sql: begun[1].trim(), values: [] });
    else if (values) statements.at(-1).values = valuesIn(values[1]);
  }
  return statements
    .filter(({ sql }) => !/^(SELECT|set jit|alter database|select pg_terminate)/.test(sql))
    .map((statement, nth) => prepared(statement, nth, id));
}

function valuesIn(told) {
  return [...told.matchAll(/\$\d+ = (NULL|'(?:[^']|'')*')/g)].map(([, value]) => value);
}

/** As the product has it: prepared once a connection, and run with its values. `:id:` is another one each time. */
function prepared({ sql, values }, nth, id) {
  if (values.length === 0) return { run: sql };
  const given = values.map((value) => value.replaceAll(id, ":id:"));
  return { prepare: `prepare statement_${nth} as ${sql}`, run: `execute statement_${nth} (${given.join(", ")})` };
}
