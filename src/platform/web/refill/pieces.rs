//! HTML in the pieces that it is written in, and written again.

use std::cell::RefCell;
use std::fmt;

use base::markdown::escaped_html;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

pub enum Piece {
    Start(Tag),
    End(String),
    Text(String),
    Other(String),
}

pub struct Tag {
    pub name: String,
    attributes: Vec<(String, String)>,
    closes_itself: bool,
}

pub fn read(html: &str) -> Vec<Piece> {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Pieces::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

#[derive(Default)]
struct Pieces(RefCell<Vec<Piece>>);

impl TokenSink for Pieces {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut pieces = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::EndTag => {
                pieces.push(Piece::End(tag.name.to_string()));
            }
            Token::TagToken(tag) => {
                let name = tag.name.to_string();
                let attributes = tag.attrs.into_iter();
                let attributes = attributes
                    .map(|one| (one.name.local.to_string(), one.value.to_string()))
                    .collect();
                let raw = raw(&name);
                // An empty one has a text too, which can be written.
                let is_area = name == "textarea";
                pieces.push(Piece::Start(Tag {
                    name,
                    attributes,
                    closes_itself: tag.self_closing,
                }));
                if is_area {
                    pieces.push(Piece::Text(String::new()));
                }
                return raw.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData);
            }
            Token::CharacterTokens(text) => match pieces.last_mut() {
                Some(Piece::Text(before)) => before.push_str(&text),
                _ => pieces.push(Piece::Text(text.to_string())),
            },
            Token::DoctypeToken(_) => pieces.push(Piece::Other("<!DOCTYPE html>".into())),
            Token::CommentToken(_)
            | Token::NullCharacterToken
            | Token::EOFToken
            | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

/// Elements in which there are no tags. Our scripts and styles have addresses and no text.
fn raw(name: &str) -> Option<RawKind> {
    match name {
        "textarea" | "title" => Some(RawKind::Rcdata),
        _ => None,
    }
}

impl Tag {
    pub fn hidden(name: &str, value: &str) -> Self {
        let attributes = [("type", "hidden"), ("name", name), ("value", value)];
        let attributes = attributes.map(|(name, value)| (name.to_owned(), value.to_owned()));
        Tag { name: "input".into(), attributes: attributes.into(), closes_itself: false }
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(named, _)| named == name);
        found.map(|(_, value)| value.as_str())
    }

    pub fn is(&self, name: &str, value: &str) -> bool {
        self.get(name) == Some(value)
    }

    pub fn set(&mut self, name: &str, value: &str) {
        self.attributes.retain(|(named, _)| named != name);
        self.attributes.push((name.to_owned(), value.to_owned()));
    }

    pub fn set_flag(&mut self, name: &str, on: bool) {
        self.attributes.retain(|(named, _)| named != name);
        if on {
            self.attributes.push((name.to_owned(), String::new()));
        }
    }

    /// Its id, which is this if it had none.
    pub fn id_or(&mut self, id: &str) -> String {
        if self.get("id").is_none() {
            self.set("id", id);
        }
        self.get("id").unwrap_or(id).to_owned()
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "<{}", self.name)?;
        for (name, value) in &self.attributes {
            match value.is_empty() && name != "value" {
                true => write!(f, " {name}")?,
                false => write!(f, " {name}=\"{}\"", escaped_html(value))?,
            }
        }
        f.write_str(if self.closes_itself { "/>" } else { ">" })
    }
}

impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Piece::Start(tag) => tag.fmt(f),
            Piece::End(name) => write!(f, "</{name}>"),
            Piece::Text(text) => f.write_str(&escaped_html(text)),
            Piece::Other(html) => f.write_str(html),
        }
    }
}
