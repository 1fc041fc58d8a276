// The bench by itself: with statements made slow it has to fail, and to say where.
import { report } from "../support/report.mjs";
import { PAUSE, slowReading, slowSaving } from "../support/planted.mjs";
import { routes } from "./routes.mjs";
import { saving } from "./saving.mjs";

const COMMENTS = "/groups/{group}/plans/{plan}/comments";

/** Whether it found both. */
export async function planted(how) {
  await routes({ ...how, prepare: slowReading, among: "{plan}" });
  await saving({ ...how, prepare: slowSaving, only: ["contribution"] });
  const lines = report.parts.flatMap((part) => part.lines);
  const slowRead = lines.some(({ what, figure }) => {
    const [, ms] = /^([\d.]+) ms in PostgreSQL$/.exec(figure) ?? [];
    return what.startsWith(`– ${COMMENTS}, `) && Number(ms) >= PAUSE * 1000;
  });
  const slowSave = lines.some(({ what, how }) => what.startsWith("contribution, one place, 1 at once") && parseInt(how) <= 1 / PAUSE);
  const failed = report.missed > 0;
  console.log(`\nThe bench ${failed ? "fails" : "does not fail"}. Slow reading of comments ${found(slowRead)}, slow saving ${found(slowSave)}.`);
  return failed && slowRead && slowSave;
}

function found(is) {
  return is ? "was found" : "was NOT found";
}
