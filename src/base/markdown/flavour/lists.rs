//! Lists: which lines are of which item, and how items count.

use std::ops::Range;

use super::blocks::{Blocks, Was};
use super::line::Line;
use super::marker::{Kind, Marker, marker};
use super::writer::Writer;

struct Item<'t> {
    marker: Marker<'t>,
    lines: Range<usize>,
    /// What stands before it: "- " or "3. ".
    sign: String,
}

impl<'t> Blocks<'_, 't> {
    pub(super) fn list(&mut self, first: Marker<'t>, writer: &mut Writer) {
        let below = self.was == Was::Paragraph && !self.parted && self.depth > 0;
        let interrupts = matches!(first.kind, Kind::Bullet(_) | Kind::Number(1));
        if !(below && interrupts) {
            self.part(writer);
        }
        let (items, was, loose) = self.items(first);
        for (nth, item) in items.iter().enumerate() {
            if nth > 0 && loose {
                writer.blank();
            }
            let content = self.content(item);
            let inside = Blocks::new(&content, self.headings, self.depth + 2);
            writer.item(&item.sign, |writer| inside.write(writer));
        }
        self.was = was;
    }

    /// The items that follow each other, what kind of list they are, and whether blank lines
    /// stand between them.
    fn items(&mut self, first: Marker<'t>) -> (Vec<Item<'t>>, Was, bool) {
        // The same sign would go on with the list before, whose numbers are others.
        let closed_by = if self.was == (Was::Numbers { closed_by: '.' }) { ')' } else { '.' };
        let numbered = matches!(first.kind, Kind::Number(_));
        self.was = if numbered { Was::Numbers { closed_by } } else { Was::Other };
        let (mut items, mut loose) = (Vec::<Item>::new(), false);
        let mut next = Some(first);
        while let Some(marker) = next {
            let number = match marker.kind {
                // "1. 1. 1." lets the program count.
                Kind::Number(number) if items.is_empty() => Some(number),
                Kind::Number(_) => self.number.map(|last| last + 1),
                Kind::Bullet(_) => None,
            };
            self.number = number.or(self.number);
            let sign = number.map_or("- ".into(), |number| format!("{number}{closed_by} "));
            let lines = self.at..self.item_end(marker);
            self.at = lines.end;
            items.push(Item { marker, lines, sign });
            let gap = self.lines[self.at..].iter().take_while(|line| line.is_blank()).count();
            next = self.sibling(self.at + gap, marker);
            if next.is_some() {
                self.at += gap;
                loose |= gap > 0;
            }
        }
        (items, self.was, loose)
    }

    fn sibling(&self, at: usize, before: Marker) -> Option<Marker<'t>> {
        let marker = (at < self.lines.len()).then(|| self.item(at))??;
        let goes_on = match (before.kind, marker.kind) {
            (Kind::Bullet(_), Kind::Bullet(_)) => true,
            (Kind::Number(before), Kind::Number(number)) => {
                number == before || self.number.is_some_and(|last| number == last + 1)
            }
            _ => false,
        };
        goes_on.then_some(marker)
    }

    /// Behind the last line that is set in below the marker, or has a bullet of a lower level.
    fn item_end(&self, begun: Marker) -> usize {
        let indent = self.lines[self.at].indent;
        let (mut end, mut parted) = (self.at + 1, false);
        for (nth, line) in self.lines.iter().enumerate().skip(end) {
            if line.is_blank() {
                parted = true;
                continue;
            }
            let marker = marker(line.text);
            let is_lower = match (begun.kind, marker.map(|marker| marker.kind)) {
                (Kind::Bullet(above), Some(Kind::Bullet(below))) => {
                    below > above && line.indent >= indent
                }
                _ => false,
            };
            let is_set_in = line.indent > indent && !parted && marker.is_none();
            if !(is_lower || is_set_in || line.indent >= indent + 2) {
                break;
            }
            (end, parted) = (nth + 1, false);
        }
        end
    }

    fn content(&self, item: &Item<'t>) -> Vec<Line<'t>> {
        let Marker { text, width, .. } = item.marker;
        let indent = self.lines[item.lines.start].indent + width;
        let rest = self.lines[item.lines.clone()].iter().skip(1);
        [Line { indent, text, raw: text }].into_iter().chain(rest.copied()).collect()
    }
}
