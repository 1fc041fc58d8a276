// The menu of a line does in place what its buttons do without script.
import { ask } from "../desk/dialog.js";
import { ALL } from "../desk/forms.js";
import { close } from "../desk/menus.js";
import { byId } from "../desk/page.js";
import { act } from "../desk/queue.js";
import { focus } from "./current.js";
import { fieldOf, itemOf, lineBefore } from "./items.js";
import { remove, saveAll } from "./lines.js";
import { move } from "./moves.js";
import { addBelow } from "./writing.js";

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.id !== "outline" || event.defaultPrevented) return;
  event.preventDefault();
  const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
  const item = itemOf(button);
  const menu = button?.closest("details");
  if (menu) close(menu);
  if (!button || !item) saveAll();
  else if (button.name === "to") move(item, /** @type {import("./moves.js").Way} */ (button.value));
  else if (button.formAction.endsWith("/removal")) remove(item, { next: lineBefore(item) });
  else act({ address: button.formAction, fields: button.name ? { [button.name]: button.value } : {}, parts: ALL });
}, true);

document.addEventListener("click", ({ target }) => {
  const button = /** @type {Element} */ (target).closest?.("#items [data-below]");
  const item = itemOf(button);
  const menu = button?.closest("details");
  if (!item || !menu) return;
  close(menu);
  addBelow(item);
});

document.addEventListener("click", (event) => {
  const link = /** @type {Element} */ (event.target).closest?.("#items a[data-ask]");
  const item = itemOf(link);
  if (!(link instanceof HTMLAnchorElement) || !item || event.ctrlKey || event.metaKey || event.shiftKey || event.button > 0) return;
  event.preventDefault();
  const next = lineBefore(item);
  ask(link, () => {
    if (next?.isConnected && fieldOf(next)) focus(next);
    else byId("new")?.focus();
  });
}, true);
