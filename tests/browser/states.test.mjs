// Every page in every state it can be in: full, empty, refused, in conflict, and as an error. None has a barrier or scrolls sideways.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { audit } from "./support/audit.mjs";
import { demo } from "./support/demo.mjs";
import { addLines, fromMenu } from "./support/desk.mjs";
import { blank, endReview, follow, press, put, startMeeting } from "./support/meeting.mjs";
import { AT, BY_LINK, GROUP, NO_PAGES, PAGES, YOUNG } from "./support/pages.mjs";
import { PROGRAM } from "./support/server.mjs";
import { visitors } from "./support/visits.mjs";
import { foundYoungGroup, makeServiceAccount, openComment, startReport } from "./support/young_group.mjs";

const stage = demo();
const people = visitors(stage);
const PLANNED = `${GROUP}/meetings/46`;
const IN_REVIEW = `${GROUP}/meetings/44`;
const DRAFTED = `${YOUNG}/meetings/2`;

/** Who sends which form, left empty but for what is given. */
const REFUSED = [
  [["member", "/account"], "Save"],
  [["member", "/account/tokens"], "Create the token"],
  [["secretariat", `${GROUP}/service-accounts`], "Make the service account"],
  [["secretariat", makeServiceAccount], "Create the token"],
  [["admin", "/administration/groups/wg-strategy"], "Appoint"],
  [["secretariat", `${GROUP}/imports/new`], "Read it"],
  [["secretariat", startReport], "Store this meeting"],
  [["secretariat", `${GROUP}/actions/import`], "Check the table"],
  [["cochair", `${GROUP}/meetings/new`], "Schedule the meeting"],
  [["cochair", `${PLANNED}/edit`], "Save"],
  [["cochair", `${PLANNED}/cancellation`], "Cancel the meeting"],
  [AT.agendaItem, "Save"],
  [AT.membership, "Save"],
  [AT.item, "Add the contribution"],
  [AT.contribution, "Save the contribution"],
  [["secretariat", `${IN_REVIEW}/record/decisions/new`], "Save the decision"],
  [["secretariat", `${IN_REVIEW}/record/actions/new`], "Save the action item"],
  [[...AT.actionOfNoMeeting, /edit$/], "Save the action item"],
  [AT.note, "Add the note"],
  [AT.outcome, "Save the outcome"],
  [["secretariat", `${IN_REVIEW}/record/particulars`], "Save", { Date: "2097-02-11" }],
  [["secretariat", `${DRAFTED}/record/remaining`], "Mark them as not addressed"],
  [AT.ownAction, "Send the report"],
  [AT.section, "Save"],
  [["secretariat", `${DRAFTED}/summary/review`], "Submit for review"],
  [["cochair", `${IN_REVIEW}/summary/return`], "Return to drafting"],
  [["cochair", `${IN_REVIEW}/summary/review/end`], "End the review now"],
  [["cochair", `${DRAFTED}/summary/review`], "Submit for review"],
  [["cochair", `${GROUP}/settings`], "Save the settings"],
  [["secretariat", `${GROUP}/meetings/45/summary/corrigendum`], "Save and go to the draft"],
  [AT.comment, "Send the comment"],
  [["member", `${IN_REVIEW}/summary/passages`], /^Change it to this/],
  [["secretariat", openComment], "Decide"],
];

/** What two browsers of one person change at once. */
const CLASHES = [
  [["cochair", `${PLANNED}/edit`], "Length in minutes", ["61", "62"], "Save"],
  [AT.agendaItem, "Title", ["One title", "Another title"], "Save"],
  [AT.membership, "Affiliation (optional)", ["One place", "Another place"], "Save"],
  [["cochair", `${YOUNG}/settings`], "Purpose (optional)", ["One purpose.", "Another purpose."], "Save the settings"],
  [AT.contribution, "What was said", ["This was said.", "That was said."], "Save the contribution"],
  [AT.decision, "What was agreed", ["This is agreed.", "That is agreed."], "Save the decision"],
  [AT.action, "What is to be done", ["Do this.", "Do that."], "Save the action item"],
  [[...AT.actionOfNoMeeting, /edit$/], "Other owners (optional)", ["Ana", "Bo"], "Save the action item"],
  [["secretariat", `${IN_REVIEW}/record/particulars`], "Note on participants (optional)", ["Many.", "Few."], "Save"],
  [AT.section, "Text", ["This stands here.", "That stands here."], "Save"],
];

test("a group has just begun", () => foundYoungGroup(people));

test("no page is forgotten", () => {
  const routes = JSON.parse(execFileSync(PROGRAM, ["routes", "--json"], { encoding: "utf8" }));
  const known = new Set([...Object.keys(PAGES), ...BY_LINK, ...NO_PAGES]);
  const pages = routes.filter(({ method, path }) => method === "GET" && !path.startsWith("/api/v1/"));
  const forgotten = pages.map(({ path }) => path).filter((path) => !known.has(path));
  assert.deepEqual(forgotten, [], "Add them to support/pages.mjs.");
});

