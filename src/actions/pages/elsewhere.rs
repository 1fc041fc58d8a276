//! The forms of an action that comes from no meeting: from a plan, or from a file.

use axum::extract::State;
use axum::response::Response;
use sqlx::PgPool;

use super::record::{Edit, NOBODY, done};
use crate::ActionForm;
use access::fields::people::candidates;
use access::rights::May;
use base::addresses::action::ActionPath;
use base::addresses::plan::ItemPath;
use base::policy::RecordMeetings;
use plans::links::{self, PlanLink};
use platform::web::{App, Form, Invalid, Page, Path, Result, form_again, or_conflict};

/// Where the form is sent, and where it leads back to.
struct At {
    action: String,
    back: String,
    is_new: bool,
}

async fn page(
    db: &PgPool,
    may: &May<RecordMeetings>,
    At { action, back, is_new }: At,
    tied: Option<&PlanLink>,
    (form, invalid): (ActionForm, Invalid),
) -> Result<Edit> {
    let people = candidates(db, may.group.id, None).await?;
    let mut members = vec![(String::new(), NOBODY.to_owned())];
    members.extend(people.iter().map(|person| (person.id.to_string(), person.label())));
    let places = links::places(db, may.group.id).await?;
    Ok(Edit {
        frame: may.frame().at("actions").working(),
        of: may.group.short_name.clone(),
        action,
        back,
        entry: None,
        is_new,
        members,
        places: links::options(&places, tied),
        items: None,
        said: None,
        form,
        invalid,
    })
}

fn of_action(at: &ActionPath) -> At {
    At { action: at.show(), back: at.show(), is_new: false }
}

fn of_plan(at: &ItemPath) -> At {
    At { action: at.below("actions"), back: at.show(), is_new: true }
}

pub async fn edit_elsewhere(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<ActionPath>,
) -> Result<Page<Edit>> {
    let (form, tied) = actions::form(&db, &may, at.action).await?;
    let form = (form, Invalid::default());
    page(&db, &may, of_action(&at), tied.as_ref(), form).await.map(Page)
}

pub async fn save_elsewhere(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<ActionPath>,
    Form(form): Form<ActionForm>,
) -> Result<Response> {
    let saved = actions::save_elsewhere(&db, &may, at.action, &form).await;
    let done = saved.map(|saved| done(at.show(), &saved, "The action is saved."));
    form_again(or_conflict(done, may.frame(), &at.show()), async |invalid| {
        let tied = links::of(&db, may.group.id, at.action).await?;
        page(&db, &may, of_action(&at), tied.as_ref(), (form, invalid)).await
    })
    .await
}

/// An action is made of an objective or activity.
pub async fn new_on_plan(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<ItemPath>,
) -> Result<Page<Edit>> {
    let tied = links::place(&db, &may, &at).await?;
    let form = ActionForm { plan: at.item.to_string(), ..ActionForm::default() };
    let form = (form, Invalid::default());
    page(&db, &may, of_plan(&at), Some(&tied), form).await.map(Page)
}

pub async fn add_on_plan(
    may: May<RecordMeetings>,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
    Form(form): Form<ActionForm>,
) -> Result<Response> {
    let tied = links::place(&app.db, &may, &at).await?;
    let added = actions::add_elsewhere(&app.db, &may, &form, app.clock.now()).await;
    let done =
        added.map(|(id, added)| done(may.group.action(&id).show(), &added, "The action is made."));
    form_again(done, |invalid| page(&app.db, &may, of_plan(&at), Some(&tied), (form, invalid)))
        .await
}
