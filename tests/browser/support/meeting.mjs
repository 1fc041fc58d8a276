// What people do with a meeting, step by step, by the words that they read.

import { addLines } from "./desk.mjs";

export const MEMBER = "Tariq Oyelowa";

export async function schedule(chair) {
  await chair.goto("/groups/wg-strategy/meetings");
  await chair.getByRole("link", { name: "Schedule a meeting" }).click();
  await chair.getByLabel("Date").fill("2097-01-14");
  await chair.getByLabel(/^Time/).fill("14:00");
  await chair.getByLabel("Moderators (optional)").fill("Chris Buckridge");
  await chair.getByRole("button", { name: "Schedule the meeting" }).click();
  await chair.waitForURL(/\/meetings\/\d+$/);
  return new URL(chair.url()).pathname;
}

/** `["IGF involvement in the GDC", ["Meeting with the Envoy"]]`: an item, and those below it. */
export async function draftAgenda(chair, meeting, items) {
  await chair.goto(`${meeting}/agenda`);
  await addLines(chair, items.flatMap(([title, below = []]) => [title, ...below.map((child) => `\t${child}`)]));
}

/** The agenda as somebody reads it, line by line. */
export async function agendaOf(page) {
  const lines = await page.locator(".agenda__item").all();
  const part = async (line, name) => (await line.locator(`.agenda__${name}`).textContent()).trim();
  return Promise.all(lines.map(async (line) => `${await part(line, "number")} ${await part(line, "title")}`));
}

async function optionLike(select, pattern) {
  const labels = await select.locator("option").allTextContents();
  return labels.map((label) => label.trim()).find((label) => pattern.test(label));
}

/** With script the select is a type-ahead; without, it is what it is. */
export async function choosePerson(page, label, name, script) {
  const control = page.getByLabel(label, { exact: true });
  if (!script) return control.selectOption({ label: await optionLike(control, new RegExp(`^${name}`)) });
  await control.fill(name.slice(0, 5));
  await page.getByRole("option", { name: new RegExp(`^${name}`) }).click();
}

export async function contribute(secretary, { speaker, guest, text }, script) {
  if (speaker) await choosePerson(secretary, "Speaker", speaker, script);
  if (guest) await secretary.getByLabel("Guest’s name (optional)").fill(guest);
  await secretary.getByLabel("What was said").fill(text);
  await press(secretary, "Add the contribution");
}

/** Starts a meeting whose time is far ahead: that is asked about first. */
export async function startMeeting(chair) {
  await follow(chair, "Start the meeting now");
  await press(chair, "Start the meeting now");
}

export async function endReview(chair, meeting) {
  await chair.goto(`${meeting}/summary`);
  await follow(chair, "End the review early");
  await chair.getByLabel("Reason").fill("Everybody has agreed.");
  await press(chair, "End the review now");
}

/** Presses a button, and waits for the page that comes of it. Gives the answer to what the button sent. */
export async function press(page, name) {
  const sent = (response) => response.request().method() === "POST";
  const [answer] = await Promise.all([page.waitForResponse(sent), page.waitForEvent("load"), button(page, name).click()]);
  return answer;
}

/** Empties the form of a button, as somebody sends it who has overlooked everything. */
export async function blank(page, name) {
  await button(page, name).evaluate(({ form }) => {
    for (const control of form.elements) {
      if (control.matches("input[type=radio], input[type=checkbox]")) control.checked = false;
      else if (control.matches("input:not([type=hidden], [type=file]), textarea")) control.value = "";
      else if ([...(control.options ?? [])].some(({ value }) => value === "")) control.value = "";
    }
  });
}

export async function put(page, label, value) {
  await page.getByLabel(label, { exact: true }).first().fill(value);
}

function button(page, name) {
  return page.getByRole("button", { name, exact: typeof name === "string" }).first();
}

export async function follow(page, name) {
  await Promise.all([page.waitForEvent("load"), page.getByRole("link", { name }).first().click()]);
}

export async function submitForReview(secretary, meeting) {
  await secretary.goto(`${meeting}/summary/review`);
  await secretary.getByLabel("Date").fill("2099-01-21");
  await secretary.getByLabel(/^Time/).fill("12:00");
  await press(secretary, "Submit for review");
}

export async function approve(chair, meeting) {
  await chair.goto(`${meeting}/summary`);
  await press(chair, "Approve this text");
}

/** Markdown as it reads when it is set, as far as the model report uses it. */
export function plain(markdown) {
  return markdown.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll(/[*_]/g, "");
}

