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

  /** Milliseconds, of which there should be few. */
  most(name, took, most, how) {
    line(name, `${took.toFixed(1)} ms`, `at most ${most} ms`, took <= most, how);
  },
};

function line(name, figure, asked, enough, how) {
  if (!enough) report.missed += 1;
  console.log(`  ${name.padEnd(28)} ${figure.padStart(9)}  ${asked.padEnd(16)} ${enough ? "     " : "MISSED"}  (${how})`);
}
