// Somebody reads a report in, from its text to the stored meeting; and everybody arrives on a first page.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertWithinBudget, audit } from "./support/audit.mjs";
import { demo } from "./support/demo.mjs";
import { PEOPLE } from "./support/people.mjs";

const stage = demo();
const GROUP = "/groups/wg-strategy";
const MODEL = await readFile("demo/wg-strategy-45.md", "utf8");
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const follow = (page, name) => page.getByRole("link", { name, exact: true }).click();

for (const script of [true, false]) {
  test(`the secretariat reads a report in, ${script ? "with" : "without"} script`, async () => {
    const number = script ? "41" : "42";
    const report = MODEL.replace("Online Meeting 45", `Online Meeting ${number}`).replace("The 45th", `The ${number}th`);
    const page = await stage.page("secretariat", { script });

    await page.goto(`${GROUP}/meetings`);
    await follow(page, "Import an old report");
    await audit(page, "reading a report in");
    await page.getByLabel("Or paste its text here").fill("We met.\n\nThen we left.");
    await press(page, "Read it");
    await page.getByText("There is no agenda.").first().waitFor();
    await audit(page, "a text that is no report");
    assert.equal(await page.getByLabel("Or paste its text here").inputValue(), "We met.\n\nThen we left.");

    const file = { name: `report-${number}.md`, mimeType: "text/markdown", buffer: Buffer.from(report) };
    await page.getByLabel("The report as a file").setInputFiles(file);
    await press(page, "Read it");
    await page.getByRole("heading", { name: "Check what we read" }).waitFor();
    await audit(page, "what was understood");

    const third = page.getByRole("group", { name: "Contribution 3", exact: true });
    await third.getByLabel("Speaker (optional)").fill("Somebody Else");
    await page.getByLabel("Number", { exact: true }).fill("none");
    await press(page, "Store this meeting");
    await page.getByText("There is a problem").waitFor();
    await audit(page, "what was understood, refused");
    assert.equal(await third.getByLabel("Speaker (optional)").inputValue(), "Somebody Else");

    await page.getByLabel("Number", { exact: true }).fill(number);
    await press(page, "Store this meeting");
    await page.waitForURL(`**${GROUP}/meetings/${number}`);
    await page.getByText(`Read from report-${number}.md`).waitFor();
    await audit(page, "a meeting that was read in");
    await page.goto(`${GROUP}/meetings/${number}/record`);
    await page.getByText("Somebody Else").first().waitFor();
  });
}

test("everybody arrives on a first page", async () => {
  for (const who of [undefined, ...Object.keys(PEOPLE)]) {
    const page = await stage.page(who);
    await page.goto("/");
    await audit(page, `the first page of ${who ?? "the public"}`);
    if (who !== "admin") {
      await page.goto(GROUP);
      await audit(page, `the group's page for ${who ?? "the public"}`);
    }
  }
  await assertWithinBudget(stage.server, "/");
  await assertWithinBudget(stage.server, GROUP);
});

test("the administrator is led on to make a group", async () => {
  const page = await stage.page("admin");
  await page.goto("/");
  await follow(page, "Make a group");
  await page.getByRole("heading", { level: 1 }).waitFor();
});
