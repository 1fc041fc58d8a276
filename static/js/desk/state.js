// Whether everything is saved, in words, at the bottom edge.
import { byId, when } from "./page.js";
import { say, warn } from "./voice.js";

/** @typedef {"saved" | "saving" | "unreached" | "busy" | "signed-out" | "other-account" | "refused"} State */
const SLOW = 400;
const SIGN_IN = `<a href="/sign-in" target="_blank">Sign in</a>`;

/** @type {State} */
let state = "saved";
let acts = 0;
let reason = "";
/** @type {number | undefined} */
let timer;

/** How many acts are not answered. */
export const waiting = () => acts;
/** @param {number} count */
export function setWaiting(count) {
  acts = count;
}

/** @param {State} next @param {string} [why] */
export function show(next, why = "") {
  clearTimeout(timer);
  // What went wrong stays in sight until something else is known.
  if (next !== "saving") turn(next, why);
  else if (state === "saved") timer = setTimeout(() => turn(next, why), SLOW);
}

export const isSignedOut = () => state === "signed-out" || state === "other-account";

/** @param {State} next @param {string} why */
function turn(next, why) {
  const was = state;
  [state, reason] = [next, why];
  paint();
  if (was === next && !why) return;
  const words = byId("unsaved")?.textContent ?? "";
  if (next === "saved" && was !== "saving") say("Saved.");
  else if (!["saved", "saving"].includes(next)) warn(words);
}

/** The words of this device stand beside the server's, and hide them while they differ. */
function paint() {
  const theirs = document.querySelector("[data-saved]");
  if (!(theirs instanceof HTMLElement)) return;
  theirs.hidden = state !== "saved";
  const own = byId("unsaved") ?? theirs.parentElement?.insertBefore(line(), theirs);
  if (!own) return;
  own.hidden = state === "saved";
  own.classList.toggle("bar__says--wrong", !["saved", "saving"].includes(state));
  own.innerHTML = words();
  if (state === "refused") own.append(reason);
}

function line() {
  const own = document.createElement("p");
  own.id = "unsaved";
  own.className = "bar__says";
  own.dataset.own = "";
  return own;
}

function words() {
  const changes = acts === 1 ? "1 change is kept on this device." : `${acts} changes are kept on this device.`;
  switch (state) {
    case "saving": return "Saving …";
    case "unreached": return `Not saved: no connection. ${changes}`;
    case "busy": return `Not saved: the server does not answer as it should. ${changes}`;
    case "signed-out": return acts > 0 ? `Not saved: you are signed out. ${SIGN_IN}` : `You are signed out. ${SIGN_IN}`;
    case "other-account": return `Not saved: somebody else is signed in here now. ${SIGN_IN} as yourself.`;
    case "refused": return "Not saved: ";
    default: return "";
  }
}

when("shown", paint);
