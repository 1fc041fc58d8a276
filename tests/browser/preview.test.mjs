// How a text will read, before it is saved: below its field with script, in a tab of its own without.
import assert from "node:assert/strict";
import { test } from "node:test";
import { audit } from "./support/audit.mjs";
import { demo } from "./support/demo.mjs";
import { put } from "./support/meeting.mjs";
import { GROUP } from "./support/pages.mjs";

const stage = demo();
const NEW = `${GROUP}/plans/new`;
const TYPED = "## Why\n\nNobody is **kept out**.\n- 2*3*4\n- ~ten\n\nA <b>tag</b>";

async function shows(shown) {
  assert.equal(await shown.locator("strong").textContent(), "kept out");
  assert.deepEqual(await shown.locator("li").allTextContents(), ["2*3*4", "~ten"]);
  assert.equal(await shown.getByRole("heading", { name: "Why" }).count(), 1);
  assert.equal(await shown.locator("b").count(), 0, "a tag is shown as it was typed");
  assert.match(await shown.textContent(), /A <b>tag<\/b>/);
}

test("a text is shown below its field, and again after it was changed", async () => {
  const chair = await stage.page("cochair");
  await chair.goto(NEW);
  const purpose = chair.getByLabel("Purpose (optional)");
  const shown = chair.getByRole("region", { name: "Preview" });
  const button = chair.getByRole("button", { name: "Preview" });
  assert.equal(await shown.count(), 0, "an empty region is not there");

  await button.click();
  await shown.getByText("There is no text yet.").waitFor();
  await put(chair, "Purpose (optional)", TYPED);
  await button.focus();
  await chair.keyboard.press("Enter");
  await shown.getByText("kept out").waitFor();
  await shows(shown);
  await audit(chair, "a text with its preview");
  assert.equal(new URL(chair.url()).pathname, NEW, "nothing is sent");
  assert.equal(await purpose.inputValue(), TYPED);

  // The line is lost.
  await chair.evaluate(() => (window.fetch = () => Promise.reject(new TypeError("Failed to fetch"))));
  await button.click();
  await shown.getByText("The preview cannot be shown now. Try again later.").waitFor();
  assert.equal(await purpose.inputValue(), TYPED);
});

test("without script a text is shown in a new tab, and the form stays as it is", async () => {
  const chair = await stage.page("cochair", { script: false });
  await chair.goto(NEW);
  assert.equal(await chair.getByRole("button", { name: "Preview", exact: true }).count(), 0);
  await put(chair, "Purpose (optional)", TYPED);
  const opened = chair.context().waitForEvent("page");
  await chair.getByRole("button", { name: "Preview in a new tab" }).click();
  const tab = await opened;
  await tab.getByRole("heading", { name: "Preview", level: 1 }).waitFor();
  await tab.getByText("Nothing is saved yet. To go on, close this tab and return to the form.").waitFor();
  await shows(tab.locator(".preview"));
  await audit(tab, "a preview in a tab of its own");
  await tab.close();

  assert.equal(new URL(chair.url()).pathname, NEW);
  assert.equal(await chair.getByLabel("Purpose (optional)").inputValue(), TYPED);
  assert.equal((await chair.request.get(`${GROUP}/plans/why`)).status(), 404, "no plan was made");
});
