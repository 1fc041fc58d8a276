//! The form of a group's settings, and what was changed in them.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use sqlx::PgPool;

use crate::settings::{self, EditForm, SettingsForm};
use access::rights::{May, Member};
use base::policy::ChangeGroup;
use base::states::Visibility;
use base::time::zones;
use platform::history::Past;
use platform::web::{App, Done, Form, Frame, Invalid, Page, Result, form_again, or_conflict};

#[derive(Template)]
#[template(path = "settings/edit.html")]
pub struct Edit {
    frame: Frame,
    member: Member,
    revision: i32,
    settings: SettingsForm,
    past: Vec<Past>,
    invalid: Invalid,
}

impl Edit {
    fn zones(&self) -> Vec<(String, String)> {
        zones(&self.settings.time_zone)
    }

    fn zone_hint(&self) -> &'static str {
        "If you change it, planned meetings stay at the same moment. New times are typed in the new zone."
    }

    fn is_public(&self) -> bool {
        self.member.group.visibility == Visibility::Public
    }
}

/// With a form that was refused, or else with what is saved.
async fn page(
    db: &PgPool,
    may: May<ChangeGroup>,
    refused: Option<(EditForm, Invalid)>,
) -> Result<Edit> {
    let (revision, settings, invalid) = match refused {
        Some((EditForm { revision, settings }, invalid)) => (revision, settings, invalid),
        None => {
            let (revision, saved) = settings::read(db, &may).await?;
            (revision, SettingsForm::of(&saved), Invalid::default())
        }
    };
    let past = settings::past(db, &may).await?;
    let frame = may.frame().at("group").working();
    Ok(Edit { frame, member: may.into_member(), revision, settings, past, invalid })
}

pub async fn edit(may: May<ChangeGroup>, State(db): State<PgPool>) -> Result<Page<Edit>> {
    page(&db, may, None).await.map(Page)
}

pub async fn save(
    may: May<ChangeGroup>,
    State(app): State<App>,
    Form(form): Form<EditForm>,
) -> Result<Response> {
    let saved = settings::edit(&app.db, &may, &form).await;
    let done = saved.map(|()| Done::to(may.group.path()).saying("The settings are saved."));
    let done = or_conflict(done, may.frame(), &may.group.settings());
    form_again(done, |invalid| page(&app.db, may, Some((form, invalid)))).await
}
