// A seeded database with the product in front of it, and who and what is in it.
import { randomUUID } from "node:crypto";
import { createDatabase } from "./database.mjs";
import { ask, send } from "./http.mjs";
import { startProduct } from "./program.mjs";

export const GROUP = "/groups/group-1";

/** A part of everything, and still a series with something in it. */
export function scaled({ groups, meetings, items, contributions }, by) {
  const part = (total, least) => Math.max(least, Math.round(total / by));
  return { groups: part(groups, 1), meetings: part(meetings, 20), items: part(items, 200), contributions: part(contributions, 400) };
}

/** What the totals say, seeded and served. `prepare` changes the database before the product opens its connections to it. */
export async function stage(totals, { prepare = async () => {} } = {}) {
  const database = await createDatabase();
  const first = await startProduct(database.url);
  const options = Object.entries(totals).flatMap(([name, total]) => [`--${name}`, String(Math.round(total))]);
  const began = performance.now();
  const told = await first.run("seed", ...options, "--seed", "1", "--sign-in");
  const seeded = performance.now() - began;
  await prepare(database);
  await first.stop();
  const server = await startProduct(database.url);
  const sessions = Object.fromEntries(
    [...told.matchAll(/^(\S.*?)  +\S+ +session=(\w+)$/gm)].map(([, who, session]) => [who, session]),
  );
  const emails = Object.fromEntries([...told.matchAll(/^(\S.*?)  +(\S+) +session=\w+$/gm)].map(([, who, email]) => [who, email]));
  const tokens = {};
  const product = {
    database,
    server,
    seeded,
    url: server.url,
    /** The headers by which somebody is known: none for the public. */
    as: (who) => (who === "public" ? {} : { cookie: `session=${sessions[who]}` }),
    /** The same for programs. */
    byToken: async (who) => {
      if (who === "public") return {};
      tokens[who] ??= (await server.run("token", "make", "--email", emails[who], "--name", `bench ${randomUUID()}`)).trim();
      return { authorization: `Bearer ${tokens[who]}` };
    },
    /** Pages that have to be there, as somebody. */
    async reads(who, ...paths) {
      const request = { url: server.url, headers: product.as(who), sent: paths.map((path) => ({ path })) };
      for (const path of paths) {
        const answer = await ask(server.url + path, { headers: request.headers });
        if (answer.status !== 200) throw new Error(`${path}, as ${who}: ${answer.status}`);
      }
      return request;
    },
    /** Sends a form, which has to be taken. */
    async does(who, path, form) {
      const answer = await send(server.url + path, product.as(who), form);
      if (answer.status !== 303) throw new Error(`${path}, as ${who}: ${answer.status}\n${answer.body}`);
      return answer;
    },
    stop: async () => {
      await server.stop();
      await database.drop();
    },
  };
  return product;
}

/** The meetings of the first group, by what they are for: the latest published, the one in review and the next one. */
export async function meetingsOf(product) {
  const rows = await product.database.rows(`
    select coalesce(summaries.state::text, meetings.state::text), max(meetings.number)
    from meetings
    join groups on groups.id = meetings.group_id and groups.slug = 'group-1'
    left join summaries on summaries.meeting_id = meetings.id
    where meetings.number is not null
    group by 1`);
  const numbers = Object.fromEntries(rows);
  const path = (state) => `${GROUP}/meetings/${numbers[state]}`;
  return { published: path("published"), reviewed: path("in_review"), next: path("scheduled") };
}

/** The first item of a meeting, and others. */
export async function itemsOf(product, meeting, most = 1) {
  const number = meeting.split("/").at(-1);
  const rows = await product.database.rows(`
    select item.id from agenda_items item
    join meetings on meetings.id = item.meeting_id and meetings.number = ${number}
    join groups on groups.id = meetings.group_id and groups.slug = 'group-1'
    order by item.parent_id nulls first, item.position
    limit ${most}`);
  return rows.map(([id]) => id);
}
