//! Update notes, which a summary prints inline as `[UPDATE 5 Oct 2022: …]`, set apart from the
//! approved text around them.

use comrak::nodes::NodeValue;
use comrak::{Arena, Node};

/// Nothing that people write becomes this node: the syntax for it is switched off.
pub(super) const NOTE: NodeValue = NodeValue::Underline;

const OPENING: &str = "[UPDATE";

/// Puts each note that opens and closes in one paragraph into a node of its own.
pub(super) fn gather<'a>(arena: &'a Arena<'a>, root: Node<'a>) {
    let opens =
        |node: &Node| matches!(&node.data().value, NodeValue::Text(text) if text.contains(OPENING));
    let parents: Vec<Node> =
        root.descendants().filter(|node| node.children().any(|child| opens(&child))).collect();
    for parent in parents {
        gather_in(arena, parent);
    }
}

fn gather_in<'a>(arena: &'a Arena<'a>, parent: Node<'a>) {
    let mut note: Option<Node> = None;
    let mut depth = 0;
    for child in parent.children().collect::<Vec<_>>() {
        let NodeValue::Text(text) = child.data().value.clone() else {
            note.unwrap_or(parent).append(child);
            continue;
        };
        child.detach();
        for piece in pieces(&text) {
            if note.is_none() && opens_note(piece) {
                let opened = arena.alloc(NOTE.into());
                parent.append(opened);
                note = Some(opened);
            }
            let piece_node = arena.alloc(NodeValue::Text(piece.to_owned().into()).into());
            note.unwrap_or(parent).append(piece_node);
            if note.is_some() {
                depth += i32::from(piece.starts_with('[')) - i32::from(piece.ends_with(']'));
                note = note.filter(|_| depth > 0);
            }
        }
    }
    if let Some(unclosed) = note {
        unclosed.detach();
        parent.extend(unclosed.children().collect::<Vec<_>>());
    }
}

/// The text cut before each `[` and after each `]`.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(']').flat_map(|part| {
        let cuts = part.match_indices('[').map(|(cut, _)| cut).chain([part.len()]);
        cuts.scan(0, |start, cut| Some(&part[std::mem::replace(start, cut)..cut]))
            .filter(|piece| !piece.is_empty())
    })
}

fn opens_note(piece: &str) -> bool {
    piece.strip_prefix(OPENING).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}
