//! A document at one address in several forms: as a page, and with an ending for programs.

use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Page,
    Markdown,
    Json,
}

/// What the last part of a URL names, and in which form: "1", "1.md", "wsis20.json".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File<T> {
    pub of: T,
    pub kind: Kind,
}

/// A number that counts from 1 and is written in one way only: not 01, not +1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ordinal(pub i32);

impl Kind {
    pub fn content_type(self) -> &'static str {
        match self {
            Kind::Page => "text/html; charset=utf-8",
            Kind::Markdown => "text/markdown; charset=utf-8",
            Kind::Json => "application/json",
        }
    }
}

impl<T: FromStr> FromStr for File<T> {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (name, kind) = match text.split_once('.') {
            None => (text, Kind::Page),
            Some((name, "md")) => (name, Kind::Markdown),
            Some((name, "json")) => (name, Kind::Json),
            Some(_) => return Err("a document is a page, .md or .json"),
        };
        let of = name.parse().map_err(|_| "nothing has this name")?;
        Ok(File { of, kind })
    }
}

impl FromStr for Ordinal {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number =
            text.parse().ok().filter(|number: &i32| *number > 0 && number.to_string() == text);
        number.map(Ordinal).ok_or("it is named by its number")
    }
}

impl<'de, T: FromStr> Deserialize<'de> for File<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_one_address_in_each_form() {
        let read =
            |text: &str| text.parse::<File<Ordinal>>().ok().map(|file| (file.of.0, file.kind));
        assert_eq!(read("1"), Some((1, Kind::Page)));
        assert_eq!(read("12.md"), Some((12, Kind::Markdown)));
        assert_eq!(read("12.json"), Some((12, Kind::Json)));
        for text in ["0", "01", "+1", "-1", "1.pdf", "1.md.json", "1.", ".md", "", "one"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
