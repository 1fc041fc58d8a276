// The desk begins: what an earlier tab could not send goes first, then what others change is followed.
import { followOthers } from "../desk/live.js";
import { takeOver } from "../desk/queue.js";
import { byId } from "../desk/page.js";
import { saveAll } from "./lines.js";

// What was typed into a line is saved without a button.
takeOver(() => byId("items") && saveAll());
followOthers();
// Only now is nothing of what is there without script needed.
document.documentElement.classList.add("scripted");
