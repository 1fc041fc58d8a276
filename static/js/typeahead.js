// A long list of people is quicker to type into than to scroll.
for (const select of document.querySelectorAll("select[data-typeahead]")) {
  const { id, ariaInvalid } = select;
  const describing = (select.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
  const description = describing.map((id) => document.getElementById(id).textContent).join(" ");
  accessibleAutocomplete.enhanceSelectElement({
    selectElement: select,
    defaultValue: select.value && select.selectedOptions[0].text,
    showAllValues: true,
    confirmOnBlur: false,
    onConfirm: (name) => choose(select, name),
    tAssistiveHint: () => `${description} Type to shorten the list, go through it with the arrow keys, choose with Enter.`,
  });
  const input = document.getElementById(id);
  input.addEventListener("input", () => choose(select, input.value));
  input.ariaDescription = description;
  input.ariaInvalid = ariaInvalid;
}

// What is typed and is nobody's name chooses nobody, so that no earlier choice is sent unseen.
function choose(select, name = "") {
  const options = [...select.options];
  const plain = (text) => text.trim().toLowerCase();
  const named = options.find((option) => plain(option.text) === plain(name));
  select.value = (named ?? options.find((option) => option.value === ""))?.value ?? "";
}
