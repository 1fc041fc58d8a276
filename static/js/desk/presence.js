// Who else is writing, and where; and that somebody writes here.
import { byId, main, page, when } from "./page.js";
import { FIELD, PART } from "./fields.js";
import { fetchParts } from "./parts.js";

const EVERY = 3000;
/** As long as the server remembers it, and a moment. */
const LASTS = 13_000;
let told = 0;
/** Whether anybody is shown as writing. */
let some = false;
/** @type {number | undefined} */
let timer;

document.addEventListener("input", ({ target }) => {
  const field = /** @type {Element} */ (target);
  if (!field.matches?.(FIELD) || !main().contains(field) || Date.now() - told < EVERY) return;
  told = Date.now();
  const written = /** @type {HTMLElement | null} */ (field.closest("[data-writes]"));
  const part = written?.dataset.writes ?? field.closest(PART)?.id ?? "";
  fetch("/live/here", { method: "POST", body: new URLSearchParams({ page, part }) }).catch(() => undefined);
});

/** Somebody began or stopped to write. */
export function lookWhoWrites() {
  fetchParts(["others"]);
}

function sayWhere() {
  const others = byId("others");
  const writers = [...(others?.querySelectorAll("[data-part]") ?? [])];
  const were = some;
  some = writers.length > 0;
  if (!some && !were) return;
  for (const place of main().querySelectorAll(".typing")) {
    const part = place.closest(PART)?.id;
    const names = writers.filter((one) => one.getAttribute("data-part") === part).map((one) => one.textContent);
    const words = names.length > 0 ? `${names.join(" and ")} ${names.length > 1 ? "are" : "is"} writing …` : "";
    if (place.textContent !== words) place.textContent = words;
  }
  clearTimeout(timer);
  if (writers.length > 0) timer = setTimeout(lookWhoWrites, LASTS);
}

when("shown", sayWhere);
sayWhere();
