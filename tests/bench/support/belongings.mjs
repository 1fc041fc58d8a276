// What the invented data has none of and the product makes itself: a draft of a summary, and reports that were handed over.
import { send } from "./http.mjs";
import { GROUP } from "./stage.mjs";

const NUMBER = 900;
const REPORT = `# Summary Report: Online Meeting ${NUMBER}

The working group held its ${NUMBER}th meeting on 5 October 2022 at 14:00 UTC.

## Agenda

1. The work of the year

## Discussion

### 1. The work of the year

**Ana Costa** said that the group should wait.
`;

/** Meetings with a record and no summary, the latest first. */
export async function heldBefore(product, most = 16) {
  const rows = await product.database.rows(`
    select meetings.number from meetings
    join groups on groups.id = meetings.group_id and groups.slug = 'group-1'
    where meetings.state = 'held' and meetings.number <> ${NUMBER}
      and not exists (select from summaries where summaries.meeting_id = meetings.id)
    order by meetings.number desc
    limit ${most}`);
  if (rows.length === 0) throw new Error("Every meeting has a summary: seed more meetings.");
  return rows.map(([number]) => `${GROUP}/meetings/${number}`);
}

/** The sections of a new draft. */
export async function draftOf(product, meeting) {
  await product.does("secretariat", `${meeting}/summary`, {});
  const number = meeting.split("/").at(-1);
  const rows = await product.database.rows(`
    select section.id from summary_sections section
    join meetings on meetings.id = section.meeting_id and meetings.number = ${number}
    join groups on groups.id = meetings.group_id and groups.slug = 'group-1'
    order by (section.kind = 'item') desc, section.position`);
  return rows.map(([id]) => `${meeting}/summary/sections/${id}`);
}

/** The id of a report that waits to be looked through. */
export async function importOf(product) {
  const body = new FormData();
  body.set("file", new Blob([REPORT]), "report.md");
  const headers = { ...product.as("secretariat"), "sec-fetch-site": "same-origin" };
  const answer = await fetch(`${product.url}${GROUP}/imports`, { method: "POST", body, headers, redirect: "manual" });
  const text = await answer.text();
  const id = /\/imports\/([0-9a-f-]+)/.exec(answer.headers.get("location") ?? "")?.[1];
  if (id === undefined) throw new Error(`The report was not taken: ${answer.status}\n${text}`);
  return id;
}

/** A meeting that was read from a report. */
export async function importedMeeting(product) {
  const id = await importOf(product);
  const form = { title: "Online Meeting", number: NUMBER, starts_date: "2022-10-05", starts_time: "14:00", minutes: 60, agenda: "1. The work of the year" };
  const answer = await send(`${product.url}${GROUP}/imports/${id}`, product.as("secretariat"), form);
  if (answer.status !== 303) throw new Error(`The report was not stored: ${answer.status}\n${answer.body}`);
  return `${GROUP}/meetings/${NUMBER}`;
}
