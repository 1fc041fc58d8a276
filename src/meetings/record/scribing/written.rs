//! An entry as it would be typed into the box, to be edited there.

use super::lines::opening;
use super::{Act, Context, Who, read};
use access::fields::owners::Owners;
use access::fields::people::PersonRef;
use base::due::Due;

/// What somebody said, as the record has it.
pub struct Spoken<'a> {
    pub name: &'a str,
    pub guest: bool,
    pub capacity: &'a str,
    pub withheld: bool,
    pub text: &'a str,
}

/// None of what the grammar cannot say, and a form can. `speaks` says whether somebody is who spoke: of two who are
/// called alike only one does.
pub fn said(
    spoken: &Spoken<'_>,
    context: &Context,
    speaks: impl Fn(&Who) -> bool,
) -> Option<String> {
    let Spoken { name, guest, capacity, withheld, text } = *spoken;
    let text = escaped(text, context);
    if name.is_empty() {
        let note = format!("NOTE: {text}");
        let faithful = capacity.is_empty() && !withheld && is_one(&note, context);
        return faithful.then_some(note);
    }
    let how = [("guest", guest), (capacity, !capacity.is_empty()), ("no name", withheld)];
    let how: Vec<_> = how.iter().filter(|(_, said)| *said).map(|(how, _)| *how).collect();
    let how = if how.is_empty() { String::new() } else { format!(" ({})", how.join(", ")) };
    let typed = format!("{name}{how}: {text}");
    let is_same = |act: &Act| {
        matches!(act, Act::Said { who, capacity: read, withheld: hidden, .. }
            if speaks(who) && read == capacity && *hidden == withheld)
    };
    let acts = read(&typed, context).unwrap_or_default();
    matches!(acts.as_slice(), [act] if is_same(act)).then_some(typed)
}

pub fn decision(text: &str, context: &Context) -> Option<String> {
    Some(format!("DECISION: {}", escaped(text, context))).filter(|typed| is_one(typed, context))
}

/// The same; `person` says who somebody is.
pub fn action(
    owners: &Owners,
    due: Option<Due>,
    text: &str,
    context: &Context,
    person: impl Fn(&Who) -> PersonRef,
) -> Option<String> {
    let names = owners.iter().map(|who| match who.id {
        Some(_) => who.name.clone(),
        None => format!("{} (guest)", who.name),
    });
    let names: Vec<_> = names.collect();
    let by = due.map(|due| format!("by {due}"));
    let head: Vec<_> = names.iter().cloned().chain(by).collect();
    let typed = format!("ACTION {}: {}", head.join(", "), escaped(text, context));
    let acts = read(&typed, context).unwrap_or_default();
    let is_same = |read: &[Who], by: Option<Due>| {
        let read: Vec<_> = read.iter().map(&person).collect();
        let alike = |(one, other): (&PersonRef, &PersonRef)| one.id == other.id;
        read.len() == owners.iter().count()
            && read.iter().zip(owners.iter()).all(alike)
            && by == due
    };
    let same =
        matches!(acts.as_slice(), [Act::Action { owners, due, .. }] if is_same(owners, *due));
    same.then_some(typed)
}

fn is_one(typed: &str, context: &Context) -> bool {
    read(typed, context).is_ok_and(|acts| acts.len() == 1)
}

/// A text whose lines begin nothing.
pub(super) fn escaped(text: &str, context: &Context) -> String {
    let line = |(nth, line): (usize, &str)| {
        let begins = nth > 0 && context.begins(&opening(line));
        let escaped = line.starts_with('\\') || begins;
        if escaped { format!("\\{line}") } else { line.to_owned() }
    };
    text.split('\n').enumerate().map(line).collect::<Vec<_>>().join("\n")
}
