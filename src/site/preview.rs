//! How a text will read, before it is saved.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};

use access::rights::Viewer;
use base::markdown::{Markdown, Refused, Under};
use platform::web::{Form, Frame, Page, Result};

/// Of whoever is not signed in: as much as the public can send.
const LONGEST_OF_ANYBODY: usize = 10_000;

#[derive(Template)]
#[template(path = "preview/show.html")]
struct Preview {
    frame: Frame,
    shown: String,
}

/// A field of whatever form it is: `preview` names it, or `preview_document` if its text may have
/// headings. A script asks for it `alone`, and gets no page around it.
pub async fn show(viewer: Viewer, Form(fields): Form<Vec<(String, String)>>) -> Result<Response> {
    let value = |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value);
    let (named, headings) = match value("preview_document") {
        Some(name) => (name.as_str(), true),
        None => (value("preview").map_or("text", String::as_str), false),
    };
    let text = value(named).map_or("", String::as_str);
    let shown = match viewer.person.is_none() && text.chars().count() > LONGEST_OF_ANYBODY {
        true => refused("Use 10,000 characters or fewer."),
        false => rendered(text, headings),
    };
    Ok(match value("alone") {
        Some(_) => Html(shown).into_response(),
        None => Page(Preview { frame: viewer.frame(), shown }).into_response(),
    })
}

fn rendered(text: &str, headings: bool) -> String {
    let text = match headings {
        true => Markdown::parse(text, Under::H1),
        false => Markdown::said(text),
    };
    match text {
        Ok(text) if text.html.is_empty() => refused("There is no text yet."),
        Ok(text) => text.html,
        Err(reason) => refused(&Refused::to_string(&reason)),
    }
}

fn refused(sentence: &str) -> String {
    format!("<p class=\"field__error\">{sentence}</p>\n")
}
