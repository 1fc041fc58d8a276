// The pages that are read most, against the same bytes from memory and against three statements.
import { ask } from "../support/http.mjs";
import { accepting, limitsFor } from "../support/limits.mjs";
import { BROWSER, inTurns, load } from "../support/load.mjs";
import { report } from "../support/report.mjs";
import { GROUP, meetingsOf, scaled, stage } from "../support/stage.mjs";

const TOTALS = { groups: 10, meetings: 1_000, items: 10_000, contributions: 10_000 };
const CONNECTIONS = 16;

export async function pages({ by, rounds, seconds }) {
  report.begin("pages", "Pages: requests a second at 16 connections");
  const product = await stage(scaled(TOTALS, by));
  const { published } = await meetingsOf(product);
  const edition = await product.reads("public", `${published}/summary/editions/1`);
  const signedIn = {
    meeting: await product.reads("member", published),
    record: await product.reads("member", `${published}/record`),
  };
  const limits = await limitsFor({ edition, ...signedIn });
  const inRounds = (...requests) => inTurns(requests, { connections: CONNECTIONS, rounds, seconds });

  const [plain, memory, statements] = await inRounds(edition, limits.memory("edition"), limits.statements("edition"));
  report.least("published page, of memory", plain.rate / memory.rate, 0.5, of(plain, memory));
  report.shows("published page, of three statements", (plain.rate / statements.rate).toFixed(2), of(plain, statements));
  const browsers = [edition, limits.memory("edition")].map((request) => accepting(request, BROWSER));
  const [small, sameSmall] = await inRounds(...browsers);
  report.least("published page as browsers ask, of plain", small.rate / plain.rate, 0.9, of(small, plain));
  report.shows("published page as browsers ask, of memory", (small.rate / sameSmall.rate).toFixed(2), of(small, sameSmall));

  for (const [name, least] of [["meeting", 0.8], ["record", 0.6]]) {
    const ours = signedIn[name];
    const [page, limit] = await inRounds(ours, limits.statements(name));
    report.least(`signed-in ${name} page, of three statements`, page.rate / limit.rate, least, of(page, limit));
    const [encoded, encodedLimit] = await inRounds(accepting(ours, BROWSER), accepting(limits.statements(name), BROWSER));
    report.shows(`signed-in ${name} page as browsers ask`, (encoded.rate / encodedLimit.rate).toFixed(2), of(encoded, encodedLimit));
  }
  await forms(product, published, seconds);
  await unchanged(product, edition);
  await limits.stop();
  await product.stop();
}

/** What programs read without signing in. */
async function forms(product, published, seconds) {
  const paths = {
    "series page": `${GROUP}/meetings`,
    "edition as Markdown": `${published}/summary/editions/1.md`,
    "edition as JSON": `${published}/summary/editions/1.json`,
    "calendar": `${GROUP}.ics`,
    "feed": `${GROUP}.atom`,
  };
  for (const [name, path] of Object.entries(paths)) {
    const { mean } = await load(await product.reads("public", path), { connections: 1, seconds });
    report.most(name, mean, 2, "one after another", "ms");
  }
}

async function unchanged(product, edition) {
  const address = product.url + edition.sent[0].path;
  const { etag } = (await ask(address)).headers;
  const again = await ask(address, { headers: { "if-none-match": etag ?? "" } });
  report.must("a page that did not change is answered with 304", again.status === 304, `${again.status}`);
}

function of(ours, theirs) {
  return `${Math.round(ours.rate)}/s of ${Math.round(theirs.rate)}/s`;
}
