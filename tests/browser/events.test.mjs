// A program follows a meeting by server-sent events, with a client of the standard, while somebody else writes.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { EventSource } from "eventsource";
import { startServer } from "./support/server.mjs";

const MEETING = "/api/v1/groups/wg-strategy/meetings/46";
let server, cochair, member;

before(async () => {
  server = await startServer();
  cochair = await token("cochair@example.org", "--write");
  member = await token("member@example.org");
});
after(() => server.stop());

test("a member follows a meeting while a co-chair drafts its agenda, and goes on where the line was cut", async () => {
  const first = follow();
  await first.opened;
  await addItem("First");
  const heard = await first.next();
  assert.deepEqual([heard.data.event, heard.data.subject, heard.data.meeting], ["added", "agenda item", "46"]);
  first.source.close();

  await addItem("Second");
  await addItem("Third");
  const again = follow(heard.id);
  const missed = [await again.next(), await again.next()];
  assert.ok(missed.every(({ id }) => Number(id) > Number(heard.id)));
  assert.notEqual(missed[0].data.subject_id, missed[1].data.subject_id);
  again.source.close();
});

async function token(email, ...more) {
  const made = await server.run("token", "make", "--email", email, "--name", "A follower", "--days", "1", ...more);
  return made.trim();
}

async function addItem(title) {
  const headers = { authorization: `Bearer ${cochair}`, "content-type": "application/json" };
  const answer = await fetch(`${server.url}${MEETING}/agenda/items`, { method: "POST", headers, body: JSON.stringify({ title }) });
  assert.equal(answer.status, 201, await answer.text());
}

/** From now on, or from behind an event. */
function follow(last) {
  const address = `${server.url}/api/v1/groups/wg-strategy/events?meeting=46${last ? `&after=${last}` : ""}`;
  const authorization = `Bearer ${member}`;
  const source = new EventSource(address, {
    fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, authorization } }),
  });
  const [heard, waiting] = [[], []];
  source.addEventListener("change", ({ data, lastEventId }) => {
    const event = { id: lastEventId, data: JSON.parse(data) };
    if (waiting.length > 0) waiting.shift()(event);
    else heard.push(event);
  });
  const opened = new Promise((resolve, reject) => {
    source.addEventListener("open", resolve);
    source.addEventListener("error", reject);
  });
  const next = () => (heard.length > 0 ? Promise.resolve(heard.shift()) : new Promise((resolve) => waiting.push(resolve)));
  return { source, opened, next };
}
