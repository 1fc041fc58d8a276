//! Parts of the page of a record, for its script.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use uuid::Uuid;

use super::show::Show;
use super::typed::Editing;
use crate::record::{Action, Agreed, Decision, Said, Section, desk_of};
use platform::desk::{Effect, changed_since};
use platform::web::{App, Asked, Fragments, Page, Result};

/// All that stands on the page.
const WHOLE: &str = "main";

#[derive(Template)]
#[template(path = "record/fragments.html")]
struct Parts<'a> {
    page: &'a Show,
    editing: Editing,
    parts: Vec<Part<'a>>,
}

enum Part<'a> {
    Sheet,
    Section(Box<Section<'a>>),
    /// What is on no item.
    Rest(Agreed<'a>),
    Said(Said<'a>),
    Decision(&'a Decision),
    Action(&'a Action),
    Facts,
    Removed,
    Question,
    Bar,
    Others,
}

/// All of the page, if that has changed.
pub async fn asked_for(app: &App, page: Show, asked: &Asked) -> Result<Response> {
    let wanted = match (&asked.parts, asked.since) {
        (Some(parts), None) => parts.clone(),
        (_, since) => {
            let since = since.unwrap_or_default();
            changed_since(&app.db, &desk_of(page.meeting.id), since).await?.parts
        }
    };
    match wanted.iter().any(|part| part == WHOLE) {
        true => Ok(Page(page).into_response()),
        false => answer(&page, &wanted).map(IntoResponse::into_response),
    }
}

/// After an act: what the script asks for, and all that looks different now.
pub async fn after(app: &App, page: &Show, asked: &Asked) -> Result<Response> {
    let mut wanted = asked.parts.clone().unwrap_or_default();
    let before = page.record.revision - 1;
    let changed = changed_since(&app.db, &desk_of(page.meeting.id), before).await?;
    wanted.extend(changed.parts);
    answer(page, &wanted).map(|parts| parts.after(Effect::Changed).into_response())
}

/// What has to be known first: at the box, or at the entry that is edited.
pub fn question(page: &Show) -> Result<Response> {
    let part = match &page.typed.editing {
        Some(editing) => format!("entry-{}", editing.entry),
        None => "question".to_owned(),
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, answer(page, &[part])?).into_response())
}

fn answer(page: &Show, wanted: &[String]) -> Result<Fragments> {
    let whole = wanted.iter().any(|part| part == "sheet");
    let mut parts = Vec::new();
    for (nth, part) in wanted.iter().enumerate() {
        if wanted[..nth].contains(part) {
            continue;
        }
        match part.as_str() {
            "sheet" => parts.push(Part::Sheet),
            "facts" => parts.push(Part::Facts),
            "removed" => parts.push(Part::Removed),
            "question" => parts.push(Part::Question),
            "bar" => parts.push(Part::Bar),
            "others" => parts.push(Part::Others),
            // What is asked for and not there is gone.
            part if !whole => parts.extend(page.part(part, wanted)),
            _ => {}
        }
    }
    let html = Parts { page, editing: page.editing(), parts };
    Fragments::of(&html, page.record.revision, Some(page.member.person.id))
}

impl Show {
    /// A section, or an entry that is in none of those that are wanted as well.
    fn part(&self, part: &str, wanted: &[String]) -> Option<Part<'_>> {
        if part == "no-item" {
            return self.record.has_end().then(|| Part::Rest(self.record.agreed(None)));
        }
        if let Some(id) = part.strip_prefix("item-") {
            let mut sections = self.record.sections().into_iter();
            let section = sections.find(|section| section.placed.item.id.to_string() == id);
            return section.map(|section| Part::Section(Box::new(section)));
        }
        let id: Uuid = part.strip_prefix("entry-")?.parse().ok()?;
        let record = &self.record;
        let is_there = |item| wanted.contains(&crate::record::part_of_item(item));
        if let Some(contribution) = record.contributions.iter().find(|said| said.id.0 == id) {
            let notes = record.notes_on_contribution(contribution.id).collect();
            let said = Part::Said(Said { contribution, notes });
            return Some(said).filter(|_| !is_there(Some(contribution.item_id)));
        }
        if let Some(agreed) = record.decisions.iter().find(|agreed| agreed.id.0 == id) {
            return Some(Part::Decision(agreed)).filter(|_| !is_there(agreed.item_id));
        }
        let action = record.actions.iter().find(|action| action.id.0 == id)?;
        Some(Part::Action(action)).filter(|_| !is_there(action.item_id))
    }
}
