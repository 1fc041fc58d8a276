// The requests that are measured: who asks for what, in the first group of a seeded database.
const GROUP = "/groups/group-1";

/** At least how much of the bare handler's speed. */
export const MEASURED = { edition: 0.8, "edition as JSON": 0.8, "signed-in meeting": 0.7, "saving a contribution": 0.4 };

const SEARCHES = {
  "a common word": "group",
  "a word of the middle": "keyboard",
  "a rare word": "bajaben",
  "two words": "draft strategy",
  "a phrase": '"working group"',
  "a phrase of common words": '"of the group"',
  "a speaker": "speaker:Abena",
  "a name misspelt": "speaker:Abenna",
  "open actions": "is:open policy",
};

/** Who searches, and where. */
const SEARCHERS = {
  "the public": ["public", "/search"],
  "a member": ["member", `${GROUP}/search`],
  "a member of all groups": ["member of all", "/search"],
};

export const SEARCHED = Object.keys(SEARCHERS).flatMap((who) => Object.keys(SEARCHES).map((what) => `${what}, as ${who}`));

/** The paths of a request by its name, and who sends it. */
export function requestOf(name, { published, item, meetings }) {
  const meeting = `${GROUP}/meetings/${published}`;
  const pages = {
    home: ["public", "/"],
    group: ["public", GROUP],
    series: ["public", `${GROUP}/meetings`],
    meeting: ["public", meeting],
    agenda: ["public", `${meeting}/agenda`],
    edition: ["public", `${meeting}/summary/editions/1`],
    "edition as JSON": ["public", `${meeting}/summary/editions/1.json`],
    feed: ["public", `${GROUP}.atom`],
    calendar: ["public", `${GROUP}.ics`],
    desk: ["member", "/"],
    "members group": ["member", GROUP],
    actions: ["member", `${GROUP}/actions`],
    "signed-in meeting": ["member", meeting],
    record: ["member", `${meeting}/record`],
    "saving a contribution": ["secretariat", `${meeting}/record/contributions`],
    "uploading a document": ["secretariat", `${GROUP}/imports`],
  };
  const [who, path] = pages[name] ?? searched(name);
  const form = name.startsWith("saving") ? formOf(item) : undefined;
  return { who, paths: [path], form };
}

function searched(name) {
  const [what, as] = name.split(", as ");
  const [who, path] = SEARCHERS[as];
  return [who, `${path}?q=${encodeURIComponent(SEARCHES[what])}`];
}

/** `ID` is another one each time. */
function formOf(item) {
  const fields = { item, guest: "Ines Guest", text: "We should look at this again in the spring.", attribution: "attributed" };
  return `id=ID&${new URLSearchParams(fields)}`;
}
