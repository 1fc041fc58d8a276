// A long list of people is quicker to type into than to scroll.
for (const select of document.querySelectorAll("select[data-typeahead]")) {
  const { id, ariaInvalid } = select;
  const described = select.getAttribute("aria-describedby");
  const chosen = select.value && select.selectedOptions[0].text;
  accessibleAutocomplete.enhanceSelectElement({
    selectElement: select,
    defaultValue: chosen,
    showAllValues: true,
    onConfirm: (name) => choose(select, name ?? document.getElementById(id).value),
  });
  const input = document.getElementById(id);
  if (described) input.setAttribute("aria-describedby", described);
  if (ariaInvalid) input.setAttribute("aria-invalid", ariaInvalid);
}

// What was typed and is nobody's name chooses nobody, so that no earlier choice is sent unseen.
function choose(select, name) {
  const options = [...select.options];
  const named = options.find((option) => option.text.trim().toLowerCase() === name.trim().toLowerCase());
  const none = options.find((option) => option.value === "");
  select.value = (named ?? none)?.value ?? "";
}
