// What this device keeps for an account goes when that signs out, which is asked about first. Tabs that wait for a sign-in hear of it.
const out = document.querySelector("form[action='/sign-out']");
const account = out?.dataset.account ?? document.querySelector("main[data-me]")?.dataset.me;
const LOST = "Something that you wrote is not sent yet. It is kept on this device only. Sign out and lose it?";

if (account && "BroadcastChannel" in window) new BroadcastChannel("account").postMessage(account);

out?.addEventListener("submit", (leaving) => {
  const places = account ? [...kept(`unsent/${account}/`), ...kept(`draft/${account}/`)] : [];
  if (places.length > 0 && !confirm(LOST)) return leaving.preventDefault();
  for (const place of places) localStorage.removeItem(place);
});

function kept(start) {
  try {
    return Object.keys(localStorage).filter((place) => place.startsWith(start));
  } catch {
    return [];
  }
}
