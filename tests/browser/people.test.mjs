// People come in: the first administrator by the printed link, others by invitation, and everybody by a mailed link.
import assert from "node:assert/strict";
import { test } from "node:test";
import { audit } from "./support/audit.mjs";
import { newPage } from "./support/browser.mjs";
import { demo } from "./support/demo.mjs";
import { signIn } from "./support/people.mjs";

const stage = demo({ args: [] });
const PASSWORD = "three quiet words";
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();
const link = (page, name) => page.getByRole("link", { name, exact: true }).click();
const said = (page, text) => page.getByText(text).first().waitFor();

for (const script of [true, false]) {
  const word = script ? "with" : "without";
  const group = `harbours-${word}`;

  test(`a group comes to life ${word} script`, async () => {
    const admin = script ? await becomeAdministrator() : await administrator();

    await admin.goto("/administration/groups/new");
    await audit(admin, "making a group");
    await press(admin, "Make the group");
    await said(admin, "There is a problem");
    await audit(admin, "making a group, refused");
    await admin.getByLabel("Name", { exact: true }).fill("Working Group on Harbours");
    await admin.getByLabel("Short name").fill(`WG-Harbours ${word}`);
    await admin.getByLabel("Web address").fill(group);
    await press(admin, "Make the group");
    await said(admin, "Nobody yet.");
    await admin.getByLabel("E-mail address").fill(`chen-${word}@example.org`);
    await press(admin, "Appoint");
    await said(admin, `chen-${word}@example.org`);
    await audit(admin, "a group's appointments");

    const chen = await accept(`chen-${word}@example.org`, "Chen Wei", { script });
    await chen.goto(`/groups/${group}/members`);
    await audit(chen, "members, nobody invited");
    await link(chen, "Invite somebody");
    await audit(chen, "inviting");
    await press(chen, "Send the invitation");
    await said(chen, "Enter an e-mail address.");
    await audit(chen, "inviting, refused");
    await chen.getByLabel("E-mail address").fill(`mira-${word}@example.org`);
    await press(chen, "Send the invitation");
    await said(chen, "The invitation is on its way.");
    await audit(chen, "members, somebody invited");

    const mira = await accept(`mira-${word}@example.org`, "Mira Rao", { script });
    await mira.goto(`/groups/${group}/members`);
    await audit(mira, "members, as a member");

    await chen.goto(`/groups/${group}/members`);
    await link(chen, "Change Mira Rao");
    await audit(chen, "a membership");
    await chen.getByRole("radio", { name: /^Secretariat/ }).check();
    await press(chen, "Save");
    await said(chen, "The membership is saved.");
    await audit(chen, "members, with a former role");
    await mira.goto(`/groups/${group}/invitations/new`);
    await said(mira, "Invite somebody");
  });
}

test("signing in by a link, and one's account", async () => {
  const page = await newPage(stage.server, {});
  await page.goto("/sign-in");
  await audit(page, "signing in");
  await signIn(page, "chen-with@example.org", "not this one at all");
  await said(page, "is not right");
  await audit(page, "signing in, refused");
  await link(page, "E-mail me a sign-in link");
  await audit(page, "asking for a link");
  await page.getByLabel("E-mail address").fill("chen-with@example.org");
  await press(page, "E-mail me a sign-in link");
  await said(page, "is on its way");
  const mail = await stage.server.mails.latestTo("chen-with@example.org");
  await page.goto(mail.link);
  await audit(page, "a link to sign in");
  await press(page, "Sign in as Chen Wei");
  await page.goto("/account");
  await audit(page, "the account");
  await press(page, "Change the password");
  await said(page, "at least 12 characters");
  await audit(page, "the account, refused");
  await press(page, "Sign out everywhere else");
  await said(page, "All other browsers are signed out.");
  await page.goto(mail.link);
  await said(page, "This link does not work");
  await audit(page, "a link that is over");
  await page.goto("/invitations/0123");
  await audit(page, "an invitation that is over");
});

test("the administrator suspends somebody", async () => {
  const admin = await administrator();
  await admin.goto("/administration?words=mira");
  await audit(admin, "administration");
  await admin.locator("main a", { hasText: "Mira Rao" }).first().click();
  await audit(admin, "a person");
  await press(admin, "Suspend");
  await said(admin, "suspended since");
  await audit(admin, "a person, suspended");
  await admin.goto("/administration?words=nobody-of-that-name");
  await audit(admin, "administration, nobody found");
});

async function becomeAdministrator() {
  const [address] = stage.server.output.match(/http:\S+\/welcome\/\w+/);
  const page = await newPage(stage.server, {});
  await page.goto(address);
  await audit(page, "the first page of all");
  await press(page, "Make the account");
  await audit(page, "the first page of all, refused");
  await page.getByLabel("Your name").fill("Ada Byron");
  await page.getByLabel("E-mail address").fill("ada@example.org");
  await page.getByLabel("Password").fill(PASSWORD);
  await press(page, "Make the account");
  await said(page, "You are the administrator.");
  await audit(page, "administration, empty");
  assert.equal(new URL(page.url()).pathname, "/administration");
  return page;
}

async function administrator() {
  const page = await newPage(stage.server, { script: false });
  await signIn(page, "ada@example.org", PASSWORD);
  return page;
}

async function accept(address, name, how) {
  const mail = await stage.server.mails.latestTo(address);
  const page = await newPage(stage.server, how);
  await page.goto(mail.link);
  await audit(page, "an invitation");
  await press(page, "Make the account and accept");
  await said(page, "Enter a name.");
  await audit(page, "an invitation, refused");
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Password").fill(PASSWORD);
  await press(page, "Make the account and accept");
  await said(page, "You are in the group now.");
  return page;
}
