// Somebody who uses no mouse: goes on by Tab, sees where they are, and acts by typing.
import assert from "node:assert/strict";

const MOST_STOPS = 80;

/** Goes on until the control of that name, and holds every page to show where the focus is. */
export async function tabTo(page, name) {
  const passed = [];
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(focused);
    if (matches(here.name, name)) {
      assert.ok(here.shown, `“${here.name}” shows that it has the focus.`);
      return;
    }
    passed.push(here.name);
  }
  assert.fail(`Tab does not lead to “${name}”. It led to: ${passed.join(" | ")}`);
}

export async function type(page, name, text) {
  await tabTo(page, name);
  await page.keyboard.type(text);
}

/** Goes on to a button or a link, and takes it. */
export async function take(page, name, key = "Enter") {
  await tabTo(page, name);
  await Promise.all([page.waitForEvent("domcontentloaded"), page.keyboard.press(key)]);
}

function matches(here, name) {
  return typeof name === "string" ? here === name : name.test(here);
}

function focused() {
  const element = document.activeElement;
  const { outlineStyle, boxShadow } = getComputedStyle(element);
  const text = (element.labels?.[0] ?? element).textContent;
  return { name: text.trim().replaceAll(/\s+/g, " "), shown: outlineStyle !== "none" || boxShadow !== "none" };
}
