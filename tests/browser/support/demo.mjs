// The stage of a test file: the demonstration group on a server of its own, and people who open pages of it.
import { after, before } from "node:test";
import { assertNone } from "./audit.mjs";
import { closeBrowser } from "./browser.mjs";
import { pageOf } from "./people.mjs";
import { startServer } from "./server.mjs";

/** `const stage = demo()`, then in a test `await stage.page("cochair")`, `stage.server.mails.latestTo(…)`. */
export function demo(options) {
  const stage = { page: (who, how) => pageOf(stage.server, who, how) };
  before(async () => {
    stage.server = await startServer(options);
  });
  after(async () => {
    await closeBrowser();
    await stage.server?.stop();
    assertNone(stage.server?.misdeeds ?? [], "Pages asked another host, broke their policy or logged an error");
  });
  return stage;
}
