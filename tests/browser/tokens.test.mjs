// Programs get in: somebody makes a token and cancels it, and the secretariat makes a service account, with and without script.
import assert from "node:assert/strict";
import { test } from "node:test";
import { audit } from "./support/audit.mjs";
import { demo } from "./support/demo.mjs";
import { follow, press } from "./support/meeting.mjs";
import { GROUP } from "./support/pages.mjs";

const stage = demo();
const said = (page, text) => page.getByText(text).first().waitFor();

for (const script of [true, false]) {
  const word = script ? "with" : "without";

  test(`a member makes a token and cancels it, ${word} script`, async () => {
    const page = await stage.page("member", { script });
    await page.goto("/account");
    await follow(page, "tokens");
    const name = `Archive ${word} script`;
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByRole("radio", { name: "Those chosen below" }).check();
    await press(page, "Create the token");
    await said(page, "There is a problem");
    await audit(page, "making a token, refused");
    await page.getByRole("checkbox", { name: "WG-Strategy" }).check();
    await press(page, "Create the token");
    await said(page, "It is shown this once only");
    await audit(page, "a new token");
    const secret = await page.locator("code").first().textContent();
    const call = () => page.request.get("/api/v1/openapi-of-nothing", { headers: { authorization: `Bearer ${secret}` } });
    assert.match(secret, /^rap_[0-9a-f]{72}$/);
    assert.equal((await call()).status(), 404);

    await follow(page, "I have copied it");
    await said(page, "only reads in WG-Strategy");
    await audit(page, "tokens, one in use");
    await press(page, `Cancel this token ${name}`);
    await said(page, "The token is cancelled");
    await audit(page, "tokens, one cancelled");
    assert.equal((await call()).status(), 401);
  });

  test(`the secretariat makes a service account and removes it, ${word} script`, async () => {
    const page = await stage.page("secretariat", { script });
    await page.goto(`${GROUP}/members`);
    await follow(page, "Service accounts");
    await audit(page, "service accounts, none");
    await page.getByLabel("Name", { exact: true }).fill("Website");
    await page.getByRole("radio", { name: /^Member/ }).check();
    await press(page, "Make the service account");
    await said(page, "The service account is made.");
    await audit(page, "a service account without a token");
    await page.getByLabel("Name", { exact: true }).fill("Nightly copy");
    await page.getByRole("radio", { name: "Until the end of the day given below" }).check();
    await press(page, "Create the token");
    await said(page, "Say which day is the last one.");
    await page.getByRole("radio", { name: "For 7 days" }).check();
    await press(page, "Create the token");
    await said(page, "It is shown this once only");
    await follow(page, "I have copied it");
    await audit(page, "a service account with a token");
    await follow(page, /^Service accounts of/);
    await said(page, "1 token in use");
    await audit(page, "service accounts, one");
    await page.goto(`${GROUP}/members`);
    await said(page, "(service account)");
    await audit(page, "members, with a service account");
    await follow(page, "Tokens of Website");
    await press(page, "Remove the service account");
    await said(page, "The service account is removed");
  });
}
