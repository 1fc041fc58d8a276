// What was measured, line by line, and whether it is enough: told on the way, and kept for docs/performance.md.

export const report = {
  missed: 0,
  parts: [],

  begin(name, title) {
    console.log(`\n${title}`);
    report.parts.push({ name, title, lines: [] });
  },

  /** A figure that no bound is set for. */
  shows(what, figure, how = "") {
    put(what, figure, "", true, how);
  },

  /** A ratio that should be at least so much. */
  least(what, ratio, least, how) {
    put(what, ratio.toFixed(2), `at least ${least}`, ratio >= least, how);
  },

  /** What there should be little of: a ratio without a unit. */
  most(what, figure, most, how, unit = "") {
    const digits = unit === "" || figure < 10 ? 2 : 1;
    const with_unit = unit === "" ? "" : ` ${unit}`;
    put(what, `${figure.toFixed(Number.isInteger(figure) ? 0 : digits)}${with_unit}`, `at most ${most}${with_unit}`, figure <= most, how);
  },

  /** Something that has to be so. */
  must(what, is, how) {
    put(what, is ? "yes" : "no", "has to be", is, how);
  },
};

function put(what, figure, limit, enough, how) {
  if (!enough) report.missed += 1;
  report.parts.at(-1).lines.push({ what, figure, limit, enough, how });
  console.log(`  ${what.padEnd(52)} ${figure.padStart(10)}  ${limit.padEnd(18)} ${enough ? "      " : "MISSED"}  ${how}`);
}
