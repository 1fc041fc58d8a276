// Stands between the product and PostgreSQL, and counts what goes to and fro.
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SSL_REQUEST = 80877103;
const EXECUTE = "E".charCodeAt(0);
const QUERY = "Q".charCodeAt(0);

/** The address of a database by way of the proxy, and the counts since `begin`. */
export async function proxyTo(databaseUrl) {
  const url = new URL(databaseUrl.replace("postgresql:///", "postgresql://localhost/"));
  const behind = join(url.searchParams.get("host"), ".s.PGSQL.5432");
  const folder = await mkdtemp(join(tmpdir(), "rapporteur-proxy-"));
  await chmod(folder, 0o755);
  const counts = { statements: 0, roundTrips: 0 };
  const sockets = new Set();
  const server = createServer((client) => {
    const database = connect(behind);
    const read = statementsIn(counts);
    let waits = false;
    client.on("data", (bytes) => {
      // What is sent before the answer came belongs to the same way there and back.
      if (!waits) counts.roundTrips += 1;
      waits = true;
      read(bytes);
      database.write(bytes);
    });
    database.on("data", (bytes) => {
      waits = false;
      client.write(bytes);
    });
    for (const [one, other] of [[client, database], [database, client]]) {
      sockets.add(one);
      one.on("error", () => other.destroy()).on("close", () => other.destroy());
    }
  });
  await new Promise((resolve) => server.listen(join(folder, ".s.PGSQL.5432"), resolve));
  return {
    url: databaseUrl.replace(encodeURI(url.searchParams.get("host")), folder),
    begin: () => Object.assign(counts, { statements: 0, roundTrips: 0 }),
    told: () => ({ ...counts }),
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Reads what a client sends, message by message, and counts what is run. */
function statementsIn(counts) {
  let rest = Buffer.alloc(0);
  let begun = false;
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    for (;;) {
      const head = begun ? 1 : 0;
      if (rest.length < head + 4) return;
      const length = head + rest.readUInt32BE(head);
      if (rest.length < length) return;
      if (!begun) begun = rest.readUInt32BE(4) !== SSL_REQUEST;
      else if (rest[0] === EXECUTE || rest[0] === QUERY) counts.statements += 1;
      rest = rest.subarray(length);
    }
  };
}
