// Of each field: what is saved, what is on its way, and what was typed since.

/** @typedef {HTMLTextAreaElement | HTMLInputElement} Field */
export const FIELD = "textarea, input:not([type=hidden], [type=checkbox], [type=radio])";
/** What is replaced as a whole, or not at all. */
export const PART = "[id^='row-'], [id^='entry-'], [id^='para-']";

/** By the name of its field, what was sent and is not answered. @type {Map<string, string>} */
const underWay = new Map();
/** By the name of its field, what the server would not take: it is sent again only when it is changed. @type {Map<string, string>} */
const refused = new Map();

/** @param {ParentNode} place @returns {Field[]} */
export const fieldsOf = (place) => [...place.querySelectorAll(FIELD)].map((field) => /** @type {Field} */ (field));

/** @param {string} name @returns {Field | null} */
export const fieldNamed = (name) => document.querySelector(`#main :is(textarea, input)[name="${CSS.escape(name)}"]`);

/** What of it the server has, or has been sent. @param {Field} field */
export const sentOf = (field) => underWay.get(field.name) ?? refused.get(field.name) ?? field.defaultValue;

/** Whether it holds text that nobody has sent. @param {Field} field */
export const isTyped = (field) => field.value.trim() !== sentOf(field).trim();

/** Whether it holds text that is not saved, sent or not. @param {Field} field */
export const isUnsaved = (field) => field.value.trim() !== field.defaultValue.trim();

/** @param {Record<string, string>} texts by the names of their fields */
export function sending(texts) {
  for (const [name, text] of Object.entries(texts)) {
    underWay.set(name, text);
    refused.delete(name);
  }
}

/** @param {Record<string, string>} texts */
export function saved(texts) {
  for (const [name, text] of Object.entries(texts)) {
    const field = fieldNamed(name);
    if (field && field.value === text) field.defaultValue = text;
    settle(name, text);
  }
}

/** @param {Record<string, string>} texts */
export function refuse(texts) {
  for (const [name, text] of Object.entries(texts)) if (settle(name, text)) refused.set(name, text);
}

export const hasRefused = () => refused.size > 0;

/** Goes back to what is saved. @param {string} name */
export function giveUp(name) {
  const field = fieldNamed(name);
  if (field) field.value = field.defaultValue;
  underWay.delete(name);
  refused.delete(name);
}

/** Whether nothing newer is on its way from there. @param {string} name @param {string} text */
function settle(name, text) {
  return underWay.get(name) === text && underWay.delete(name);
}
