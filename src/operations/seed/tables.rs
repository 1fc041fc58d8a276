//! Rows on their way into the database, as PostgreSQL's COPY reads them.

use chrono::{DateTime, Utc};
use csv::{Writer, WriterBuilder};
use serde::{Serialize, Serializer};

use base::ids::PersonId;
use platform::history::Change;

/// The rows of one table.
pub struct Rows {
    written: Writer<Vec<u8>>,
    size: usize,
}

macro_rules! tables {
    ($($table:ident: $columns:literal;)+) => {
        /// In an order in which no row refers to a later one.
        #[derive(Default)]
        pub struct Tables {
            $(pub $table: Rows,)+
            /// How much of history was told.
            told: i64,
        }

        impl Tables {
            /// How many rows wait.
            pub fn size(&self) -> usize {
                0 $(+ self.$table.size)+
            }

            /// What waits of each table, and the statement that takes it in.
            pub fn copies(self) -> Vec<(&'static str, Vec<u8>)> {
                let mut copies = Vec::new();
                $(if self.$table.size > 0 {
                    let statement = concat!(
                        "copy ", stringify!($table), " (", $columns,
                        ") from stdin with (format csv, null '\\N')"
                    );
                    copies.push((statement, self.$table.bytes()));
                })+
                copies
            }
        }
    };
}

tables! {
    people: "id, name, email, administrator, created_at";
    groups: "id, slug, name, short_name, purpose, purpose_html, visibility, last_meeting, created_at";
    memberships: "id, group_id, person_id, role, affiliation, stakeholder_group, since";
    meetings: "id, group_id, number, title, state, starts_at, minutes, joining_link, \
               next_meeting_at, agenda_published_at, record_id, closed_at, created_at";
    moderators: "meeting_id, position, person_id, name";
    attendances: "id, meeting_id, person_id, name";
    agenda_items: "id, meeting_id, group_id, parent_id, position, label, title, presenter, minutes, \
                   outcome, reason";
    contributions: "id, meeting_id, group_id, item_id, position, speaker_id, speaker, capacity, \
                    attribution, text, html";
    decisions: "id, group_id, meeting_id, item_id, number, text, html";
    action_items: "id, group_id, meeting_id, item_id, text, html, due, state, made_at";
    action_owners: "action_id, position, person_id, name";
    action_reports: "id, action_id, person_id, state, text, html, made_at";
    summaries: "meeting_id, group_id, state, deadline, text_hash";
    summary_sections: "id, meeting_id, kind, item_id, position, heading, text, html, \
                       composed_heading, composed";
    summary_comments: "id, meeting_id, section_id, edition, quote, kind, person_id, text, html, \
                       made_at";
    approvals: "meeting_id, edition, person_id, text_hash, approved_at";
    editions: "meeting_id, number, group_id, sequence, title, markdown, html, document, \
               approved_by, published_by, published_at, sha256, chain";
    plans: "id, group_id, slug, title, purpose, purpose_html, visibility, state, comments_until, \
            adopted, made_at";
    plan_items: "id, plan_id, objective_id, position, title, text, html, due";
    activity_leads: "item_id, position, person_id, name";
    plan_comments: "id, plan_id, number, item_id, kind, person_id, text, html, brief, made_at";
    plan_versions: "plan_id, number, group_id, title, visibility, markdown, html, document, \
                    decision_id, adopted_by, adopted_at, sha256, chain";
    history: "id, at, person_id, group_id, meeting_id, subject, subject_id, event, reason, \
              revision, content";
    events: "position, group_id, history_id";
}

impl Tables {
    /// What waits, so that more can be added to none.
    pub fn take(&mut self) -> Tables {
        let rest = Tables { told: self.told, ..Tables::default() };
        std::mem::replace(self, rest)
    }

    /// What happened, as history keeps it and programs are told of it.
    pub fn tell(&mut self, at: DateTime<Utc>, by: PersonId, event: Change<'_>) {
        self.told += 1;
        if let Some(group) = event.group {
            self.events.add((self.told, group, self.told));
        }
        self.history.add((
            self.told,
            at,
            by,
            Known(event.group),
            Known(event.meeting),
            event.subject,
            event.subject_id,
            event.event,
            event.reason,
            Known(event.revision),
            Known(event.content.map(|content| content.to_string())),
        ));
    }
}

impl Default for Rows {
    fn default() -> Self {
        let written = WriterBuilder::new().has_headers(false).from_writer(Vec::new());
        Rows { written, size: 0 }
    }
}

impl Rows {
    pub fn add(&mut self, row: impl Serialize) {
        self.written.serialize(row).expect("a row of plain values can be written");
        self.size += 1;
    }

    fn bytes(self) -> Vec<u8> {
        self.written.into_inner().expect("nothing fails in memory")
    }
}

/// A value that may be unknown: null.
pub struct Known<T>(pub Option<T>);

impl<T: Serialize> Serialize for Known<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Some(value) => value.serialize(to),
            None => to.serialize_str("\\N"),
        }
    }
}

/// Bytes as PostgreSQL writes them.
pub struct Bytes<'a>(pub &'a [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&format!("\\x{}", base::digest::hex(self.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_and_the_empty_text_stay_apart() {
        let mut tables = Tables::default();
        tables.moderators.add((Known(None::<i32>), 1, "", Bytes(&[0xab, 1])));
        tables.moderators.add((Known(Some(2)), 1, "a, \"b\"\nc\\N", true));
        let copies = tables.copies();
        let [(statement, rows)] = copies.as_slice() else { panic!("{copies:?}") };
        assert!(statement.starts_with("copy moderators (meeting_id, position, person_id, name)"));
        let expected = "\\N,1,,\\xab01\n2,1,\"a, \"\"b\"\"\nc\\N\",true\n";
        assert_eq!(String::from_utf8_lossy(rows), expected);
    }
}
