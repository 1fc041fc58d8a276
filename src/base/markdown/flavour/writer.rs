//! Lines of CommonMark, each behind the marks of the quotes and items that it stands in.

#[derive(Default)]
pub struct Writer {
    text: String,
    margins: Vec<Margin>,
}

struct Margin {
    /// An item's marker, until its first line is written.
    first: Option<String>,
    rest: String,
}

impl Writer {
    pub fn line(&mut self, line: &str) {
        for margin in &mut self.margins {
            match margin.first.take() {
                Some(first) => self.text.push_str(&first),
                None => self.text.push_str(&margin.rest),
            }
        }
        self.text.push_str(line);
        if line.is_empty() {
            self.text.truncate(self.text.trim_end_matches(' ').len());
        }
        self.text.push('\n');
    }

    pub fn blank(&mut self) {
        self.line("");
    }

    pub fn quote(&mut self, inside: impl FnOnce(&mut Self)) {
        self.within(Margin { first: None, rest: "> ".into() }, inside);
    }

    pub fn item(&mut self, marker: &str, inside: impl FnOnce(&mut Self)) {
        let rest = " ".repeat(marker.len());
        self.within(Margin { first: Some(marker.into()), rest }, inside);
    }

    fn within(&mut self, margin: Margin, inside: impl FnOnce(&mut Self)) {
        self.margins.push(margin);
        inside(self);
        self.margins.pop();
    }

    pub fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        self.text
    }
}