for (const [route, visits] of Object.entries(PAGES)) {
  for (const visit of visits) {
    test(`${route}, ${told(visit)}`, async () => audit(await people.visit(visit), route));
  }
}

for (const [visit, button, fields = {}] of REFUSED) {
  test(`“${button}” refuses what ${told(visit)} sends`, async () => {
    const page = await people.visit(visit);
    await blank(page, button);
    for (const [label, value] of Object.entries(fields)) await put(page, label, value);
    const answer = await press(page, button);
    assert.equal(answer.status(), 422);
    await audit(page, `the form that “${button}” sent`);
  });
}

for (const [visit, label, [theirs, mine], button] of CLASHES) {
  test(`two change “${label}” at once, ${told(visit)}`, async () => {
    const page = await people.visit(visit);
    const other = await page.context().newPage();
    await other.goto(page.url());
    await put(other, label, theirs);
    assert.equal((await press(other, button)).status(), 303);
    await other.close();
    await put(page, label, mine);
    assert.equal((await press(page, button)).status(), 409);
    await audit(page, `the conflict over “${label}”`);
  });
}

test("an agenda that things are removed from", async () => {
  const chair = await people.of("cochair");
  await chair.goto(`${DRAFTED}/agenda`);
  await addLines(chair, ["What begins later"]);
  await fromMenu(chair, "What begins later", "Make it a sub-item");
  await chair.goto(await chair.locator("#items a[data-ask]").getAttribute("href"));
  await audit(chair, "an item that has others below it, about to be removed");
  await chair.goto(`${DRAFTED}/agenda`);
  await fromMenu(chair, "What begins later", "Remove");
  await follow(chair, /^Removed items/);
  await audit(chair, "an item that can be put back");
  await press(chair, /^Put back/);
  await audit(chair, "an agenda with an item that was put back");
});

test("a meeting whose last step can be undone", async () => {
  const chair = await people.of("cochair");
  await chair.goto(`${YOUNG}/meetings/1`);
  await press(chair, "Undo the start");
  await audit(chair, "a meeting whose start was undone");
  await startMeeting(chair);
  await chair.goto(`${YOUNG}/meetings/1`);
  await press(chair, "End the meeting");
  await audit(chair, "a meeting whose end can be undone");
});

test("a group that is hidden and made public again", async () => {
  const chair = await people.of("cochair");
  await chair.goto(`${YOUNG}/visibility`);
  await press(chair, "Hide the group: members only");
  await audit(chair, "a group that is hidden");
  await chair.goto(`${YOUNG}/settings`);
  await audit(chair, "settings that were changed");
  await chair.goto(`${YOUNG}/visibility`);
  await audit(chair, "what everybody will read");
  await press(chair, "Make the group public");
});

test("a summary on its way", async () => {
  const [secretary, chair, other, member] = await Promise.all(["secretariat", "cochair", "cochair2", "member"].map(people.of));
  const seenBy = async (page, name) => {
    assert.equal((await page.goto(`${IN_REVIEW}/summary`)).status(), 200);
    await audit(page, name);
  };
  await member.goto(`${IN_REVIEW}/summary/passages`);
  await press(member, /^It is correct/);
  await audit(member, "passages, of which one is answered");
  await settleAll(secretary);
  await audit(secretary, "comments that are settled");
  await seenBy(chair, "a review that can be ended");
  await endReview(chair, IN_REVIEW);
  await seenBy(chair, "a text that can be approved");
  const stale = await chair.context().newPage();
  await stale.goto(chair.url());
  await press(chair, "Approve this text");
  await audit(chair, "a summary that one has approved");
  await other.goto(`${IN_REVIEW}/summary`);
  await press(other, "Approve this text");
  await seenBy(secretary, "a summary that can be published");
  assert.equal((await press(stale, "Approve this text")).status(), 409);
  await audit(stale, "an approval that comes too late");
  await stale.close();
  await follow(chair, /return it to drafting/i);
  await put(chair, "Why?", "The speakers should be named.");
  await press(chair, "Return to drafting");
  await seenBy(secretary, "a summary that was returned");
  await seenBy(member, "a summary that others are drafting");
  await secretary.goto(`${IN_REVIEW}/summary/edit`);
  await audit(secretary, "a draft that was returned");
});

async function settleAll(secretary) {
  await secretary.goto(`${IN_REVIEW}/summary/comments`);
  const settle = secretary.getByRole("link", { name: /^Decide on the comment/ });
  while ((await settle.count()) > 0) {
    await settle.first().click();
    await secretary.getByLabel("Accepted in part").check();
    await put(secretary, "Reason", "Two of them are named.");
    await press(secretary, "Decide");
  }
}

function told([who = "the public", start]) {
  return typeof start === "string" ? `${who} at ${start}` : who;
}
