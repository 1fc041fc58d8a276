// The people of the demonstration group, and how they sign in.
import assert from "node:assert/strict";
import { newPage } from "./browser.mjs";

export const PASSWORD = "demonstration";
export const PEOPLE = {
  cochair: "cochair@example.org",
  cochair2: "cochair2@example.org",
  secretariat: "secretariat@example.org",
  member: "member@example.org",
  observer: "observer@example.org",
  admin: "admin@example.org",
};

/** A page of `who`, signed in, or of the public without one. Each signs in once for a server, so that no limit is met. */
export async function pageOf(server, who, options = {}) {
  if (!who) return newPage(server, options);
  server.sessions ??= {};
  server.sessions[who] ??= sessionOf(server, who);
  return newPage(server, { ...options, storageState: await server.sessions[who] });
}

export async function signIn(page, email, password = PASSWORD) {
  await page.goto("/sign-in");
  await page.locator("[name=email]").fill(email);
  await page.locator("[name=password]").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function sessionOf(server, who) {
  const page = await newPage(server);
  await signIn(page, PEOPLE[who]);
  await page.waitForURL((url) => url.pathname !== "/sign-in");
  const state = await page.context().storageState();
  await page.context().close();
  assert.ok(state.cookies.length > 0, `${who} has a session.`);
  return state;
}
