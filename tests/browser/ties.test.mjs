// What is said at a meeting of an activity goes on its plan in the same form, and is found in the activity's life.
import assert from "node:assert/strict";
import { test } from "node:test";
import { audit } from "./support/audit.mjs";
import { demo } from "./support/demo.mjs";
import { contribute, follow, press } from "./support/meeting.mjs";
import { GROUP } from "./support/pages.mjs";
import { linkOn } from "./support/visits.mjs";

const stage = demo();
const ACTIVITIES = { with: "1.1", without: "2.1" };
const said = (page, text) => page.getByText(text).first().waitFor();

for (const script of [true, false]) {
  const word = script ? "with" : "without";

  test(`an update on the plan is entered while recording, ${word} script`, async () => {
    const secretary = await stage.page("secretariat", { script });
    const news = `A page is there, ${word} script.`;
    await secretary.goto(await linkOn(secretary, `${GROUP}/meetings/44/record`, /record\/items\/[0-9a-f-]+$/));
    await secretary.getByText("Report on the plan what was said").click();
    await secretary.getByLabel("How far is it?").selectOption("in_progress");
    await secretary.getByLabel("What is new on the plan").fill(news);
    await contribute(secretary, { guest: "Ines Guest", text: `Kept, though refused ${word} script.` }, script);
    await said(secretary, "Choose the activity that moved on, or leave the update empty.");
    await audit(secretary, `an update without its activity, ${word} script`);
    assert.equal(await secretary.getByLabel("What is new on the plan").inputValue(), news);
    await chooseActivity(secretary, ACTIVITIES[word], script);
    await press(secretary, "Save the contribution");
    await said(secretary, "The contribution is added, and its update is on the plan.");
    await audit(secretary, `an item with what was said of the plan, ${word} script`);
    await follow(secretary, new RegExp(`^WSIS.*: ${ACTIVITIES[word]} `));
    await said(secretary, news);
    await said(secretary, "Kept, though refused");
    await audit(secretary, `the life of an activity, ${word} script`);

    const reader = await stage.page(undefined, { script });
    await reader.goto(new URL(secretary.url()).pathname);
    await said(reader, news);
    assert.equal(await reader.getByText("Kept, though refused").count(), 0);
    assert.equal(await reader.getByText("Ines Guest").count(), 0);
    await audit(reader, `the life of an activity, for the public, ${word} script`);

    await follow(secretary, "Make an action of it");
    await secretary.getByLabel("What is to be done").fill(`Print it, ${word} script.`);
    await audit(secretary, `an action from a plan, ${word} script`);
    await press(secretary, "Save the action item");
    await said(secretary, "The action is made.");
    await audit(secretary, `an action that comes from a plan, ${word} script`);
  });
}

/** With script the select is a type-ahead; without, it is what it is. */
async function chooseActivity(page, number, script) {
  const control = page.getByLabel("On the plan (optional)", { exact: true });
  if (!script) {
    const labels = await control.locator("option").allTextContents();
    const label = labels.map((one) => one.trim()).find((one) => one.startsWith("WSIS") && one.includes(`: ${number} `));
    return control.selectOption({ label });
  }
  await control.fill(`: ${number} `);
  await page.getByRole("option", { name: new RegExp(`^WSIS.*: ${number} `) }).first().click();
}
