//! Notes that stay in a text when the line of their item goes: they are read as those of the line above.

use crate::agenda::Item;
use base::ids::ItemId;

/// Of which item they were, and of which they would be. Of each line: its item, the notes that it had, and those
/// that it has.
pub fn strayed<'a>(
    gone: impl Iterator<Item = &'a Item>,
    lines: &[(ItemId, &str, &str)],
) -> Vec<(ItemId, ItemId)> {
    let strayed = gone.filter(|gone| !gone.notes.trim().is_empty()).filter_map(|gone| {
        let notes = plain(&gone.notes);
        let has = |text: &str| plain(text).contains(&notes);
        let (to, ..) = lines.iter().find(|(_, had, now)| has(now) && !has(had))?;
        Some((gone.id, *to))
    });
    strayed.collect()
}

fn plain(notes: &str) -> String {
    notes.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim().to_owned()
}
