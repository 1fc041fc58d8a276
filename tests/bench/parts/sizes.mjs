// A page with much on it, against the same with little.
import { ask } from "../support/http.mjs";
import { inTurns } from "../support/load.mjs";
import { report } from "../support/report.mjs";
import { GROUP, meetingsOf, stage } from "../support/stage.mjs";

const FEW_ITEMS = { groups: 1, meetings: 20, items: 200, contributions: 1_600 };
const MANY_ITEMS = { ...FEW_ITEMS, items: 4_000 };
const HELD = 17;
const FEW_SAID = { groups: 1, meetings: 20, items: 200, contributions: 25 * HELD };
const MUCH_SAID = { ...FEW_SAID, contributions: 2_500 * HELD };
const FEW_MEETINGS = { groups: 1, meetings: 1_000, items: 3_000, contributions: 10_000 };
const MANY_MEETINGS = { ...FEW_MEETINGS, meetings: 100_000, items: 300_000 };

const OF_A_MEETING = {
  meeting: ["public", ({ published }) => published],
  agenda: ["public", ({ published }) => `${published}/agenda`],
  record: ["member", ({ published }) => `${published}/record`],
};
const ALL = {
  home: ["public", () => "/"],
  group: ["public", () => GROUP],
  series: ["public", () => `${GROUP}/meetings`],
  ...OF_A_MEETING,
  edition: ["public", ({ published }) => `${published}/summary/editions/1`],
  "home of a member": ["member", () => "/"],
  "group as a member": ["member", () => GROUP],
  actions: ["member", () => `${GROUP}/actions`],
  feed: ["public", () => `${GROUP}.atom`],
  calendar: ["public", () => `${GROUP}.ics`],
};

export async function items(how) {
  report.begin("items", "200 items against 10: milliseconds a page, one after another");
  await compare(how, FEW_ITEMS, MANY_ITEMS, OF_A_MEETING, 2.5);
}

export async function contributions(how) {
  report.begin("contributions", "A record of 2,500 contributions against one of 25");
  const much = how.small ? { ...MUCH_SAID, contributions: 250 * HELD } : MUCH_SAID;
  await compare(how, FEW_SAID, much, { record: OF_A_MEETING.record }, 3, async (product, path) => {
    const { body } = await ask(product.url + path, { headers: product.as("member") });
    report.most("record: size of the page", body.length / 1024, 100, "not compressed", "KiB");
  });
}

export async function meetings(how) {
  const part = (total) => total / Math.min(how.by, 50);
  const many = { ...MANY_MEETINGS, meetings: part(MANY_MEETINGS.meetings), items: part(MANY_MEETINGS.items) };
  const numbers = [many, FEW_MEETINGS].map(({ meetings }) => meetings.toLocaleString("en"));
  report.begin("meetings", `${numbers.join(" meetings against ")}: milliseconds a page, one after another`);
  await compare(how, FEW_MEETINGS, many, ALL, 1.3);
}

async function compare({ rounds, seconds }, little, much, pages, most, also = async () => {}) {
  const stages = [await stage(little), await stage(much)];
  for (const [name, [who, pathOf]] of Object.entries(pages)) {
    const requests = [];
    for (const product of stages) requests.push(await product.reads(who, pathOf(await meetingsOf(product))));
    const [few, many] = (await inTurns(requests, { connections: 1, rounds, seconds })).map(({ mean }) => mean);
    report.most(name, many / few, most, `${few.toFixed(2)} ms and ${many.toFixed(2)} ms`);
    await also(stages[1], requests[1].sent[0].path);
  }
  for (const product of stages) await product.stop();
}
