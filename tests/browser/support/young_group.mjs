// A group that has just begun, beside the demonstration; and deeds that leave something to look at.
import { readFile } from "node:fs/promises";
import { addLines } from "./desk.mjs";
import { choosePerson, follow, press, startMeeting } from "./meeting.mjs";
import { PEOPLE } from "./people.mjs";

/** Its first meeting is open and empty; the second has one item, and a summary that is being drafted. */
export async function foundYoungGroup(people) {
  const admin = await people.of("admin");
  await admin.goto("/administration/groups/new");
  await admin.getByLabel("Name", { exact: true }).fill("Working Group on Beginnings");
  await admin.getByLabel("Short name").fill("WG-Young");
  await admin.getByLabel("Web address").fill("wg-young");
  await press(admin, "Make the group");
  for (const [who, role] of [["cochair", "Co-chair"], ["secretariat", "Secretariat"]]) {
    await admin.getByLabel("E-mail address").fill(PEOPLE[who]);
    await admin.getByLabel(role, { exact: true }).check();
    await press(admin, "Appoint");
  }
  const chair = await people.of("cochair");
  await openMeeting(chair, "2097-03-04");
  await openMeeting(chair, "2097-03-11", "Everything that begins");
  await draftSummary(await people.of("secretariat"), "/groups/wg-young/meetings/2");
}

async function openMeeting(chair, day, item) {
  await chair.goto("/groups/wg-young/meetings/new");
  await chair.getByLabel("Date").fill(day);
  await chair.getByLabel(/^Time/).fill("14:00");
  await press(chair, "Schedule the meeting");
  const meeting = chair.url();
  if (item) {
    await chair.goto(`${meeting}/agenda`);
    // Somebody will speak under the first, so that only the other can be left over.
    await addLines(chair, [item, "What nobody comes to"]);
    await chair.goto(meeting);
  }
  await startMeeting(chair);
}

async function draftSummary(secretary, meeting) {
  await secretary.goto(`${meeting}/record`);
  await follow(secretary, /^Record under “Everything/);
  await choosePerson(secretary, "Speaker", "Ines Valdano", true);
  await secretary.getByLabel("What was said").fill("Ines Valdano said that everything begins.");
  await press(secretary, "Add the contribution");
  await secretary.goto(`${meeting}/summary`);
  await press(secretary, "Draft the summary");
}

/** Leaves the model report where it can be looked over before it is stored. */
export async function startReport(secretary) {
  await secretary.goto("/groups/wg-strategy/imports/new");
  await secretary.getByLabel(/^Or paste its text/).fill(await readFile("demo/wg-strategy-45.md", "utf8"));
  await press(secretary, "Read it");
}

/** A member objects to the summary in review; the secretariat is about to settle it. */
export async function openComment(secretary, people) {
  const member = await people.visit(["member", "/groups/wg-strategy/meetings/44/summary/comments/new", /new\?section=/]);
  await member.getByLabel("Objection", { exact: false }).check();
  await member.getByLabel("Your comment").fill("The speakers **should** be named.");
  await press(member, "Send the comment");
  await secretary.goto("/groups/wg-strategy/meetings/44/summary/comments");
  await follow(secretary, /^Decide/);
}

/** The secretariat makes a webhook, and copies its secret. */
export async function makeWebhook(secretary) {
  await secretary.goto("/groups/wg-strategy/webhooks/new");
  await secretary.getByLabel("Name", { exact: true }).fill("A bridge");
  await secretary.getByLabel("Address").fill("https://example.org/hook");
  await press(secretary, "Make the webhook");
  await follow(secretary, "I have copied it");
}

/** A program that acts for the group, which has no token yet. */
export async function makeServiceAccount(secretary) {
  await secretary.goto("/groups/wg-strategy/service-accounts");
  await secretary.getByLabel("Name", { exact: true }).fill("Archive of the website");
  await press(secretary, "Make the service account");
}
