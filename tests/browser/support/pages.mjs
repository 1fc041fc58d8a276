// Every page of the product, by its route: who looks at which address of it, when it is full and when it is empty.
import { makeServiceAccount, makeWebhook, openComment, startReport } from "./young_group.mjs";

export const GROUP = "/groups/wg-strategy";
/** A group that has just begun: its first meeting is open and empty, the second has one item and a draft summary. */
export const YOUNG = "/groups/wg-young";
const ID = "[0-9a-f]{8}-[0-9a-f-]{27}";
const ending = (path) => new RegExp(`/${path.replace("ID", ID)}$`);

const IN_REVIEW = `${GROUP}/meetings/44`;
const PUBLISHED = `${GROUP}/meetings/45`;
const PLANNED = `${GROUP}/meetings/46`;
const EMPTY = `${YOUNG}/meetings/1`;
const DRAFTED = `${YOUNG}/meetings/2`;

/** A public plan that is open for comments; one that was adopted and is drafted anew; one that was adopted. */
const PLAN = `${GROUP}/plans/wsis20`;
const REDRAFTED = `${GROUP}/plans/outreach`;
const ADOPTED = `${GROUP}/plans/working-methods`;

/** Ways to pages below others, for those who refuse or clash there too. */
export const AT = {
  actionOfNoMeeting: ["secretariat", `${GROUP}/actions?owner=Kwame+Ostrander`, ending("actions/ID")],
  ownAction: ["member", "/", ending("actions/ID")],
  agenda: ["cochair", `${PLANNED}/agenda`],
  agendaItem: ["cochair", `${PLANNED}/agenda`, ending("agenda/items/ID")],
  action: ["secretariat", `${IN_REVIEW}/record`, ending("record/actions/ID")],
  comment: ["member", `${IN_REVIEW}/summary/comments/new`, /new\?section=/],
  contribution: ["secretariat", `${IN_REVIEW}/record`, ending("contributions/ID")],
  decision: ["secretariat", `${IN_REVIEW}/record`, ending("decisions/ID")],
  item: ["secretariat", `${IN_REVIEW}/record`, ending("record/items/ID")],
  membership: ["cochair", `${GROUP}/members`, ending("members/ID/edit")],
  note: ["secretariat", `${IN_REVIEW}/record`, /notes\/new\?contribution=/],
  activity: ["cochair", PLAN, /\?edit=[0-9a-f-]{36}/],
  objective: ["cochair", PLAN],
  outcome: ["secretariat", `${IN_REVIEW}/record`, ending("record/items/ID"), ending("outcome")],
  section: ["secretariat", `${DRAFTED}/summary/edit`, ending("sections/ID")],
};

