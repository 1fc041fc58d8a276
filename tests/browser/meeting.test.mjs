// One meeting, from its agenda to its published summary, as a co-chair, a member and the secretariat go through it.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { audit } from "./support/audit.mjs";
import { demo } from "./support/demo.mjs";
import { fromMenu, publishAgenda } from "./support/desk.mjs";
import * as step from "./support/meeting.mjs";
import { model } from "./support/model.mjs";

const stage = demo();
const REASON = "There were no representatives on the call, so there were no updates.";

for (const script of [true, false]) {
  test(`a meeting goes the whole way, ${script ? "with" : "without"} script`, async () => {
    const people = await cast(script);
    const report = await model(stage.server);
    const meeting = await step.schedule(people.chair);
    await planned(people, meeting);
    await recorded(people, meeting, report, script);
    await reviewed(people, meeting);
    await approved(people, meeting);
    await published(people, meeting, report);
    await corrected(people, meeting, script);
  });
}

async function cast(script) {
  const page = (who) => stage.page(who, { script });
  const [chair, other, secretary, member, reader] = await Promise.all(
    ["cochair", "cochair2", "secretariat", "member", undefined].map(page),
  );
  return { chair, other, secretary, member, reader };
}

async function planned({ chair, reader }, meeting) {
  // The model's agenda has no item for the open actions, which every meeting begins with.
  await chair.goto(`${meeting}/agenda`);
  await fromMenu(chair, "Action items from earlier meetings", "Remove");
  await step.draftAgenda(chair, meeting, [
    ["IGF involvement in the GDC", ["Follow up activities related to the GDC communique"]],
    ["Meeting with the Envoy on Technology"],
    ["WSIS+20 action plan"],
    ["Update from the IGF Secretariat (IGF 2022 etc.)"],
    ["AoB"],
    ["Update on behalf of the Office of the Envoy on Technology"],
  ]);
  await fromMenu(chair, "Meeting with the Envoy on Technology", "Make it a sub-item");
  await fromMenu(chair, "Meeting with the Envoy on Technology", "Move up");
  await fromMenu(chair, "Update on behalf of the Office of the Envoy on Technology", "Move up");
  assert.equal((await reader.goto(`${meeting}/agenda`)).status(), 404, "A draft agenda is for members.");
  await publishAgenda(chair);
  assert.equal((await reader.goto(`${meeting}/agenda`)).status(), 200);
  assert.deepEqual(await step.agendaOf(reader), [
    "1. IGF involvement in the GDC",
    "a. Meeting with the Envoy on Technology",
    "b. Follow up activities related to the GDC communique",
    "2. WSIS+20 action plan",
    "3. Update from the IGF Secretariat (IGF 2022 etc.)",
    "4. Update on behalf of the Office of the Envoy on Technology",
    "5. AoB",
  ]);
}

async function recorded({ secretary, chair }, meeting, report, script) {
  await chair.goto(meeting);
  await step.startMeeting(chair);
  for (const [number, title] of [["1", /^Record under “IGF involvement/], ["2", /^Record under “WSIS/]]) {
    await secretary.goto(`${meeting}/record`);
    await step.follow(secretary, title);
    for (const { speaker, text } of report.contributions.filter(({ item }) => item === number)) {
      await step.contribute(secretary, { guest: speaker, text }, script);
    }
  }
  await step.contribute(secretary, { speaker: step.MEMBER, text: `${step.MEMBER} asked for *early* notice.` }, script);
  await audit(secretary, "an item that is being recorded");
  await noted(secretary, meeting, report);
  await agreed(secretary, meeting, script);
  await step.follow(secretary, "Items not addressed");
  for (const item of await secretary.getByRole("checkbox", { name: /^[3-5]/ }).all()) await item.check();
  await secretary.getByLabel("Reason").fill(REASON);
  await step.press(secretary, "Mark them as not addressed");
  await step.follow(secretary, "Next meeting and note");
  await secretary.getByLabel("Date").fill("2097-02-11");
  await secretary.getByLabel(/^Time/).fill("14:00");
  await step.press(secretary, "Save");
  await attended(secretary, meeting);
  await chair.goto(meeting);
  await step.press(chair, "End the meeting");
}

async function noted(secretary, meeting, report) {
  await secretary.goto(`${meeting}/record`);
  await secretary.locator("summary[aria-label^='What Chris']").first().click();
  await step.follow(secretary, "Add an update note");
  await secretary.getByLabel("What is new").fill(report.contributions[0].updates[0]);
  await step.press(secretary, "Add the note");
}

async function agreed(secretary, meeting, script) {
  await secretary.goto(`${meeting}/record`);
  await step.follow(secretary, /^Record under “IGF involvement/);
  await step.follow(secretary, "Record a decision");
  await secretary.getByLabel("What was agreed").fill("The group invites the UN agencies to a call.");
  await step.press(secretary, "Save the decision");
  await secretary.goto(`${meeting}/record`);
  await step.follow(secretary, /^Record under “IGF involvement/);
  await step.follow(secretary, /^Record an action$/);
  await secretary.getByLabel("What is to be done").fill("Write to the UN agencies");
  await step.choosePerson(secretary, "Owner", step.MEMBER, script);
  await secretary.getByLabel("Date, if it is due on a date").fill("2097-02-01");
  await step.press(secretary, "Save the action item");
  await secretary.goto(`${meeting}/record`);
}

