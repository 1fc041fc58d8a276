// Search among very many contributions, for every kind of reader and query.
import { load } from "../support/load.mjs";
import { report } from "../support/report.mjs";
import { GROUP, stage } from "../support/stage.mjs";

const FEW_SAID = { groups: 100, meetings: 10_000, items: 60_000, contributions: 10_000 };
const MUCH_SAID = { ...FEW_SAID, contributions: 1_000_000 };

const SEARCHES = {
  "a common word": "group",
  "a word of the middle": "keyboard",
  "a rare word": "bajaben",
  "a word without its accents": "naivete",
  "a word of another script": "会議",
  "two words": "draft strategy",
  "a phrase": '"working group"',
  "a phrase of common words": '"of the group"',
  "a speaker": "speaker:Abena",
  "a name misspelt": "speaker:Abenna",
  "open actions": "is:open policy",
};
const SEARCHERS = {
  "the public": ["public", "/search"],
  "a member": ["member", `${GROUP}/search`],
  "a member of all groups": ["member of all", "/search"],
};

export async function search({ by, seconds }) {
  const part = (totals) => Object.fromEntries(Object.entries(totals).map(([name, total]) => [name, name === "groups" ? total : total / by]));
  const [little, much] = [part(FEW_SAID), part(MUCH_SAID)];
  report.begin("search", `Search among ${much.contributions.toLocaleString("en")} contributions: p95 at 2 connections`);
  const stages = [await stage(little), await stage(much)];
  report.most("seeding", stages[1].seeded / 1000, 100, "", "s");
  for (const [who, [reader, path]] of Object.entries(SEARCHERS)) {
    for (const [what, query] of Object.entries(SEARCHES)) {
      const took = [];
      for (const product of stages) {
        const request = await product.reads(reader, `${path}?q=${encodeURIComponent(query)}`);
        took.push(await load(request, { connections: 2, seconds }));
      }
      report.most(`${what}, as ${who}`, took[1].p95, 60, `${took[0].p95.toFixed(1)} ms among ${little.contributions.toLocaleString("en")}`, "ms");
    }
  }
  for (const product of stages) await product.stop();
}
