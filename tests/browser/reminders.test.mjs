// A reminder comes in the morning: its owner reports by its link, and switches reminders off, without signing in.
import assert from "node:assert/strict";
import { test } from "node:test";
import { audit } from "./support/audit.mjs";
import { newPage } from "./support/browser.mjs";
import { demo } from "./support/demo.mjs";
import { GROUP } from "./support/pages.mjs";
import { PEOPLE } from "./support/people.mjs";

const stage = demo();
const OWNERS = { with: ["member", "Tariq Oyelowa"], without: ["cochair", "Ines Valdano"] };
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const said = (page, text) => page.getByText(text).first().waitFor();

for (const script of [true, false]) {
  const word = script ? "with" : "without";
  const [who, name] = OWNERS[word];

  test(`an owner reports by the link in a reminder, ${word} script`, async () => {
    const text = `Ask the printers, ${word} script.`;
    await assign(name, text);
    await liveWhereItIsMorning(who);
    assert.match(await stage.server.run("remind"), /remind/);
    const mail = await stage.server.mails.latestTo(PEOPLE[who], { reminder: true });
    assert.match(mail.text, new RegExp(`“${text}”\nWG-Strategy: due `));
    const report = after(mail, text).match(/\S+\/reports\/\w+/)[0];
    const stop = mail.text.match(/\S+\/reminders\/\w+/)[0];
    assert.equal(mail.headers["list-unsubscribe"], `<${stop}>`);

    const page = await newPage(stage.server, { script });
    await page.goto(report);
    await said(page, name);
    await audit(page, "a report by a link");
    await press(page, "Send the report");
    await said(page, "There is a problem");
    await audit(page, "a report by a link, refused");
    await page.getByRole("radio", { name: "In progress" }).check();
    await page.getByLabel("Describe the progress or the reason").fill("They print on Monday.");
    await press(page, "Send the report");
    await said(page, "Your report is kept.");
    await said(page, "in progress");
    await audit(page, "a report by a link, kept");
    await page.getByRole("radio", { name: "It is done" }).focus();
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: "Send the report" }).focus();
    await page.keyboard.press("Enter");
    await said(page, "This link is over");
    await said(page, "Your report is kept.");
    await audit(page, "a link to report by that is over");

    await page.goto(stop);
    await said(page, "They are on");
    await audit(page, "reminders, on");
    await press(page, "Switch reminders off");
    await said(page, "They are off");
    await audit(page, "reminders, off");
    const account = await stage.page(who, { script });
    await account.goto("/account");
    await said(account, "They are off");
    await audit(account, "the account, without reminders");
    await press(account, "Switch reminders on");
    await said(account, "Reminders are on.");
    assert.deepEqual(await page.context().cookies(), [], "Nobody was signed in.");
  });
}

test("a link to switch reminders that never was", async () => {
  const page = await newPage(stage.server);
  await page.goto("/reminders/0123");
  await said(page, "This link is over");
  await audit(page, "a link to switch reminders that is over");
});

/** Due tomorrow, wherever that is. */
async function assign(name, text) {
  const page = await stage.page("secretariat", { script: false });
  await page.goto(`${GROUP}/meetings/44/record/actions/new`);
  await page.getByLabel("What is to be done").fill(text);
  const owners = page.locator("select[name=owner]");
  const label = (await owners.locator("option").allTextContents()).find((option) => option.startsWith(name));
  await owners.selectOption({ label });
  await page.getByRole("radio", { name: /date/i }).check();
  await page.locator("[name=due]").fill(new Date(Date.now() + 86_400_000).toISOString().slice(0, 10));
  await press(page, "Save the action item");
  await said(page, "The action is recorded.");
}

/** Wherever the sun stands, it is between nine and ten somewhere. */
async function liveWhereItIsMorning(who) {
  const page = await stage.page(who, { script: false });
  await page.goto("/account");
  const zones = page.locator("select[name=time_zone]");
  const names = await zones.locator("option").evaluateAll((options) => options.map((option) => option.value));
  await zones.selectOption(names.find((zone) => hour(zone) === 9));
  await press(page, "Save");
  await said(page, "Your name and time zone are saved.");
}

function hour(timeZone) {
  try {
    return Number(new Intl.DateTimeFormat("en-GB", { hour: "numeric", timeZone }).format());
  } catch {
    return undefined;
  }
}

/** The part of a mail that follows a text. */
function after(mail, text) {
  return mail.text.slice(mail.text.indexOf(text));
}
