// One Chromium for a test file, and in it a context for each person; everything a page should not do is written down.
import { chromium } from "playwright-core";

const ARGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const switches = new WeakMap();
let launched;

export function launch() {
  // As root, Chromium has no sandbox; Playwright leaves it off by default.
  launched ??= chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell", args: ARGS });
  return launched;
}

export async function closeBrowser() {
  await (await launched)?.close();
  launched = undefined;
}

/** A page of its own person. `script: false` is a browser without script; the rest are Playwright's context options. */
export async function newPage(server, { script = true, ...options } = {}) {
  const browser = await launch();
  const context = await browser.newContext({
    baseURL: server.url,
    locale: "en-GB",
    timezoneId: "Asia/Kolkata",
    ...options,
  });
  context.setDefaultTimeout(10_000);
  await watch(context, server);
  const page = await context.newPage();
  if (!script) {
    switches.set(page, await context.newCDPSession(page));
    await allowScript(page, false);
  }
  return page;
}

/** Lets a tool such as axe run in a page that was loaded without script, and that stays what it is. */
export async function withScript(page, work) {
  await allowScript(page, true);
  try {
    return await work();
  } finally {
    await allowScript(page, false);
  }
}

// Not by Playwright's javaScriptEnabled, which nobody can take back for the time of an audit.
async function allowScript(page, allowed) {
  await switches.get(page)?.send("Emulation.setScriptExecutionDisabled", { value: !allowed });
}

async function watch(context, server) {
  server.misdeeds ??= [];
  const say = (page, what) => server.misdeeds.push(`${page?.url() ?? ""}: ${what}`);
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) =>
      console.error(`Content-Security-Policy: ${event.effectiveDirective} ${event.blockedURI}`),
    );
  });
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "data:" && url.origin !== server.url) say(undefined, `asks another host for ${url}`);
  });
  context.on("response", (response) => {
    // A desk's script asks for parts of its page, and shows what the server does not take.
    const { part, since } = response.request().headers();
    const wanted = response.request().isNavigationRequest() || response.status() < 400 || part || since;
    if (!wanted) say(undefined, `${response.status()} for ${response.url()}`);
  });
  context.on("console", (message) => {
    // Chromium also complains of each page that is an error page; "response" tells those from missing parts.
    const expected = /^Failed to load resource: (the server responded with a status of|net::ERR_INTERNET_DISCONNECTED)/.test(message.text());
    if (message.type() === "error" && !expected) say(message.page(), `console: ${message.text()}`);
  });
  context.on("weberror", (error) => say(error.page(), `script: ${error.error()}`));
}
