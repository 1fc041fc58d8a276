// The agenda's desk, as somebody works on it: by its fields, its keys and its bar.
import assert from "node:assert/strict";

/** Opens it, and counts what it sends and loads from then on. */
export async function openDesk(page, path) {
  await page.goto(path);
  await page.locator("#outline").waitFor();
  const count = { loads: 0, posts: [], keys: 0 };
  page.on("request", (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) count.loads += 1;
    if (request.method() === "POST" && request.url().includes("/agenda/")) count.posts.push(request);
  });
  return count;
}

/** Each item as it is read: its level, number, title, presenter and minutes. */
export function linesOf(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll("#items li[data-id]")].map((item) => {
      const row = item.querySelector(":scope > .row");
      let level = 0;
      for (let list = item.parentElement; list.id !== "items"; list = list.parentElement.closest("ol")) level += 1;
      const [title, presenter, minutes] = ["title", "presenter", "minutes"].map((kind) => row.querySelector(`.row__${kind} :is(textarea, input)`)?.value ?? "");
      const number = row.querySelector(".row__number [aria-hidden]")?.textContent ?? "";
      return { level, number, title, presenter, minutes };
    }),
  );
}

export async function titlesOf(page) {
  return (await linesOf(page)).map(({ level, title }) => `${"\t".repeat(level)}${title}`);
}

/** Until all that was done is stored. */
export async function saved(page) {
  const done = page.waitForFunction(() => {
    const unsent = Object.keys(localStorage).some((place) => place.startsWith("unsent/"));
    return !unsent && document.querySelector("[data-saved]")?.checkVisibility();
  });
  await done.catch(async () => assert.fail(`The bar says “${await page.locator("#bar").textContent()}”.`));
}

/** Goes into the line with that title, to the end of it. */
export async function goTo(page, title) {
  const lines = await linesOf(page);
  const nth = lines.findIndex((line) => line.title === title);
  assert.ok(nth >= 0, `“${title}” is among ${lines.map((line) => line.title).join(" | ")}`);
  const field = page.locator("#items .row__title textarea").nth(nth);
  await field.focus();
  await page.keyboard.press("End");
  return field;
}

/** Several lines at once, with and without script. A tab before one puts it below the one above. */
export async function addLines(page, lines) {
  await page.locator("#new").fill(lines.join("\n"));
  const scripted = await hasScript(page);
  await settle(page, () => (scripted ? page.locator("#new").press("Enter") : page.getByRole("button", { name: "Save the lines" }).click()));
}

/** Presses a button in the menu of a line, with and without script. */
export async function fromMenu(page, title, button) {
  const lines = await linesOf(page);
  const nth = lines.findIndex((line) => line.title === title);
  assert.ok(nth >= 0, `“${title}” is among ${lines.map((line) => line.title).join(" | ")}`);
  const menu = page.locator("#items details.menu").nth(nth);
  await menu.locator("summary").click();
  await settle(page, () => menu.getByRole("button", { name: button, exact: true }).click());
}

/** Asked first, in place or on a page of its own. */
export async function publishAgenda(page) {
  await page.getByRole("link", { name: "Publish the agenda" }).click();
  await settle(page, () => page.getByRole("button", { name: "Publish the agenda" }).click());
}

async function settle(page, act) {
  if (await hasScript(page)) return act().then(() => saved(page));
  return Promise.all([page.waitForEvent("load"), act()]);
}

async function hasScript(page) {
  return (await page.locator("html.scripted").count()) > 0;
}

/** What the focus is on, as it is called. */
export function focused(page) {
  return page.evaluate(() => {
    const { activeElement: it } = document;
    return { name: it.ariaLabel ?? it.labels?.[0]?.textContent.replaceAll(/\s+/g, " ").trim() ?? it.textContent.trim(), value: it.value };
  });
}

/** Waits until the focus is on what is called so, or says so. */
export async function focusComesTo(page, words) {
  const end = Date.now() + 5000;
  let now;
  do now = await focused(page);
  while (Date.now() < end && ![now.name, now.value].includes(words));
  assert.ok([now.name, now.value].includes(words), `the focus is on ${JSON.stringify(now)}`);
}

/** As the clipboard of a program that copies text, and perhaps HTML. */
export function paste(page, text, html = "") {
  return page.evaluate(([text, html]) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    if (html) clipboardData.setData("text/html", html);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, [text, html]);
}

/** Waits until the page shows these titles, indented by their level. */
export async function shows(page, titles) {
  const end = Date.now() + 5000;
  let shown;
  do shown = await titlesOf(page);
  while (Date.now() < end && shown.join("\n") !== titles.join("\n"));
  assert.deepEqual(shown, titles);
}

/** As somebody comes back to the tab: the page asks for what changed meanwhile. */
export function comeBack(page) {
  return page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
}

/** What stands in the bar instead of "Saved". */
export function unsaved(page, words) {
  return page.locator("#unsaved").filter({ hasText: words }).waitFor();
}

/** Takes off what a new agenda begins with: the actions of earlier meetings. */
export async function withoutItems(page, path) {
  await page.goto(path);
  const items = await page.locator("#items li[data-id]").evaluateAll((all) => all.map((item) => item.dataset.id));
  for (const item of items) {
    const headers = { origin: new URL(page.url()).origin };
    const answer = await page.request.post(`${path}/items/${item}/removal`, { form: {}, headers });
    assert.ok(answer.ok(), `${answer.status()} for the removal of ${item}`);
  }
}
