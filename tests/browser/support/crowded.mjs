// The same group with what people bring from elsewhere: words of any length, names of sixty letters, writing from right to left, wide tables.

const LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
const ARABIC = "المجموعة العاملة المعنية بالتعاون الرقمي";
const NAME = `Ana-Maria ${"Wolfeschlegelsteinhausenbergerdorff".repeat(2).slice(0, 50)}`;
const CELLS = Array.from({ length: 12 }, (_, n) => `<td>${LONG.slice(0, 20 + n)}</td>`).join("");
const HTML = [
  `<p dir="auto">${LONG} https://example.org/${LONG.repeat(3)}</p>`,
  `<p dir="auto">${ARABIC} 12 (${LONG})</p>`,
  `<table dir="auto"><thead><tr>${CELLS.replaceAll("td>", "th>")}</tr></thead><tbody><tr>${CELLS}</tr></tbody></table>`,
  `<ul dir="auto"><li>${LONG}</li><li>${ARABIC}</li></ul>`,
  `<pre dir="auto"><code>${LONG}${LONG}</code></pre>`,
].join("\n");

/** Fills a database with them, in place of what it has. */
export async function crowd(database) {
  const quoted = (text) => `'${text.replaceAll("'", "''")}'`;
  const texts = ["contributions", "decisions", "action_items", "action_reports", "update_notes", "plan_items", "plan_comments", "plan_replies", "summary_sections", "summary_comments", "activity_reports"];
  const statements = [
    ...texts.map((table) => `update ${table} set html = ${quoted(HTML)}`),
    `update groups set purpose_html = ${quoted(HTML)}, name = ${quoted(`${LONG} ${ARABIC}`)}`,
    `update agenda_items set notes_html = ${quoted(HTML)}, title = ${quoted(`${ARABIC} ${LONG}`)}, presenter = ${quoted(NAME)}`,
    `update plans set purpose_html = ${quoted(HTML)}, title = ${quoted(`${LONG} ${ARABIC}`)}`,
    `update plan_items set title = ${quoted(`${ARABIC} ${LONG}`)} where title <> ''`,
    `update summary_sections set heading = ${quoted(`${LONG} ${ARABIC}`)}`,
    `update contributions set speaker = ${quoted(NAME)}, capacity = ${quoted(LONG)} where speaker <> ''`,
    `update people set name = ${quoted(NAME)} where name not like '%(%'`,
    `update memberships set affiliation = ${quoted(LONG)}, stakeholder_group = ${quoted(ARABIC)}`,
    `update plan_comments set name = ${quoted(NAME)} where name <> ''`,
    `update moderators set name = ${quoted(NAME)}`,
    `update tokens set name = ${quoted(LONG)}`,
  ];
  await database.run(statements.join(";\n"));
}
