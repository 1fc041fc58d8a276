// Every address that can be read, from the product's own list of routes, filled with what is in the database.
import { draftOf, heldBefore, importOf, importedMeeting } from "./belongings.mjs";
import { GROUP, itemsOf, meetingsOf } from "./stage.mjs";

/** What the list of routes names by one pattern and answers in several forms. */
const FORMS = [`${GROUP}.atom`, `${GROUP}.ics`, `${GROUP}/meetings/{meeting}.ics`, `${GROUP}/meetings/{meeting}/summary/editions/{edition}.md`, `${GROUP}/meetings/{meeting}/summary/editions/{edition}.json`];

/** There only while nobody is there yet. */
export const UNREACHED = ["/welcome/{token}"];

const TOKENS = {
  "/invitations/": "bench-invitation",
  "/api/v1/invitations/": "bench-invitation",
  "/public-comments/": "bench-comment",
  "/api/v1/public-comments/": "bench-comment",
  "/reminders/": "bench-reminder",
  "/reports/": "bench-report",
  "/sign-in/link/": "bench-link",
};

/** Each route with the addresses that it may have, the likeliest first. */
export async function routesOf(product) {
  const listed = JSON.parse(await product.server.run("routes", "--json"));
  const patterns = listed.filter(({ method }) => method === "GET").map(({ path }) => path);
  const world = await worldOf(product);
  return [...patterns, ...FORMS].map((path) => ({ path, addresses: addressesOf(path, world) }));
}

/** What such an address has to say besides. */
const QUERIES = { "/search": "q=group", "/plans/{plan}/editors": "subject={item}", "/record/notes/new": "item={item}" };

function addressesOf(path, { meetings, ...rest }) {
  const places = path.includes("{meeting}") ? meetings : [rest];
  const plans = path.includes("{plan}") ? rest.plans : [{}];
  const all = places.flatMap((meeting) => plans.map((plan) => filled(path, { ...rest, ...plan, ...meeting })));
  return [...new Set(all.filter(Boolean))];
}

/** Nothing, if there is none of what the address names. */
function filled(path, values) {
  let noun = "";
  const token = TOKENS[path.slice(0, path.indexOf("{token}"))];
  const parts = path.split("/").map((segment) => {
    const [whole, name, ending] = /^\{(\w+)\}(.*)$/.exec(segment) ?? [];
    if (!whole) return (noun = segment);
    if (name === "token") return token;
    const value = name === "entry" ? values.entries?.[noun] : name === "comment" ? values.comments?.[noun] : values[name];
    return value === undefined ? undefined : `${value}${ending}`;
  });
  if (parts.includes(undefined)) return undefined;
  const query = Object.keys(QUERIES).find((ending) => path.endsWith(ending));
  return parts.join("/") + (query ? `?${QUERIES[query].replace("{item}", values.item)}` : "");
}

async function worldOf(product) {
  const { reviewed, published, next } = await meetingsOf(product);
  const meetings = [];
  const [held] = await heldBefore(product);
  await draftOf(product, held);
  for (const path of [reviewed, published, next, held, await importedMeeting(product)]) meetings.push(await meetingOf(product, path));
  const one = async (query) => (await product.database.rows(query))[0]?.[0];
  const id = (name) => one(`select md5('${name}')::uuid`);
  return {
    meetings,
    plans: await plansOf(product),
    group: "group-1",
    noun: "meetings",
    action: await id("action"),
    report: await id("report"),
    invitation: await id("invitation"),
    account: await id("account"),
    webhook: await id("webhook"),
    import: await importOf(product),
    person: await one("select id from people where email = 'member@example.org'"),
    membership: await one(`
      select memberships.id from memberships join people on people.id = person_id and people.email = 'member@example.org'`),
  };
}

async function meetingOf(product, path) {
  const number = path.split("/").at(-1);
  const [[meeting]] = await product.database.rows(`
    select meetings.id from meetings join groups on groups.id = group_id and slug = 'group-1' where number = ${number}`);
  const first = async (table) =>
    (await product.database.rows(`select id from ${table} where meeting_id = '${meeting}' order by id limit 1`))[0]?.[0];
  const [item] = await itemsOf(product, path);
  const contribution = await first("contributions");
  return {
    meeting: number,
    item,
    section: await first("summary_sections"),
    edition: 1,
    comments: { comments: await first("summary_comments") },
    entries: {
      items: item,
      contributions: contribution,
      history: contribution,
      decisions: await first("decisions"),
      actions: await first("action_items"),
      notes: await first("update_notes"),
    },
  };
}

async function plansOf(product) {
  return (
    await product.database.rows(`
      select plans.slug, (select id from plan_items where plan_id = plans.id order by objective_id, id limit 1),
             (select id from plan_comments where plan_id = plans.id order by id limit 1)
      from plans join groups on groups.id = plans.group_id and groups.slug = 'group-1' order by plans.slug`)
  ).map(([plan, item, comment]) => ({ plan, item, version: 1, comments: { comments: comment || undefined } }));
}
