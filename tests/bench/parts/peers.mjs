// The same page and the same save by others, where the machine has them.
import { isThere, startDokuWiki } from "../support/dokuwiki.mjs";
import { ask } from "../support/http.mjs";
import { inTurns } from "../support/load.mjs";
import { report } from "../support/report.mjs";
import { savesOf } from "../support/saves.mjs";
import { meetingsOf, scaled, stage } from "../support/stage.mjs";

const TOTALS = { groups: 1, meetings: 100, items: 1_000, contributions: 1_000 };

export async function peers({ by, seconds, rounds }) {
  report.begin("peers", "Beside DokuWiki (nginx, PHP-FPM with its cache of programs)");
  if (!isThere()) {
    report.shows("DokuWiki", "none", "this machine has none: script/bench --peers installs it, as root");
    return;
  }
  const product = await stage(scaled(TOTALS, by));
  const { published } = await meetingsOf(product);
  const text = String((await ask(`${product.url}${published}/summary/editions/1.md`)).body);
  const wiki = await startDokuWiki(text);
  try {
    const edition = await product.reads("public", `${published}/summary/editions/1`);
    const [page, theirPage] = await inTurns([edition, wiki.page], { connections: 16, rounds, seconds });
    report.shows("published page, 16 at once", (page.rate / theirPage.rate).toFixed(1), of(page, theirPage));
    const [contribution] = await savesOf(product);
    const said = new URLSearchParams(contribution.sent[0].form).get("text");
    const request = { url: product.url, headers: product.as(contribution.who), sent: contribution.sent.slice(0, 1) };
    const before = await wiki.saved();
    const [save, theirSave] = await inTurns([request, wiki.save(said)], { connections: 8, rounds, seconds });
    report.must("DokuWiki stored its pages", (await wiki.saved()) - before >= theirSave.requests, `${(await wiki.saved()) - before} pages`);
    report.least("contribution in one meeting, 8 at once, of a page saved", save.rate / theirSave.rate, 2, of(save, theirSave));
  } finally {
    await wiki.stop();
  }
  await product.stop();
}

function of(ours, theirs) {
  return `${Math.round(ours.rate)}/s of ${Math.round(theirs.rate)}/s`;
}
