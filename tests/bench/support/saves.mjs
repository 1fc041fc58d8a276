// The saves that are measured: who sends which form to which addresses, and how many were stored.
import { draftOf, heldBefore } from "./belongings.mjs";
import { GROUP, itemsOf, meetingsOf } from "./stage.mjs";

const TEXT = "We should look at this again in the spring, says ID.";

/** Each kind with the places it can be saved to: one of them, or all. */
export async function savesOf(product) {
  const { next } = await meetingsOf(product);
  const held = await heldBefore(product);
  const places = [];
  for (const meeting of held) places.push({ meeting, item: (await itemsOf(product, meeting))[0] });
  const sections = await draftOf(product, held[0]);
  const entry = (name, table, form) => ({
    name,
    table,
    who: "secretariat",
    isEntry: true,
    sent: places.map(({ meeting, item }) => post(`${meeting}/record/${table.path}`, { item, ...form })),
  });
  return [
    entry("contribution", { path: "contributions", rows: "contributions" }, { guest: "Ines Guest", attribution: "attributed" }),
    entry("decision", { path: "decisions", rows: "decisions" }, {}),
    entry("note", { path: "notes", rows: "update_notes" }, { dated: "2026-05-01" }),
    entry("action", { path: "actions", rows: "action_items" }, { guest: "Ines Guest" }),
    {
      name: "agenda item",
      table: { rows: "agenda_items" },
      who: "secretariat",
      sent: [post(`${next}/agenda/items`, { title: "The work of the spring", minutes: "10" })],
    },
    {
      name: "comment on a plan",
      table: { rows: "plan_comments" },
      who: "member",
      sent: [post(`${GROUP}/plans/action-plan/comments`, { on: "plan", kind: "comment" })],
    },
    {
      name: "section of a summary",
      table: { revisions: "summary_sections" },
      who: "secretariat",
      sent: sections.map((path) => post(path, { heading: "The work", revision: "REVISION", text: TEXT })),
    },
  ];
}

function post(path, fields) {
  const form = String(new URLSearchParams({ text: TEXT, ...fields }));
  return { method: "POST", path, form: fields.revision ? form : `id=ID&${form}` };
}

/** How many of the kind are stored, and how many of the group's history and events. */
export async function stored(product, { table }) {
  const many = table.rows ? `select count(*) from ${table.rows}` : `select coalesce(sum(revision - 1), 0) from ${table.revisions}`;
  const [[saved, history, events]] = await product.database.rows(
    `select (${many}), (select count(*) from history), (select count(*) from events)`,
  );
  return { saved: Number(saved), history: Number(history), events: Number(events) };
}
