//! How a report begins: which meeting it was, who moderated it, and what its agenda was.

use super::{Composed, section};
use crate::draft::SectionKind;
use crate::draft::words::{ordinal, within_line};
use access::group::Group;
use base::markdown::escape;
use base::text::join;
use base::time;
use meetings::agenda::Placed;
use meetings::meeting::Meeting;
use meetings::record::Record;

const ON_REQUEST: &str =
    "The list of participants and the recording of the meeting are available upon request.";

pub fn opening(group: &Group, meeting: &Meeting, record: &Record) -> Composed {
    let when = time::utc_in_record(meeting.starts_at);
    let (name, short_name) = (within_line(&group.name), within_line(&group.short_name));
    let which = meeting.number.map(|number| format!("{} ", ordinal(number))).unwrap_or_default();
    let mut sentences =
        vec![format!("The {which}meeting of the {name} ({short_name}) was held on {when}.")];
    let moderators: Vec<_> = record.moderators.iter().map(|one| within_line(&one.name)).collect();
    if !moderators.is_empty() {
        sentences.push(format!("The meeting was moderated by {}.", join(&moderators)));
    }
    match meeting.participants_note.trim() {
        "" if group.requests_contact.is_empty() => {}
        "" => sentences.push(ON_REQUEST.to_owned()),
        note => sentences.push(within_line(note)),
    }
    let heading = format!("{}: Summary Report", within_line(&meeting.name()));
    let text = format!("**{name}**  \n**{when}**\n\n{}", sentences.join(" "));
    section(SectionKind::Opening, &heading, text)
}

pub fn agenda(items: &[Placed]) -> Composed {
    let counted = is_counted(items);
    let mut text = String::new();
    // How far the text of the item above is indented, level by level.
    let mut margins: Vec<usize> = Vec::new();
    for placed in items {
        margins.truncate(placed.depth);
        let margin = margins.last().copied().unwrap_or_default();
        let label = &placed.item.label;
        let marker = if placed.depth == 0 && counted { format!("{label}. ") } else { "- ".into() };
        let printed =
            if marker == "- " { escape(&format!("{label}. ")) + " " } else { String::new() };
        let title = escape(&placed.item.title);
        text.push_str(&format!("{}{marker}{printed}{title}\n", " ".repeat(margin)));
        margins.push(margin + marker.len());
    }
    section(SectionKind::Agenda, "Agenda", text.trim_end().to_owned())
}

/// Whether a numbered list in Markdown, which only counts, prints the labels as they are.
fn is_counted(items: &[Placed]) -> bool {
    let labels = items.iter().filter(|placed| placed.depth == 0).map(|placed| &placed.item.label);
    labels.enumerate().all(|(nth, label)| *label == (nth + 1).to_string())
}
