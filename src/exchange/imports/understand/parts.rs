//! The parts of a report, told by their headings.

use super::text::{flat, normal};
use super::{labels, speakers};
use crate::imports::Block;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Agenda,
    Discussion,
    Remaining,
    Decisions,
    Actions,
    NextMeeting,
}

impl Part {
    pub fn named(text: &str) -> Option<Self> {
        let unlabelled = labels::split(text).map_or(text, |(_, rest)| rest);
        let name = normal(unlabelled);
        let (first, rest) = name.split_once(' ').unwrap_or((&name, ""));
        if (first == "remaining" && rest.contains("item"))
            || NOT_ADDRESSED.iter().any(|start| name.starts_with(start))
        {
            return Some(Self::Remaining);
        }
        let (_, part) = NAMED.iter().find(|(names, _)| names.contains(&name.as_str()))?;
        Some(*part)
    }

    /// A paragraph can be a heading too, when it was only set in bold.
    pub fn headed_by(block: &Block) -> Option<Self> {
        match block {
            Block::Heading { text, .. } => Self::named(text),
            Block::Paragraph { text } if text.len() < 60 && !text.ends_with('.') => {
                Self::named(text)
            }
            _ => None,
        }
    }
}

const NOT_ADDRESSED: [&str; 6] = [
    "items not addressed",
    "agenda items not addressed",
    "items not discussed",
    "agenda items not discussed",
    "items not covered",
    "items not reached",
];

const NAMED: [(&[&str], Part); 5] = [
    (
        &[
            "agenda",
            "agenda items",
            "meeting agenda",
            "proposed agenda",
            "draft agenda",
            "revised agenda",
            "adopted agenda",
        ],
        Part::Agenda,
    ),
    (
        &[
            "discussion",
            "discussions",
            "summary of discussion",
            "summary of discussions",
            "summary of the discussion",
            "minutes",
        ],
        Part::Discussion,
    ),
    (
        &[
            "decisions",
            "decision",
            "decisions taken",
            "decisions made",
            "agreed decisions",
            "decisions of the meeting",
        ],
        Part::Decisions,
    ),
    (
        &[
            "action items",
            "actions",
            "action points",
            "next steps",
            "follow up actions",
            "follow up",
            "agreed actions",
            "to do",
        ],
        Part::Actions,
    ),
    (
        &[
            "next meeting",
            "next call",
            "next session",
            "date of next meeting",
            "date of the next meeting",
            "next meetings",
        ],
        Part::NextMeeting,
    ),
];

/// Where the opening, the agenda and all that follows them stand.
pub struct Outline<'b> {
    pub opening: &'b [Block],
    pub agenda: &'b [Block],
    pub body: Vec<&'b Block>,
}

impl<'b> Outline<'b> {
    pub fn of(blocks: &'b [Block]) -> Self {
        let part = |at: usize| Part::headed_by(&blocks[at]);
        let announced =
            |at: usize| at > 0 && is_item(&blocks[at]) && announces_agenda(&blocks[at - 1]);
        let first = (0..blocks.len())
            .find(|&at| part(at).is_some() || announced(at))
            .unwrap_or(blocks.len());
        let heading = (first..blocks.len()).find(|&at| part(at) == Some(Part::Agenda));
        let start = match heading {
            _ if first < blocks.len() && announced(first) => first,
            Some(heading) => heading + 1,
            None => first,
        };
        let mut end =
            (start..blocks.len()).find(|&at| ends_agenda(&blocks[at])).unwrap_or(blocks.len());
        if heading.is_none() && (first == blocks.len() || !announced(first)) {
            end = start;
        }
        let between = &blocks[first..heading.unwrap_or(start).max(first).min(start)];
        Self {
            opening: &blocks[..first],
            agenda: &blocks[start..end],
            body: between.iter().chain(&blocks[end..]).collect(),
        }
    }
}

fn is_item(block: &Block) -> bool {
    !matches!(block, Block::Heading { .. })
        && (matches!(block, Block::Item { .. }) || labels::split(block.text()).is_some())
}

/// "The co-chair opened the meeting by introducing the agenda:" needs no heading after it.
fn announces_agenda(block: &Block) -> bool {
    let text = block.text().trim_end();
    matches!(block, Block::Paragraph { .. })
        && text.ends_with(':')
        && text.to_lowercase().contains("agenda")
}

fn ends_agenda(block: &Block) -> bool {
    let speaks =
        || labels::split(block.text()).is_none() && speakers::first(&flat(block.text())).is_some();
    match block {
        Block::Heading { .. } => true,
        Block::Paragraph { .. } => Part::headed_by(block).is_some() || speaks(),
        Block::Item { .. } => false,
    }
}
