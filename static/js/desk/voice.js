// What is read out: at most one sentence a second, and the last one wins.
import { byId } from "./page.js";

const EVERY = 1000;
const alarm = document.createElement("p");
alarm.className = "visually-hidden";
alarm.setAttribute("role", "alert");
document.body.append(alarm);

let spoken = 0;
let next = "";
/** @type {number | undefined} */
let timer;

/** @param {string} text */
export function say(text) {
  next = text;
  timer ??= setTimeout(() => {
    timer = undefined;
    spoken = Date.now();
    put(byId("said"), next);
  }, Math.max(100, spoken + EVERY - Date.now()));
}

/** Read out at once: that something is not saved. @param {string} text */
export function warn(text) {
  if (alarm.textContent !== text) put(alarm, text);
}

/** A sentence that is said twice has to differ to be read out again. @param {HTMLElement | null} place @param {string} text */
function put(place, text) {
  if (place) place.textContent = place.textContent === text ? `${text}\u00a0` : text;
}
