// What was measured, line by line, and whether it is enough.
export const report = {
  missed: 0,

  begin(what) {
    console.log(`\n${what}`);
  },

  note(sentence) {
    console.log(`  ${sentence}`);
  },

  /** A ratio that should be at least, or at most, so much. */
  ratio(name, ratio, { least, most }, how) {
    const enough = least === undefined ? ratio <= most : ratio >= least;
    const asked = least === undefined ? `at most ${most}` : `at least ${least}`;
    line(name, ratio.toFixed(2), asked, enough, how);
  },

  /** What there should be little of: milliseconds, if nothing else is said. */
  most(name, figure, most, how, unit = "ms") {
    line(name, `${figure.toFixed(1)} ${unit}`, `at most ${most} ${unit}`, figure <= most, how);
  },
};

function line(name, figure, asked, enough, how) {
  if (!enough) report.missed += 1;
  console.log(`  ${name.padEnd(28)} ${figure.padStart(9)}  ${asked.padEnd(16)} ${enough ? "     " : "MISSED"}  (${how})`);
}
