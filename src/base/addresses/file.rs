//! A document at one address in several forms: as a page, and with an ending for programs.

use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Page,
    Markdown,
    Json,
}

/// The forms in which something is given, each by the ending of its address.
pub trait Ending: Sized {
    fn of(ending: Option<&str>) -> Option<Self>;
}

/// What the last part of a URL names, and in which form: "1", "1.md", "wsis20.json".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File<T, K = Kind> {
    pub of: T,
    pub kind: K,
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

impl Ending for Kind {
    fn of(ending: Option<&str>) -> Option<Self> {
        match ending {
            None => Some(Kind::Page),
            Some("md") => Some(Kind::Markdown),
            Some("json") => Some(Kind::Json),
            Some(_) => None,
        }
    }
}

impl<T: FromStr, K: Ending> FromStr for File<T, K> {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (name, ending) = match text.split_once('.') {
            None => (text, None),
            Some((name, ending)) => (name, Some(ending)),
        };
        let kind = K::of(ending).ok_or("it is not given in this form")?;
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

impl<'de, T: FromStr, K: Ending> Deserialize<'de> for File<T, K> {
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
