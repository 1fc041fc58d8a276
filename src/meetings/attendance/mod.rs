//! Who was there: members of the group, and guests by name.

pub mod api;
pub mod pages;
mod store;

use std::collections::BTreeSet;

use serde::Deserialize;
use sqlx::PgPool;

use crate::record;
use crate::record::entry::{Act, OpenRecord};
use access::fields::people::PersonRef;
use access::fields::texts::line;
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::ids::PersonId;
use base::policy::RecordMeetings;
use platform::desk::changed_by_another;
use platform::history::{self, Change};
use platform::web::{Error, Invalid, Result, transaction};

/// The list as it is sent, beside what it was when the form was shown. Only the difference is
/// applied, so that two who tick at once lose nobody.
/// As history calls it.
const SUBJECT: &str = "attendance";

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AttendanceForm {
    pub present: Vec<PersonId>,
    pub present_before: Vec<PersonId>,
    /// One name a line.
    pub guests: String,
    pub guests_before: String,
}

/// What a form changes in a set.
#[derive(Debug, PartialEq)]
struct Difference<T> {
    added: Vec<T>,
    removed: Vec<T>,
}

impl<T: Ord + Clone> Difference<T> {
    fn between(before: &[T], after: &[T]) -> Self {
        let missing = |from: &[T], among: &[T]| {
            let among: BTreeSet<_> = among.iter().collect();
            let from: BTreeSet<_> = from.iter().collect();
            from.difference(&among).map(|one| (*one).clone()).collect()
        };
        Difference { added: missing(after, before), removed: missing(before, after) }
    }

    fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty()
    }
}

pub async fn save(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &MeetingPath,
    form: &AttendanceForm,
) -> Result<()> {
    let mut tx = transaction(db).await?;
    let meeting = &record::open(&mut tx, by, at.meeting).await?;
    let mut open = OpenRecord::new(&mut tx, by, meeting);
    save_in(&mut open, form).await?;
    open.finish("").await?;
    tx.commit().await?;
    Ok(())
}

/// Within a larger change. Tells who came onto the list, and who went off it.
pub async fn save_in(open: &mut OpenRecord<'_>, form: &AttendanceForm) -> Result<Act> {
    let mut invalid = Invalid::default();
    let guests = names(&form.guests, &mut invalid);
    invalid.or(())?;
    let members = Difference::between(&form.present_before, &form.present);
    let guests = Difference::between(&names(&form.guests_before, &mut Invalid::default()), &guests);
    let (db, meeting) = (&mut *open.db, open.meeting);
    let before = store::names(db, meeting.id).await?;
    let removed = store::remove(db, meeting.id, &members.removed, &guests.removed).await?;
    let added = store::add(db, meeting, &members.added, &guests.added).await?;
    let change = Difference::between(&before, &store::names(db, meeting.id).await?);
    if !change.is_empty() {
        let reason = describe(&change);
        let event = Change {
            subject: SUBJECT,
            event: "attendance recorded",
            reason: &reason,
            ..meeting.event()
        };
        history::log(db, open.by.person.id, event).await?;
        open.touch("facts");
    }
    Ok(Act::Attended { added, removed })
}

/// Puts those back who went, and takes those off who came, unless somebody else has changed the list
/// since, within a larger change.
pub async fn undo_in(
    open: &mut OpenRecord<'_>,
    added: &[PersonRef],
    removed: &[PersonRef],
    since: i64,
) -> Result<()> {
    let (meeting, me) = ([open.meeting.id.0], open.by.person.id);
    let other = changed_by_another(open.db, Some(SUBJECT), &meeting, me, since).await?;
    if let Some(other) = other {
        return Err(Error::conflict(format!(
            "{other} changed who was present after you, so you cannot undo your change. Edit the list \
             instead.",
        )));
    }
    let members = |people: &[PersonRef]| people.iter().filter_map(|who| who.id).collect();
    let guests = |people: &[PersonRef]| {
        let names: Vec<_> = people.iter().map(PersonRef::guest).collect();
        names.join("\n")
    };
    let form = AttendanceForm {
        present: members(removed),
        present_before: members(added),
        guests: guests(removed),
        guests_before: guests(added),
    };
    save_in(open, &form).await.map(drop)
}

fn names(lines: &str, invalid: &mut Invalid) -> Vec<String> {
    let names = lines.lines().map(|name| line("guests", name, invalid));
    names.filter(|name| !name.is_empty()).collect()
}

/// "Present: Mira Rao. Not present: Ines."
fn describe(change: &Difference<String>) -> String {
    let said = [("Present", &change.added), ("Not present", &change.removed)];
    let said = said.iter().filter(|(_, names)| !names.is_empty());
    let said = said.map(|(what, names)| format!("{what}: {}.", names.join(", ")));
    said.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_form_changed_is_changed() {
        let change = Difference::between(&["a", "b"], &["b", "c", "c"]);

        assert_eq!(change, Difference { added: vec!["c"], removed: vec!["a"] });
        assert!(Difference::between(&["a"], &["a"]).is_empty());
    }
}
