// Dragging by the number: an extra for a mouse or a pen. Keys and menus do the same.
import { focus } from "./current.js";
import { all, items, itemOf, listBelow, rowOf } from "./items.js";
import { save } from "./lines.js";
import { moveTo } from "./moves.js";

/** So far a press is no drag, and so far to the side is a level deeper. */
const [BEGINS, DEEPER] = [6, 24];
const INDENT = 32;

document.addEventListener("pointerdown", (event) => {
  const item = itemOf(event.target);
  const handle = /** @type {Element} */ (event.target).closest?.(".row__number");
  if (!item || !handle || event.button > 0 || event.pointerType === "touch") return;
  const drag = new Drag(item, event);
  const end = () => {
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", drop);
    removeEventListener("keydown", cancel, true);
    drag.end();
  };
  const move = (/** @type {PointerEvent} */ to) => drag.over(to);
  const drop = () => {
    drag.drop();
    end();
  };
  const cancel = (/** @type {KeyboardEvent} */ { key }) => key === "Escape" && end();
  addEventListener("pointermove", move);
  addEventListener("pointerup", drop);
  addEventListener("keydown", cancel, true);
});

class Drag {
  /** @type {HTMLElement | undefined} */
  line;
  /** @type {{ after: HTMLElement | null, inside: boolean } | undefined} */
  target;

  /** @param {HTMLElement} item @param {PointerEvent} from */
  constructor(item, from) {
    this.item = item;
    this.from = from;
  }

  /** @param {PointerEvent} to */
  over(to) {
    if (!this.line && Math.hypot(to.clientX - this.from.clientX, to.clientY - this.from.clientY) < BEGINS) return;
    to.preventDefault();
    this.begin();
    const rows = all().filter((one) => !this.item.contains(one)).map((one) => ({ one, box: rowOf(one).getBoundingClientRect() }));
    const near = rows.findLast(({ box }) => to.clientY > box.top + box.height / 2);
    const rightwards = (to.clientX - this.from.clientX) * (document.dir === "rtl" ? -1 : 1);
    const inside = Boolean(near) && rightwards > DEEPER;
    this.target = { after: near?.one ?? null, inside };
    const box = near?.box ?? rows[0]?.box;
    if (!box || !this.line) return;
    const indent = inside ? INDENT : 0;
    Object.assign(this.line.style, { top: `${scrollY + (near ? box.bottom : box.top)}px`, left: `${box.left + indent}px`, width: `${box.width - indent}px` });
  }

  begin() {
    if (this.line) return;
    getSelection()?.removeAllRanges();
    rowOf(this.item).dataset.dragged = "";
    this.line = document.createElement("div");
    this.line.className = "drop";
    document.body.append(this.line);
  }

  drop() {
    const list = items();
    if (!this.target || !list) return;
    const { after, inside } = this.target;
    save(this.item, { left: false });
    if (!after) moveTo(this.item, list, /** @type {HTMLElement | null} */ (list.firstElementChild));
    else if (inside) moveTo(this.item, listBelow(after), /** @type {HTMLElement | null} */ (listBelow(after).firstElementChild));
    else moveTo(this.item, /** @type {HTMLElement} */ (after.parentElement), /** @type {HTMLElement | null} */ (after.nextElementSibling));
    focus(this.item);
  }

  end() {
    this.line?.remove();
    rowOf(this.item).removeAttribute("data-dragged");
  }
}
