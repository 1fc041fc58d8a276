// Every page with words of any length, names of sixty letters, writing from right to left and wide tables: none is wider than its screen or its paper.
import { test } from "node:test";
import { assertNone, cutInPrint, tooWide } from "./support/audit.mjs";
import { crowd } from "./support/crowded.mjs";
import { demo } from "./support/demo.mjs";
import { PAGES } from "./support/pages.mjs";
import { visitors } from "./support/visits.mjs";
import { foundYoungGroup } from "./support/young_group.mjs";

const stage = demo();
const people = visitors(stage);

test("long words, long names and both directions come into every text", async () => {
  await foundYoungGroup(people);
  await crowd(stage.server.database);
});

for (const [route, visits] of Object.entries(PAGES)) {
  for (const visit of visits) {
    test(`${route}, ${visit[0] ?? "the public"}, ${visit.slice(1).map(String).join(" → ")}`, async () => {
      const page = await people.visit(visit);
      assertNone(await tooWide(page), `${route} is wider than 320 px`);
      assertNone(await cutInPrint(page), `${route} is cut in print`);
    });
  }
}