async function attended(secretary, meeting) {
  await secretary.goto(`${meeting}/record`);
  await step.follow(secretary, "Attendance");
  await secretary.getByRole("checkbox", { name: new RegExp(step.MEMBER) }).check();
  await secretary.getByLabel("Guests (optional)").fill("Chris Buckridge");
  await step.press(secretary, "Save the attendance");
}

async function reviewed({ secretary, member, chair }, meeting) {
  await secretary.goto(`${meeting}/summary`);
  await step.press(secretary, "Draft the summary");
  await step.follow(secretary, "1. IGF involvement in the GDC");
  const text = secretary.getByLabel("Text");
  await text.fill((await text.inputValue()).replace("planning is ongoing", "planning goes on"));
  await step.press(secretary, "Save");
  await step.submitForReview(secretary, meeting);
  await member.goto(`${meeting}/summary`);
  await step.follow(member, "Check the passages that name you");
  await step.press(member, /^It is correct/);
  await member.goto(`${meeting}/summary`);
  await step.follow(member, "Comment on a paragraph");
  await step.follow(member, "1. IGF involvement in the GDC");
  await member.getByLabel("Objection", { exact: false }).check();
  await member.getByLabel("Your comment").fill("The agencies should be named.");
  await step.press(member, "Send the comment");
  await settled(secretary, meeting);
  await chair.goto(`${meeting}/summary`);
  await step.follow(chair, "Return it to drafting");
  await chair.getByLabel("Why?").fill("Please name the agencies.");
  await step.press(chair, "Return to drafting");
  await step.submitForReview(secretary, meeting);
}

async function settled(secretary, meeting) {
  await secretary.goto(`${meeting}/summary/comments`);
  for (const link of await openComments(secretary)) {
    await secretary.goto(link);
    await secretary.getByLabel("Accepted", { exact: true }).check();
    await step.press(secretary, "Decide");
  }
  await secretary.goto(`${meeting}/summary/comments`);
  assert.equal((await openComments(secretary)).length, 0);
}

async function openComments(page) {
  const links = await page.getByRole("link", { name: /^Decide on the comment/ }).all();
  return Promise.all(links.map((link) => link.getAttribute("href")));
}

async function approved({ secretary, chair, other }, meeting) {
  await step.endReview(chair, meeting);
  await step.approve(chair, meeting);
  await secretary.goto(`${meeting}/summary`);
  assert.equal(await secretary.getByRole("button", { name: "Publish" }).count(), 0, "One approval is not enough.");
  await step.approve(other, meeting);
}

async function published({ secretary, reader }, meeting, { contributions }) {
  assert.equal((await reader.goto(`${meeting}/summary`)).status(), 404, "Nothing is published yet.");
  await secretary.goto(`${meeting}/summary`);
  await step.press(secretary, "Publish");
  await reader.goto(`${meeting}/summary/editions/1`);
  assert.deepEqual(await reader.locator(".report h2, .report h3").allTextContents(), [
    "Agenda",
    "Discussion",
    "1. IGF involvement in the GDC",
    "2. WSIS+20 action plan",
    "Remaining agenda items (3-5)",
    "Decisions",
    "Action items",
    "Next meeting",
  ]);
  const report = await reader.locator(".report").innerText();
  const said = contributions.slice(1).map(({ text }) => report.indexOf(step.plain(text).slice(0, 40)));
  assert.ok(said[0] > 0, "What was said is in the report.");
  assert.deepEqual(said, said.toSorted((a, b) => a - b), "It is told in the order in which it was said.");
  for (const words of ["planning goes on", "[UPDATE", "confirmed for 13 October", REASON, "Write to the UN agencies"]) {
    assert.ok(report.includes(words), `“${words}” is in the report.`);
  }
  const markdown = await reader.request.get(`${meeting}/summary/editions/1.md`);
  const sha256 = createHash("sha256").update(await markdown.body()).digest("hex");
  assert.equal(await reader.locator(".seal code").first().textContent(), sha256);
}

async function corrected({ secretary, chair, other }, meeting, script) {
  await secretary.goto(`${meeting}/summary/corrigendum`);
  await secretary.getByLabel("What is corrected, in a sentence").fill("The agencies are named.");
  await step.press(secretary, "Save and go to the draft");
  await step.submitForReview(secretary, meeting);
  await approved({ secretary, chair, other }, meeting);
  await secretary.goto(`${meeting}/summary`);
  await step.press(secretary, "Publish");
  // The first reader's browser may show the page as it was for up to a minute.
  const reader = await stage.page(undefined, { script });
  await reader.goto(`${meeting}/summary/editions/1`);
  await audit(reader, "an edition that was replaced");
  await step.follow(reader, "Edition 2");
  assert.ok((await reader.locator(".report").innerText()).includes("The agencies are named."));
  await audit(reader, "an edition that replaces another");
}