export const PAGES = {
  "/": [[undefined, "/"], ["member", "/"], ["admin", "/"]],
  "/account": [["member", "/account"]],
  "/account/tokens": [["member", "/account/tokens"], ["admin", "/account/tokens"]],
  "/administration": [["admin", "/administration"]],
  "/administration/groups/new": [["admin", "/administration/groups/new"]],
  "/administration/groups/{group}": [["admin", "/administration/groups/wg-strategy"]],
  "/administration/people/{person}": [["admin", "/administration", ending("administration/people/ID")]],
  "/api/docs": [[undefined, "/api/docs"]],
  "/api/docs/{noun}": [[undefined, "/api/docs/contributions"]],
  "/groups/{group}": [[undefined, GROUP], ["cochair", GROUP], [undefined, YOUNG], ["cochair", YOUNG]],
  "/groups/{group}/actions": [
    ["member", `${GROUP}/actions`],
    ["cochair", `${GROUP}/actions?state=all&meeting=44`],
    ["cochair", `${YOUNG}/actions`],
  ],
  "/groups/{group}/actions/import": [["secretariat", `${GROUP}/actions/import`]],
  "/groups/{group}/actions/{action}": [AT.ownAction, AT.actionOfNoMeeting],
  "/groups/{group}/actions/{action}/edit": [[...AT.actionOfNoMeeting, ending("actions/ID/edit")]],
  "/groups/{group}/imports/new": [["secretariat", `${GROUP}/imports/new`]],
  "/groups/{group}/imports/{import}": [["secretariat", startReport]],
  "/groups/{group}/invitations/new": [["cochair", `${GROUP}/invitations/new`]],
  "/groups/{group}/meetings": [[undefined, `${GROUP}/meetings`], ["cochair", `${GROUP}/meetings`]],
  "/groups/{group}/meetings/new": [["cochair", `${GROUP}/meetings/new`]],
  "/groups/{group}/meetings/{meeting}": [[undefined, PUBLISHED], ["cochair", PLANNED], ["member", IN_REVIEW], ["cochair", EMPTY]],
  "/groups/{group}/meetings/{meeting}/agenda": [[undefined, `${PUBLISHED}/agenda`], AT.agenda, ["cochair", `${EMPTY}/agenda`]],
  "/groups/{group}/meetings/{meeting}/agenda/items/{item}": [AT.agendaItem],
  "/groups/{group}/meetings/{meeting}/agenda/items/{item}/removal": [["cochair", `${PLANNED}/agenda`, ending("agenda/items/ID/removal")]],
  "/groups/{group}/meetings/{meeting}/agenda/publication": [["cochair", `${DRAFTED}/agenda/publication`]],
  "/groups/{group}/meetings/{meeting}/agenda/removed-items": [["cochair", `${PLANNED}/agenda/removed-items`]],
  "/groups/{group}/meetings/{meeting}/agenda/text": [["cochair", `${PLANNED}/agenda/text`], ["cochair", `${EMPTY}/agenda/text`]],
  "/groups/{group}/meetings/{meeting}/cancellation": [["cochair", `${PLANNED}/cancellation`]],
  "/groups/{group}/meetings/{meeting}/edit": [["cochair", `${PLANNED}/edit`]],
  "/groups/{group}/meetings/{meeting}/record": [
    ["member", `${IN_REVIEW}/record`],
    ["secretariat", `${PUBLISHED}/record`],
    ["secretariat", `${EMPTY}/record`],
    ["secretariat", `${IN_REVIEW}/record`, /record\?edit=/],
  ],
  "/groups/{group}/meetings/{meeting}/record/actions/new": [["secretariat", `${IN_REVIEW}/record/actions/new`]],
  "/groups/{group}/meetings/{meeting}/record/actions/{entry}": [AT.action],
  "/groups/{group}/meetings/{meeting}/record/actions/{entry}/position": [["secretariat", `${IN_REVIEW}/record`, ending("record/actions/ID/position")]],
  "/groups/{group}/meetings/{meeting}/record/attendance": [["secretariat", `${IN_REVIEW}/record/attendance`]],
  "/groups/{group}/meetings/{meeting}/record/contributions/{entry}": [AT.contribution],
  "/groups/{group}/meetings/{meeting}/record/contributions/{entry}/position": [["secretariat", `${IN_REVIEW}/record`, ending("contributions/ID/position")]],
  "/groups/{group}/meetings/{meeting}/record/decisions/new": [["secretariat", `${IN_REVIEW}/record/decisions/new`]],
  "/groups/{group}/meetings/{meeting}/record/decisions/{entry}": [AT.decision],
  "/groups/{group}/meetings/{meeting}/record/decisions/{entry}/position": [["secretariat", `${IN_REVIEW}/record`, ending("decisions/ID/position")]],
  "/groups/{group}/meetings/{meeting}/record/history/{entry}": [[...AT.contribution, ending("history/ID")]],
  "/groups/{group}/meetings/{meeting}/record/items/{entry}": [AT.item, ["secretariat", `${DRAFTED}/record`, ending("record/items/ID")]],
  "/groups/{group}/meetings/{meeting}/record/items/{entry}/outcome": [AT.outcome],
  "/groups/{group}/meetings/{meeting}/record/notes/new": [AT.note],
  "/groups/{group}/meetings/{meeting}/record/notes/{entry}": [["secretariat", `${PUBLISHED}/record`, ending("record/notes/ID")]],
  "/groups/{group}/meetings/{meeting}/record/particulars": [["secretariat", `${IN_REVIEW}/record/particulars`]],
  "/groups/{group}/meetings/{meeting}/record/remaining": [
    ["secretariat", `${DRAFTED}/record/remaining`],
    ["secretariat", `${IN_REVIEW}/record/remaining`],
  ],
  "/groups/{group}/meetings/{meeting}/session": [["cochair", `${PLANNED}/session`]],
  "/groups/{group}/meetings/{meeting}/summary": [
    [undefined, `${PUBLISHED}/summary`],
    ["cochair", `${IN_REVIEW}/summary`],
    ["observer", `${IN_REVIEW}/summary`],
    ["cochair", `${EMPTY}/summary`],
    ["cochair", `${DRAFTED}/summary`],
  ],
  "/groups/{group}/meetings/{meeting}/summary/comments": [["member", `${IN_REVIEW}/summary/comments`]],
  "/groups/{group}/meetings/{meeting}/summary/comments/new": [["member", `${IN_REVIEW}/summary/comments/new`], AT.comment],
  "/groups/{group}/meetings/{meeting}/summary/comments/{comment}": [["secretariat", openComment]],
  "/groups/{group}/meetings/{meeting}/summary/corrigendum": [["secretariat", `${PUBLISHED}/summary/corrigendum`]],
  "/groups/{group}/meetings/{meeting}/summary/edit": [["secretariat", `${DRAFTED}/summary/edit`], ["secretariat", `${IN_REVIEW}/summary/edit`]],
  "/groups/{group}/meetings/{meeting}/summary/editions/{edition}": [
    [undefined, `${PUBLISHED}/summary/editions/1`],
    ["cochair", `${PUBLISHED}/summary/editions/1`],
  ],
  "/groups/{group}/meetings/{meeting}/summary/passages": [["member", `${IN_REVIEW}/summary/passages`]],
  "/groups/{group}/meetings/{meeting}/summary/preview": [["secretariat", `${DRAFTED}/summary/preview`]],
  "/groups/{group}/meetings/{meeting}/summary/return": [["cochair", `${IN_REVIEW}/summary/return`]],
  "/groups/{group}/meetings/{meeting}/summary/review": [["secretariat", `${DRAFTED}/summary/review`]],
  "/groups/{group}/meetings/{meeting}/summary/review/end": [["cochair", `${IN_REVIEW}/summary/review/end`]],
  "/groups/{group}/meetings/{meeting}/summary/sections/{section}": [AT.section],
  "/groups/{group}/members": [["member", `${GROUP}/members`], ["cochair", `${GROUP}/members`]],
  "/groups/{group}/members/{membership}/edit": [AT.membership],
  "/groups/{group}/search": [[undefined, `${GROUP}/search?q=leadership`], ["member", `${GROUP}/search?q=leadership`], ["cochair", `${YOUNG}/search`]],
  "/groups/{group}/plans": [[undefined, `${GROUP}/plans`], ["cochair", `${GROUP}/plans`], ["cochair", `${YOUNG}/plans`]],
  "/groups/{group}/plans/new": [["cochair", `${GROUP}/plans/new`]],
  "/groups/{group}/plans/{plan}": [
    [undefined, PLAN],
    ["observer", PLAN],
    ["cochair", PLAN],
    ["cochair", `${PLAN}?edit=plan`],
    ["cochair", `${PLAN}?edit=objective`],
    [...AT.objective, /\?edit=activity/],
    [...AT.objective, /\?edit=[0-9a-f-]{36}/],
    AT.activity,
  ],
  "/groups/{group}/plans/{plan}/comments": [[undefined, `${PLAN}/comments`], ["member", `${PLAN}/comments`], ["secretariat", `${PLAN}/comments?state=open`]],
  "/groups/{group}/plans/{plan}/comments/new": ["comment", "change", "objective"].map((kind) => ["member", `${PLAN}/comments/new?kind=${kind}`]),
  "/groups/{group}/plans/{plan}/comments/{comment}": [["member", `${PLAN}/comments`, ending("comments/ID")]],
  "/groups/{group}/plans/{plan}/comments/{comment}/settlement": [["secretariat", `${PLAN}/comments?state=open`, ending("settlement")]],
  "/groups/{group}/plans/{plan}/dispositions": [[undefined, `${PLAN}/dispositions`], ["member", `${PLAN}/dispositions`]],
  "/groups/{group}/plans/{plan}/public-comments": [["secretariat", `${PLAN}/public-comments`]],
  "/groups/{group}/plans/{plan}/public-comments/new": [[undefined, `${PLAN}/public-comments/new`]],
  "/groups/{group}/plans/{plan}/items/{item}": [[undefined, PLAN, ending("items/ID")], ["cochair", PLAN, ending("items/ID")]],
  "/groups/{group}/plans/{plan}/adoption": [["cochair", `${REDRAFTED}/adoption`]],
  "/groups/{group}/plans/{plan}/changes": [["cochair", `${REDRAFTED}/changes`]],
  "/groups/{group}/plans/{plan}/versions/{version}": [[undefined, `${REDRAFTED}/versions/1`], ["cochair", `${ADOPTED}/versions/1`]],
  "/groups/{group}/plans/{plan}/items/{item}/actions/new": [["cochair", PLAN, ending("items/ID"), ending("actions/new")]],
  "/groups/{group}/plans/{plan}/import": [["cochair", `${PLAN}/import`]],
  "/groups/{group}/plans/{plan}/history": [["member", `${REDRAFTED}/history`]],
  "/groups/{group}/plans/{plan}/opening": [["cochair", `${PLAN}/opening`]],
  "/groups/{group}/plans/{plan}/removed": [["cochair", `${PLAN}/removed`]],
  "/groups/{group}/settings": [["cochair", `${GROUP}/settings`]],
  "/groups/{group}/visibility": [["cochair", `${GROUP}/visibility`]],
  "/groups/{group}/webhooks": [["secretariat", `${GROUP}/webhooks`]],
  "/groups/{group}/webhooks/new": [["secretariat", `${GROUP}/webhooks/new`]],
  "/groups/{group}/webhooks/{webhook}": [["secretariat", makeWebhook]],
  "/groups/{group}/service-accounts": [["secretariat", `${YOUNG}/service-accounts`], ["secretariat", `${GROUP}/service-accounts`]],
  "/groups/{group}/service-accounts/{account}": [["secretariat", makeServiceAccount]],
  "/search": [[undefined, "/search"], [undefined, "/search?q=leadership"], ["member", "/search?q=leadership"]],
  "/sign-in": [[undefined, "/sign-in"]],
  "/sign-in/link": [[undefined, "/sign-in/link"]],
};

/** Pages behind mailed and printed links, which people.test.mjs and reminders.test.mjs follow and audit. */
export const BY_LINK = [
  "/welcome/{token}",
  "/sign-in/link/{token}",
  "/invitations/{token}",
  "/reports/{token}",
  "/reminders/{token}",
  "/public-comments/{token}",
];

/** What is text for programs, or a file. */
export const NO_PAGES = [
  "/healthz",
  "/live",
  "/metrics",
  "/readyz",
  "/publications.atom",
  "/robots.txt",
  "/sitemap.xml",
  "/groups/{group}/actions.csv",
  "/groups/{group}/meetings/{meeting}/source",
  "/groups/{group}/plans/{plan}/editors",
  "/groups/{group}/meetings/{meeting}/summary.json",
  "/groups/{group}/meetings/{meeting}/summary.md",
  "/groups/{group}/plans/{plan}/dispositions.csv",
];
