//! Where things are found, and who may find them there: the same conditions under which the
//! pages of each show them.
//!
//! In SQL, `entry` is what is found. $1 are the groups of which the reader is a member, $2 all
//! that the reader may read in, $4 those in which the reader drafts summaries; $5 are the names of the
//! speaker and $6 the same as words. {unveiled} is whether the reader is told of all speakers of its
//! meeting, or none asked not to be named: else its words would find what its page does not tell.

use super::hits::Of;
use super::kinds::Kind;
use super::source::{AUTHOR, BLANK, BY_AUTHOR, PROGRESS_TOLD, SPOKEN, Source};

pub const SOURCES: [Source; 13] = [
    Source {
        of: Of::Edition,
        kind: Kind::Summary,
        key: "edition",
        table: "edition_parts",
        visible: "{readable}",
        many: true,
        speaker: Some("entry.speakers && $5"),
        meeting: "entry.meeting_id",
        number: "entry.edition",
        title: "entry.heading",
        text: "entry.text",
        ..BLANK
    },
    Source {
        of: Of::Draft,
        kind: Kind::Summary,
        key: "draft",
        table: "summary_sections",
        visible: "entry.removed_at is null and entry.meeting_id = any (array(
                      select summaries.meeting_id from summaries
                      where summaries.state <> 'published' and summaries.group_id = any ($1)
                        and (summaries.state <> 'drafting' or summaries.group_id = any ($4))))",
        internal: true,
        group: "(select meetings.group_id from meetings where meetings.id = entry.meeting_id)",
        meeting: "entry.meeting_id",
        title: "entry.heading",
        ..BLANK
    },
    Source {
        of: Of::Meeting,
        kind: Kind::Meeting,
        key: "meeting",
        table: "meetings",
        visible: "{readable} and (entry.number is not null or entry.group_id = any ($1))",
        many: true,
        at: "entry.starts_at",
        meeting: "entry.id",
        text: "''",
        ..BLANK
    },
    Source {
        of: Of::Item,
        kind: Kind::Item,
        key: "item",
        table: "agenda_items",
        visible: "{readable} and (entry.group_id = any ($1) or exists (
                      select from meetings where meetings.id = entry.meeting_id
                        and meetings.number is not null
                        and meetings.agenda_published_at is not null))",
        many: true,
        speaker: SPOKEN,
        meeting: "entry.meeting_id",
        title: "entry.title",
        who: "entry.presenter",
        text: "entry.notes_html",
        ..BLANK
    },
    Source {
        of: Of::Contribution,
        kind: Kind::Contribution,
        key: "contribution",
        table: "contributions",
        visible: "{mine} and entry.removed_at is null and {unveiled}",
        internal: true,
        many: true,
        speaker: Some("entry.speaker = any ($5)"),
        meeting: "entry.meeting_id",
        who: "entry.speaker",
        ..BLANK
    },
    Source {
        of: Of::Decision,
        kind: Kind::Decision,
        key: "decision",
        table: "decisions",
        visible: "{mine} and entry.removed_at is null and {unveiled}",
        internal: true,
        many: true,
        meeting: "entry.meeting_id",
        number: "entry.number",
        ..BLANK
    },
    Source {
        of: Of::Action,
        kind: Kind::Action,
        key: "action",
        table: "action_items",
        visible: "{mine} and entry.removed_at is null and {unveiled}",
        internal: true,
        many: true,
        speaker: Some("exists (select from action_owners
                               where action_owners.action_id = entry.id
                                 and action_owners.name = any ($5))"),
        stateful: true,
        at: "entry.made_at",
        meeting: "entry.meeting_id",
        who: "(select string_agg(owner.name, ', ' order by owner.position)
               from action_owners owner where owner.action_id = entry.id)",
        ..BLANK
    },
    Source {
        of: Of::Plan,
        kind: Kind::Plan,
        key: "plan",
        table: "plans",
        visible: "{readable} and (entry.group_id = any ($1)
                      or entry.visibility = 'public' and entry.state not in ('draft', 'archived'))",
        at: "entry.made_at",
        plan: "entry.id",
        title: "entry.title",
        text: "entry.purpose_html",
        ..BLANK
    },
    Source {
        of: Of::PlanItem,
        kind: Kind::Plan,
        key: "plan_item",
        table: "plan_items",
        visible: "entry.removed_at is null
                  and not exists (select from plan_items above
                                  where above.id = entry.objective_id and above.removed_at is not null)
                  and entry.plan_id = any (array(
                      select plans.id from plans
                      where plans.group_id = any ($2) and (plans.group_id = any ($1)
                          or plans.visibility = 'public'
                             and plans.state not in ('draft', 'archived'))))",
        at: "(select plans.made_at from plans where plans.id = entry.plan_id)",
        group: "(select plans.group_id from plans where plans.id = entry.plan_id)",
        plan: "entry.plan_id",
        title: "entry.title",
        text: "entry.html || case when {told} then ' ' || entry.progress_html else '' end",
        partly: Some((PROGRESS_TOLD, "entry.text_words")),
        ..BLANK
    },
    // What was adopted stays public while the public does not see the text that is worked on.
    Source {
        of: Of::Version,
        kind: Kind::Plan,
        key: "version",
        table: "plan_versions",
        visible: "{readable} and not entry.group_id = any ($1) and entry.visibility = 'public'
                  and exists (select from plans
                              where plans.id = entry.plan_id and plans.adopted = entry.number
                                and (plans.visibility <> 'public'
                                     or plans.state in ('draft', 'archived')))",
        external: true,
        id: "entry.plan_id",
        link: "entry.plan_id",
        at: "entry.adopted_at",
        plan: "entry.plan_id",
        number: "entry.number",
        title: "entry.title",
        text: "unmarked(entry.markdown)",
        ..BLANK
    },
    Source {
        of: Of::PlanComment,
        kind: Kind::Comment,
        key: "plan_comment",
        table: "plan_comments",
        visible: "entry.plan_id = any (array(
                      select plans.id from plans
                      where plans.group_id = any ($2) and (plans.group_id = any ($1)
                          or plans.visibility = 'public'
                             and plans.state not in ('draft', 'archived'))))
                  and (entry.person_id is null or exists (
                      select from plans
                      where plans.id = entry.plan_id and plans.group_id = any ($1)))",
        speaker: Some("coalesce((select people.name from people where people.id = entry.person_id),
                                entry.name) = any ($5)"),
        stateful: true,
        at: "entry.made_at",
        group: "(select plans.group_id from plans where plans.id = entry.plan_id)",
        plan: "entry.plan_id",
        who: "coalesce((select people.name from people where people.id = entry.person_id),
                       entry.name)",
        text: "entry.html || ' ' || entry.proposal",
        ..BLANK
    },
    Source {
        of: Of::Reply,
        kind: Kind::Comment,
        key: "reply",
        table: "plan_replies",
        link: "entry.comment_id",
        visible: "exists (select from plan_comments
                          join plans on plans.id = plan_comments.plan_id
                          where plan_comments.id = entry.comment_id
                            and plans.group_id = any ($1))",
        internal: true,
        speaker: BY_AUTHOR,
        at: "entry.made_at",
        group: "(select plans.group_id from plan_comments
                 join plans on plans.id = plan_comments.plan_id
                 where plan_comments.id = entry.comment_id)",
        plan: "(select plan_comments.plan_id from plan_comments
                where plan_comments.id = entry.comment_id)",
        who: AUTHOR,
        ..BLANK
    },
    Source {
        of: Of::SummaryComment,
        kind: Kind::Comment,
        key: "summary_comment",
        table: "summary_comments",
        visible: "exists (select from meetings
                          where meetings.id = entry.meeting_id and meetings.group_id = any ($1))
                  and {unveiled}",
        internal: true,
        many: true,
        speaker: BY_AUTHOR,
        stateful: true,
        at: "entry.made_at",
        group: "(select meetings.group_id from meetings where meetings.id = entry.meeting_id)",
        meeting: "entry.meeting_id",
        who: AUTHOR,
        ..BLANK
    },
];
