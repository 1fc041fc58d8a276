//! The administrator's pages about people.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use sqlx::PgPool;

use crate::administration::{self, PersonRow};
use access::fields::typed;
use access::person::Administrator;
use base::ids::PersonId;
use platform::web::App;
use platform::web::{Done, Error, Form, Frame, Page, Path, Result};

#[derive(Template)]
#[template(path = "administration/person.html")]
struct Show {
    frame: Frame,
    person: PersonRow,
    oneself: bool,
}

impl Show {
    fn path(&self) -> String {
        format!("/administration/people/{}", self.person.id)
    }

    fn restoration(&self) -> String {
        format!("{}/restoration", self.path())
    }
}

#[derive(Deserialize)]
pub struct PersonPath {
    pub person: PersonId,
}

impl PersonPath {
    fn path(&self) -> String {
        format!("/administration/people/{}", self.person)
    }
}

#[derive(Deserialize)]
pub struct Suspension {
    #[serde(default)]
    reason: String,
}

pub async fn show(
    by: Administrator,
    State(db): State<PgPool>,
    Path(at): Path<PersonPath>,
) -> Result<Page<impl Template>> {
    let person = administration::find_person(&db, &by, at.person).await?;
    let frame = by.0.frame().at("administration").working();
    Ok(Page(Show { frame, oneself: person.id == by.0.id, person }))
}

pub async fn suspend(
    by: Administrator,
    State(app): State<App>,
    Path(at): Path<PersonPath>,
    Form(Suspension { reason }): Form<Suspension>,
) -> Result<Response> {
    let reason = typed::line(&reason).map_err(Error::BadRequest)?;
    administration::suspend(&app, &by, at.person, &reason).await?;
    Ok(Done::to(at.path())
        .saying("The account is suspended, and signed out everywhere.")
        .into_response())
}

pub async fn restore(
    by: Administrator,
    State(db): State<PgPool>,
    Path(at): Path<PersonPath>,
) -> Result<Response> {
    administration::restore(&db, &by, at.person).await?;
    Ok(Done::to(at.path()).saying("The account works again.").into_response())
}
