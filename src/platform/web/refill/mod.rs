//! Pages of ours, changed where they stand: each form is given a field, or one form what somebody
//! had typed into it. The pages come from our own templates, so their HTML is well formed.

mod pieces;

use std::collections::BTreeMap;

use super::typed::Typed;
use pieces::{Piece, Tag};

/// The page, with a hidden field as the first of each form that is posted.
pub fn with_field(html: &str, name: &str, value: &str) -> String {
    let field = Tag::hidden(name, value).to_string();
    let mut marked = String::with_capacity(html.len() + 8 * field.len());
    let mut rest = html;
    while let Some(at) = rest.find("<form ") {
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let (form, after) = rest.split_at(end);
        marked += form;
        if form[at..].contains("method=\"post\"") {
            marked += &field;
        }
        rest = after;
    }
    marked + rest
}

/// The page, with something before all else of its content.
pub fn with_notice(html: &str, notice: &str) -> String {
    let end = html.find("<main id=\"main\"").and_then(|at| Some(at + html[at..].find('>')? + 1));
    match end {
        Some(end) => format!("{}\n{notice}{}", &html[..end], &html[end..]),
        None => html.to_owned(),
    }
}

/// A page on which the form stands as somebody had filled it in.
#[derive(Debug)]
pub struct Refilled {
    pub html: String,
    /// The id of the form.
    pub form: String,
    /// What the form has no place for any more.
    pub left: Vec<String>,
}

/// The page with its form for `action` filled in, if it has one.
pub fn refill(html: &str, action: &str, typed: &Typed) -> Option<Refilled> {
    let mut pieces = pieces::read(html);
    let form = best(&pieces, action, typed)?;
    let left = fill(&mut pieces[form.clone()], typed);
    let id = match &mut pieces[form.start] {
        Piece::Start(tag) => tag.id_or("unsent"),
        Piece::End(_) | Piece::Text(_) | Piece::Other(_) => return None,
    };
    let html = pieces.iter().map(ToString::to_string).collect();
    Some(Refilled { html, form: id, left })
}

type Span = std::ops::Range<usize>;

/// Of several forms for one address, the one that has most of what was typed.
fn best(pieces: &[Piece], action: &str, typed: &Typed) -> Option<Span> {
    let starts = pieces.iter().enumerate().filter(|(_, piece)| match piece {
        Piece::Start(tag) => {
            tag.name == "form" && tag.is("method", "post") && tag.is("action", action)
        }
        Piece::End(_) | Piece::Text(_) | Piece::Other(_) => false,
    });
    let spans = starts.map(|(start, _)| {
        let ends = |piece: &Piece| matches!(piece, Piece::End(name) if name == "form");
        let end = pieces[start..].iter().position(ends).map_or(pieces.len(), |end| start + end);
        start..end
    });
    // The first of those that are equally good.
    spans.rev().max_by_key(|span| likeness(&pieces[span.clone()], typed))
}

fn likeness(form: &[Piece], typed: &Typed) -> usize {
    let tags = form.iter().filter_map(|piece| match piece {
        Piece::Start(tag) => Some(tag),
        Piece::End(_) | Piece::Text(_) | Piece::Other(_) => None,
    });
    let points = tags.map(|tag| {
        let named = |(name, _): &&(String, String)| tag.is("name", name);
        let same = |(_, value): &(String, String)| tag.is("value", value);
        let field = typed.fields.iter().find(named);
        usize::from(field.is_some()) + usize::from(field.is_some_and(same))
    });
    points.sum()
}

/// Puts each value where it was typed; tells what found no place.
fn fill(form: &mut [Piece], typed: &Typed) -> Vec<String> {
    let mut values = Values::of(typed);
    let (mut area, mut select) = (None, None);
    for piece in form {
        match piece {
            Piece::Start(tag) => match tag.name.as_str() {
                "input" => fill_input(tag, &mut values),
                "textarea" => area = values.next(tag.get("name")),
                "select" => select = values.next(tag.get("name")),
                "option" => {
                    if let Some(chosen) = &select {
                        let is_it = tag.is("value", chosen);
                        tag.set_flag("selected", is_it);
                        values.placed |= is_it;
                    }
                }
                "button" => values.take(tag.get("name"), tag.get("value").unwrap_or_default()),
                _ => {}
            },
            Piece::Text(text) => {
                if let Some(typed) = &mut area {
                    // The browser drops the first line break of a textarea.
                    *text = format!("\n{}", std::mem::take(typed));
                }
            }
            Piece::End(name) if name == "textarea" => area = None,
            Piece::End(name) if name == "select" => {
                if let Some(chosen) = select.take().filter(|_| !values.placed) {
                    values.left.push(chosen);
                }
                values.placed = false;
            }
            Piece::End(_) | Piece::Other(_) => {}
        }
    }
    values.left()
}

fn fill_input(tag: &mut Tag, values: &mut Values) {
    let name = tag.get("name").map(str::to_owned);
    match tag.get("type").unwrap_or("text") {
        "password" | "file" | "submit" | "image" | "button" => {}
        "checkbox" | "radio" => {
            let value = tag.get("value").unwrap_or("on").to_owned();
            let chosen = values.take_if_there(name.as_deref(), &value);
            tag.set_flag("checked", chosen);
        }
        _ => {
            if let Some(value) = values.next(name.as_deref()) {
                tag.set("value", &value);
            }
        }
    }
}

/// What was typed and has not been placed yet.
struct Values {
    by_name: BTreeMap<String, Vec<String>>,
    left: Vec<String>,
    /// Whether the select at hand has the choice.
    placed: bool,
}

impl Values {
    fn of(typed: &Typed) -> Self {
        let mut by_name = BTreeMap::<String, Vec<String>>::new();
        for (name, value) in &typed.fields {
            by_name.entry(name.clone()).or_default().push(value.clone());
        }
        Values { by_name, left: Vec::new(), placed: false }
    }

    fn next(&mut self, name: Option<&str>) -> Option<String> {
        let values = self.by_name.get_mut(name?)?;
        (!values.is_empty()).then(|| values.remove(0))
    }

    fn take(&mut self, name: Option<&str>, value: &str) {
        self.take_if_there(name, value);
    }

    fn take_if_there(&mut self, name: Option<&str>, value: &str) -> bool {
        let values = name.and_then(|name| self.by_name.get_mut(name));
        let at = values.as_ref().and_then(|values| values.iter().position(|one| one == value));
        if let (Some(values), Some(at)) = (values, at) {
            values.remove(at);
        }
        at.is_some()
    }

    fn left(self) -> Vec<String> {
        let rest = self.by_name.into_values().flatten();
        self.left.into_iter().chain(rest).filter(|value| !value.trim().is_empty()).collect()
    }
}

#[cfg(test)]
mod tests;
