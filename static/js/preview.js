// Below a text in Markdown, how it will read.
for (const area of document.querySelectorAll("textarea[data-preview]")) {
  const shown = document.createElement("div");
  shown.className = "prose preview";
  shown.setAttribute("role", "region");
  shown.setAttribute("aria-label", "Preview");
  shown.setAttribute("aria-live", "polite");
  shown.hidden = true;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--quiet preview__button";
  button.textContent = "Preview";
  area.closest(".field").append(button, shown);

  button.addEventListener("click", async () => {
    const body = new URLSearchParams({ [area.dataset.preview]: area.name, [area.name]: area.value, alone: "true" });
    const answer = await fetch("/preview", { method: "POST", body }).catch(() => undefined);
    shown.hidden = false;
    if (answer?.ok) shown.innerHTML = await answer.text();
    else shown.textContent = "The preview cannot be shown now. Try again later.";
  });
}
