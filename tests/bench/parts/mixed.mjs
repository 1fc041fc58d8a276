// What people do all at once, at half of what the server can do: how long the slowest of a thousand waits.
import { quantile } from "../support/http.mjs";
import { load } from "../support/load.mjs";
import { openLoop } from "../support/open_loop.mjs";
import { report } from "../support/report.mjs";
import { savesOf } from "../support/saves.mjs";
import { GROUP, meetingsOf, scaled, stage } from "../support/stage.mjs";

const TOTALS = { groups: 10, meetings: 1_000, items: 10_000, contributions: 40_000 };
const SECONDS = 60;
const MOST = 10;

export async function mixed({ by, small, seconds }) {
  report.begin("mixed", "Mixed load, open loop, at half of the maximum");
  const product = await stage(scaled(TOTALS, by));
  const { published, reviewed } = await meetingsOf(product);
  const saves = (await savesOf(product)).filter(({ isEntry }) => isEntry);
  // Of a hundred: forty who read what is published, forty-five members who read, five who search and ten who write.
  const kinds = [
    [20, "public", `${published}/summary/editions/1`],
    [10, "public", published],
    [10, "public", GROUP],
    [15, "member", reviewed],
    [10, "member", `${reviewed}/record`],
    [10, "member", "/"],
    [10, "member", `${GROUP}/actions`],
    [5, "member", `${GROUP}/search?q=keyboard`],
  ];
  const hundred = kinds.flatMap(([share, who, path]) => Array(share).fill({ who, path }));
  for (let nth = 0; nth < 10; nth++) {
    const { who, sent } = saves[nth % saves.length];
    hundred.push({ who, ...sent[nth % sent.length] });
  }
  const requests = hundred.map(({ who, ...sent }) => ({ url: product.url, headers: product.as(who), ...sent }));
  const maximum = await maximumOf(product, hundred, seconds);
  const rate = Math.max(1, Math.floor(maximum / 2));
  // Every nth is another kind, and the kinds do not come in their order.
  let count = 0;
  const draw = () => requests[(count++ * 37) % requests.length];
  const { took, failed } = await openLoop(draw, { rate, seconds: small ? 5 : SECONDS });
  const [p50, p99, p999] = [0.5, 0.99, 0.999].map((part) => quantile(took, part));
  report.shows("requests a second", `${rate}`, `half of ${Math.round(maximum)}`);
  report.must("each was answered", failed.length === 0, failed.length ? [...new Set(failed)].join(", ") : `${took.length}`);
  report.shows("p50", `${p50.toFixed(1)} ms`);
  report.shows("p99", `${p99.toFixed(1)} ms`, `${(p99 / p50).toFixed(1)} × p50`);
  report.most("p99.9, of p50", p999 / p50, MOST, `${p999.toFixed(1)} ms`);
  await product.stop();
}

/** Of the mix: each kind alone as fast as it goes, and as much time for each as it has requests. */
async function maximumOf(product, hundred, seconds) {
  const kinds = new Map();
  for (const one of hundred) kinds.set(one.path, { ...one, share: 1 + (kinds.get(one.path)?.share ?? 0) });
  let time = 0;
  for (const { who, share, ...sent } of kinds.values()) {
    const request = { url: product.url, headers: product.as(who), sent: [sent] };
    const { rate } = await load(request, { connections: 16, seconds: Math.max(1, seconds / 2) });
    time += share / rate;
  }
  return hundred.length / time;
}
