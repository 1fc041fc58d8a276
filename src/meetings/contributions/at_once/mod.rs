//! A new contribution in two statements: one reads what its form names, one adds it, if that is
//! still so and whoever recorded it may still.

mod store;

use sqlx::PgPool;
use sqlx::types::Json;

use super::Wording;
use super::form::{ContributionForm, Named};
use crate::meeting::check_begun;
use access::rights::May;
use base::addresses::meeting::{MeetingKey, MeetingPath};
use base::policy::RecordMeetings;
use base::revisions::{Editable, content};
use platform::history::revisions::refuse_marks;
use platform::transaction::terms;
use platform::web::Result;

use store::Read;

/// None of what needs more than that, or is not right. Then the usual way says why, by the same
/// rules.
pub async fn add(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &MeetingPath,
    form: &ContributionForm,
) -> Result<Option<Wording>> {
    let (MeetingKey::Number(number), Ok(item_id)) = (at.meeting, form.item.parse()) else {
        return Ok(None);
    };
    let Some(terms) = terms().filter(|terms| terms.person == by.person.id) else { return Ok(None) };
    if form.update().is_some() {
        return Ok(None);
    }
    let mut db = db.acquire().await?;
    let chosen = (form.speaker.parse().ok(), form.plan.parse().ok());
    let read = store::read(&mut db, (by.group.id, number), (form.id, item_id), chosen).await?;
    let Some(read) = read.filter(|read| !read.used && check_begun(read.state).is_ok()) else {
        return Ok(None);
    };
    let Read { item, speaker, .. } = &read;
    let tied = read.tied.as_ref().map(|Json(tied)| tied.clone());
    let named = Named { item_id, item: item.clone(), speaker: speaker.clone(), tied };
    let Ok(wording) = form.wording(named, None) else { return Ok(None) };
    if refuse_marks(&wording.fields()).is_err() {
        return Ok(None);
    }
    let content = content(&wording);
    let added = store::add(&mut db, form.id, &read, (&wording, content), &terms).await?;
    Ok(added.then_some(wording))
}
