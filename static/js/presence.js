// Whoever edits a text is told while others have its form open, too, and when their session has ended.
const EVERY = 20_000;
const SIGNED_OUT = `<p>You are signed out. What you typed is still here. <a href="/sign-in" target="_blank">Sign in in another tab</a>, then save it here.</p>`;

for (const told of document.querySelectorAll("[data-editors]")) {
  setInterval(async () => {
    if (document.hidden) return;
    const answer = await fetch(told.dataset.editors, { headers: { accept: "text/html" } });
    // Whoever is signed out is led to the page to sign in, which has no place here.
    const signedOut = answer.redirected || answer.status === 401;
    const html = signedOut ? SIGNED_OUT : answer.ok ? await answer.text() : "";
    // Said again only when it is news, because screen readers read out what changes.
    if (said(html) !== said(told.innerHTML)) told.innerHTML = html;
  }, EVERY);
}

/** Who is named, and where one is sent. */
function said(html) {
  const parts = new DOMParser().parseFromString(html, "text/html").querySelectorAll("bdi, a");
  return [...parts].map((part) => part.textContent).join("\n");
}
