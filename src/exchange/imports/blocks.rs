//! The blocks of a document that is being imported, whatever kind of file it came in.

use super::markdown::{self, Block};

pub const LARGEST: usize = 5 * 1024 * 1024;

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("The document is empty.")]
    Empty,
    #[error("The document is larger than 5 MiB.")]
    TooLarge,
    #[error("The document is not text in UTF-8.")]
    NotUtf8,
}

pub fn read(bytes: &[u8]) -> Result<Vec<Block>, Unreadable> {
    if bytes.len() > LARGEST {
        return Err(Unreadable::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::NotUtf8)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // PostgreSQL stores no NUL, and CommonMark reads it as U+FFFD.
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}");
    match markdown::blocks(&text) {
        blocks if blocks.is_empty() => Err(Unreadable::Empty),
        blocks => Ok(blocks),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(level: u8, text: &str) -> Block {
        Block::Heading { level, text: text.into() }
    }

    fn paragraph(text: &str) -> Block {
        Block::Paragraph { text: text.into() }
    }

    fn item(marker: &str, depth: usize, text: &str) -> Block {
        Block::Item { marker: marker.into(), depth, text: text.into() }
    }

    #[test]
    fn what_cannot_be_read_is_said_in_a_sentence() {
        for (bytes, sentence) in [
            (&b""[..], "The document is empty."),
            (b"\xef\xbb\xbf \r\n\t", "The document is empty."),
            (b"caf\xe9", "The document is not text in UTF-8."),
            (b"\xff\xfeM\0A\0", "The document is not text in UTF-8."),
            (&vec![b'a'; LARGEST + 1], "The document is larger than 5 MiB."),
        ] {
            assert_eq!(read(bytes).unwrap_err().to_string(), sentence);
        }
    }

    #[test]
    fn markdown_is_read_into_blocks() {
        for (source, blocks) in [
            ("## **Agenda:** ##", vec![heading(2, "Agenda:")]),
            ("*Title\nof two lines*\n===", vec![heading(1, "Title\nof two lines")]),
            ("**Meeting 45**  \n**Today**", vec![paragraph("Meeting 45\nToday")]),
            ("**Ana** and **Ben**\\\nspoke", vec![paragraph("**Ana** and **Ben**\nspoke")]),
            (
                "> Said\n> twice\n>> by [A](b)",
                vec![paragraph("Said\ntwice"), paragraph("by [A](b)")],
            ),
            (
                "1. A\n   a. B\n2) C\n   - D\n\n     E",
                vec![item("1.", 0, "A\na. B"), item("2)", 0, "C"), item("-", 1, "D\n\nE")],
            ),
            (
                "[UPDATE]: confirmed\n\n    code\n",
                vec![paragraph("[UPDATE]: confirmed"), paragraph("code")],
            ),
            ("<!-- page 2 -->\n\n<p>A</p>\n\n---", vec![paragraph("<p>A</p>")]),
            ("\u{feff}# A\0\r\n\r\nB\rC", vec![heading(1, "A\u{fffd}"), paragraph("B\nC")]),
        ] {
            assert_eq!(read(source.as_bytes()).unwrap(), blocks, "{source:?}");
        }
    }
}
