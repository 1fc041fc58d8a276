//! Who is told of which event: whoever sees on pages what it is about, and nobody else.

use crate::policy::{
    Capability, DraftSummaries, LetCommentsThrough, ManageMembers, ManageServiceAccounts,
    ManageWebhooks, ReadGroup, RecordMeetings, Role,
};

/// By subject, or by subject and what happened. Of what is not here nobody is told.
const AUDIENCES: &[(&str, &str, &[Role])] = &[
    ("group", "", ReadGroup::ROLES),
    ("membership", "", ReadGroup::ROLES),
    ("invitation", "", ManageMembers::ROLES),
    ("webhook", "", ManageWebhooks::ROLES),
    ("service account", "", ManageServiceAccounts::ROLES),
    ("meeting", "", ReadGroup::ROLES),
    ("agenda item", "", ReadGroup::ROLES),
    ("outcome", "", ReadGroup::ROLES),
    ("record", "", ReadGroup::ROLES),
    ("attendance", "", ReadGroup::ROLES),
    ("contribution", "", ReadGroup::ROLES),
    ("decision", "", ReadGroup::ROLES),
    ("action item", "", ReadGroup::ROLES),
    ("update note", "", ReadGroup::ROLES),
    // Everybody in the group sees where a summary stands; its sections are those's who draft.
    ("summary", "", ReadGroup::ROLES),
    ("section", "", DraftSummaries::ROLES),
    ("comment", "", ReadGroup::ROLES),
    ("plan", "", ReadGroup::ROLES),
    ("objective", "", ReadGroup::ROLES),
    ("activity", "", ReadGroup::ROLES),
    ("plan comment", "", ReadGroup::ROLES),
    ("plan reply", "", ReadGroup::ROLES),
    ("public comment", "", LetCommentsThrough::ROLES),
    ("public comment", "let through", ReadGroup::ROLES),
];

/// What only people keep (`ManageMembers`), whatever role a service account has.
const FOR_PEOPLE: &[&str] = &["invitation"];

/// Those who are told the same: everybody of a role, people or programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Audience {
    pub role: Role,
    pub program: bool,
}

impl Audience {
    /// Every kind of event that is told to them, as statements take them.
    pub fn kinds(self) -> Vec<String> {
        let kinds = self.told().map(|(subject, event)| match event {
            "" => subject.to_owned(),
            event => format!("{subject}: {event}"),
        });
        kinds.collect()
    }

    /// Whether they are told of it.
    pub fn hears(self, subject: &str, event: &str) -> bool {
        self.told().any(|(of, only)| of == subject && (only.is_empty() || only == event))
    }

    /// Whether a page shows them why, or with which words, it happened.
    pub fn hears_reason(self, subject: &str, event: &str) -> bool {
        tells_reason(subject, event, self.role)
    }

    fn told(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let told = AUDIENCES.iter().filter(move |(subject, _, roles)| {
            roles.contains(&self.role) && !(self.program && FOR_PEOPLE.contains(subject))
        });
        told.map(|(subject, event, _)| (*subject, *event))
    }
}

/// Whether somebody decided who is told of it.
pub fn is_known(subject: &str) -> bool {
    AUDIENCES.iter().any(|(known, _, _)| *known == subject)
}

fn tells_reason(subject: &str, event: &str, role: Role) -> bool {
    let readers = match (subject, event) {
        ("meeting", "cancelled") | ("summary", "returned") => ReadGroup::ROLES,
        ("summary", "submitted for review" | "review ended") => ReadGroup::ROLES,
        ("agenda item" | "outcome" | "action item" | "comment", _) => ReadGroup::ROLES,
        ("plan" | "objective" | "activity" | "plan comment", _) => ReadGroup::ROLES,
        ("summary" | "section", _) => DraftSummaries::ROLES,
        ("meeting" | "record" | "attendance" | "update note", _) => RecordMeetings::ROLES,
        ("public comment", _) => LetCommentsThrough::ROLES,
        ("webhook", _) => ManageWebhooks::ROLES,
        ("service account", _) => ManageServiceAccounts::ROLES,
        _ => &[],
    };
    readers.contains(&role)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    /// As statements choose.
    fn describe(to: Audience, subject: &str, event: &str) -> bool {
        let kinds = to.kinds();
        kinds.contains(&subject.to_owned()) || kinds.contains(&format!("{subject}: {event}"))
    }

    #[test]
    fn nobody_is_told_of_what_they_may_not_see() {
        use Role::{CoChair, Member, Observer, Secretariat};
        let everybody = [Observer, Member, Secretariat, CoChair].as_slice();
        for (subject, event, roles) in [
            ("meeting", "scheduled", everybody),
            ("contribution", "added", everybody),
            ("summary", "drafted", everybody),
            ("section", "edited", &[Secretariat, CoChair]),
            ("invitation", "invited", &[Secretariat, CoChair]),
            ("public comment", "sent", &[Secretariat]),
            ("public comment", "confirmed", &[Secretariat]),
            ("public comment", "refused", &[Secretariat]),
            ("public comment", "let through", everybody),
            ("webhook", "made", &[Secretariat]),
            ("service account", "token_made", &[Secretariat]),
            ("person", "suspended", &[]),
            ("something new", "made", &[]),
        ] {
            for role in Role::ALL {
                let (may, to) = (roles.contains(&role), Audience { role, program: false });
                assert_eq!(describe(to, subject, event), may, "{role}: {subject} {event}");
            }
        }
    }

    #[test]
    fn who_follows_is_told_of_what_a_statement_chooses() {
        let subjects = AUDIENCES.iter().map(|(subject, ..)| *subject).chain(["person"]);
        for subject in subjects {
            for event in ["", "made", "let through"] {
                for role in Role::ALL {
                    for program in [false, true] {
                        let to = Audience { role, program };
                        let chosen = describe(to, subject, event);
                        assert_eq!(to.hears(subject, event), chosen, "{to:?}: {subject} {event}");
                    }
                }
            }
        }
        let program = Audience { role: Role::Secretariat, program: true };
        assert!(!program.hears("invitation", "made") && program.hears("webhook", "made"));
    }

    #[test]
    fn reasons_are_told_where_pages_show_them() {
        for (subject, event, to_observers, to_the_secretariat) in [
            ("meeting", "cancelled", true, true),
            ("meeting", "imported", false, true),
            ("summary", "returned", true, true),
            ("summary", "corrigendum begun", false, true),
            ("membership", "ended", false, false),
            ("update note", "removed", false, true),
            ("plan comment", "accepted", true, true),
        ] {
            assert_eq!(tells_reason(subject, event, Role::Observer), to_observers, "{subject}");
            assert_eq!(tells_reason(subject, event, Role::Secretariat), to_the_secretariat);
        }
    }

    #[test]
    fn somebody_has_decided_who_is_told_of_every_subject_in_the_source() {
        let mut found = BTreeSet::new();
        look(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")), &mut found);
        assert!(found.len() > 10, "{found:?}");
        // Of people as such no group is told.
        let unknown = found.iter().filter(|subject| *subject != "person" && !is_known(subject));
        assert_eq!(unknown.collect::<Vec<_>>(), Vec::<&String>::new());
    }

    fn look(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                look(&path, found);
                continue;
            }
            let text = fs::read_to_string(path).unwrap();
            let named = text.split("subject: \"").skip(1).filter_map(|rest| rest.split_once('"'));
            found.extend(named.map(|(subject, _)| subject.to_owned()));
        }
    }
}
