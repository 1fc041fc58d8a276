// Who was signed out goes on when they are signed in again, as themselves.
import { base } from "./page.js";
import { isOthers } from "./parts.js";
import { show } from "./state.js";

/** Each page says who is signed in on it. */
const accounts = "BroadcastChannel" in window ? new BroadcastChannel("account") : undefined;

/** Comes back when this account is signed in, perhaps in another tab. */
export async function signedIn() {
  for (;;) {
    await somebodyCame();
    const answer = await fetch(base, { headers: { part: "bar" }, cache: "no-store" }).catch(() => undefined);
    if (answer?.ok && !isOthers(answer)) return;
    if (answer?.ok) show("other-account");
  }
}

/** @returns {Promise<void>} */
function somebodyCame() {
  return new Promise((wake) => {
    const came = () => {
      removeEventListener("focus", came);
      document.removeEventListener("visibilitychange", came);
      accounts?.removeEventListener("message", came);
      wake();
    };
    addEventListener("focus", came);
    document.addEventListener("visibilitychange", came);
    accounts?.addEventListener("message", came);
  });
}
