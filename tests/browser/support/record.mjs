// The record's desk, as somebody works on it: by its box, its keys and its menus.

/** Opens it, and counts what it sends and loads from then on. */
export async function openRecord(page, path) {
  await page.goto(path);
  await page.locator("#sheet").waitFor();
  const count = { loads: 0, posts: [] };
  page.on("request", (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) count.loads += 1;
    if (request.method() === "POST" && request.url().includes("/record/")) count.posts.push(request);
  });
  return count;
}

/** "Mira Castellund: proposed it", under an item of that title, or in all. */
export function entriesOf(page, title) {
  return page.evaluate((title) => {
    const sections = [...document.querySelectorAll("#sheet section")].filter((one) => !title || one.querySelector("h2").textContent.includes(title));
    const entries = sections.flatMap((section) => [...section.querySelectorAll(".record > li")]);
    const words = (element) => element?.textContent.replaceAll(/\s+/g, " ").trim() ?? "";
    return entries.map((entry) => {
      const text = entry.querySelector(".record__text");
      return text ? `${words(entry.querySelector(".record__head :is(bdi, .record__kind)"))}: ${words(text)}` : words(entry);
    });
  }, title);
}

/** Waits until the entries under an item are these. */
export async function showsEntries(page, title, entries) {
  const end = Date.now() + 5000;
  let shown;
  do shown = await entriesOf(page, title);
  while (Date.now() < end && shown.join("\n") !== entries.join("\n"));
  return shown;
}
