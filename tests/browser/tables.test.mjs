// A table of actions is looked at, corrected and brought in; and the agenda of the next meeting has what is open.
import assert from "node:assert/strict";
import { test } from "node:test";
import { audit } from "./support/audit.mjs";
import { demo } from "./support/demo.mjs";

const stage = demo();
const GROUP = "/groups/wg-strategy";
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const follow = (page, name) => page.getByRole("link", { name, exact: true }).click();

for (const script of [true, false]) {
  test(`the secretariat brings actions in from a table, ${script ? "with" : "without"} script`, async () => {
    const what = `Ask the printers ${script ? "today" : "tomorrow"}.`;
    const page = await stage.page("secretariat", { script });
    await page.goto(`${GROUP}/actions`);
    await follow(page, "Import actions (CSV)");
    await page.getByLabel("Or paste it here").fill(`action,owners,due,state\n${what},Ines Guest,soon,\nRest.,,,ready\n`);
    await press(page, "Check the table");
    await page.getByText("2 of 2 rows are not right").waitFor();
    await audit(page, "a table with rows that are not right");
    await page.getByRole("link", { name: /^Line 3: / }).click();
    assert.match(page.url(), /#line-3$/);

    const table = `action,owners,due,state\n${what},Ines Guest,next meeting,\n"Rest,\nthen go on.",,,done\n`;
    const file = { name: "actions.csv", mimeType: "text/csv", buffer: Buffer.from(table) };
    await page.getByLabel("The table as a file").setInputFiles(file);
    await press(page, "Check the table");
    await page.getByText("Nothing is stored yet.").waitFor();
    await audit(page, "a table that is right");
    await press(page, script ? "Bring in 2 action items" : "Bring in 1 action item");
    await page.waitForURL(`**${GROUP}/actions`);
    await page.getByText(what).first().waitFor();

    await page.goto(`${GROUP}/meetings/46/agenda`);
    await page.getByRole("link", { name: what }).waitFor();
    await audit(page, "an agenda with the open actions");
  });
}

test("a co-chair brings activities into a plan", async () => {
  const page = await stage.page("cochair");
  await page.goto(`${GROUP}/plans/new`);
  await page.getByLabel("Title", { exact: true }).fill("Plan from a table");
  await press(page, "Begin the plan");
  await follow(page, "Import activities (CSV)");
  await audit(page, "bringing activities in");
  await page.getByLabel("Or paste it here").fill("objective,activity,leads\nAwareness,Write a page.,Ines Guest\n");
  await press(page, "Check the table");
  await page.getByText("Awareness (new)").waitFor();
  await audit(page, "a table of activities");
  await press(page, "Bring in 1 activity");
  await page.getByText("Write a page.").first().waitFor();
});
