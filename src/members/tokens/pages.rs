//! The page of one's own tokens, and the one that shows a new token once.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::{Choice, Issued, Standing, Token, TokenForm};
use access::person::Person;
use base::ids::TokenId;
use base::time::{Zone, ZonedTime};
use platform::web::{App, Done, Form, Frame, Invalid, Page, Path, Result, form_again};

const ALL: &str = "/account/tokens";

#[derive(Template)]
#[template(path = "tokens/index.html")]
struct Index {
    frame: Frame,
    rows: Vec<Row>,
    form: TokenForm,
    choices: Vec<Choice>,
    invalid: Invalid,
}

impl Index {
    async fn of(app: &App, person: &Person) -> Result<Self> {
        let now = app.clock.now();
        let tokens = super::list(&app.db, person.id, now).await?.into_iter();
        let rows = tokens.map(|token| Row::of(token, ALL, now, person.time_zone)).collect();
        let choices = super::choices(&app.db, person.id).await?;
        let (frame, form) = (person.frame().at("account").working(), TokenForm::empty());
        Ok(Index { frame, rows, form, choices, invalid: Invalid::default() })
    }
}

/// A token, as a page lists it.
pub struct Row {
    pub token: Token,
    standing: Standing,
    zone: Zone,
    pub revocation: String,
}

impl Row {
    /// `below` is the address of the list.
    pub fn of(token: Token, below: &str, now: DateTime<Utc>, zone: Zone) -> Self {
        let revocation = format!("{below}/{}/revocation", token.id);
        Row { standing: token.standing(now), token, zone, revocation }
    }

    pub fn is_in_use(&self) -> bool {
        self.standing == Standing::InUse
    }

    pub fn is_revoked(&self) -> bool {
        self.standing == Standing::Revoked
    }

    pub fn moment(&self, at: &DateTime<Utc>) -> ZonedTime {
        ZonedTime { at: *at, zone: self.zone }
    }
}

#[derive(Template)]
#[template(path = "tokens/made.html")]
pub struct Made {
    frame: Frame,
    issued: Issued,
    address: String,
    back: String,
}

impl Made {
    /// `back` is the address of the list that the token is in now.
    pub fn page(app: &App, frame: Frame, issued: Issued, back: &str) -> Response {
        let address = app.config.address("/api/v1/groups");
        Page(Made { frame, issued, address, back: back.to_owned() }).into_response()
    }
}

pub fn lifetimes() -> [(&'static str, &'static str); 5] {
    [
        ("7", "For 7 days"),
        ("30", "For 30 days"),
        ("90", "For 90 days"),
        ("365", "For a year"),
        ("date", "Until the end of the day given below"),
    ]
}

pub fn scopes() -> [(&'static str, &'static str); 2] {
    [("read", "Only read"), ("write", "Read and write")]
}

pub fn reaches() -> [(&'static str, &'static str); 2] {
    [("all", "All my groups, also those that I come into later"), ("some", "Those chosen below")]
}

#[derive(Deserialize)]
pub struct TokenPath {
    token: TokenId,
}

pub async fn index(person: Person, State(app): State<App>) -> Result<Page<impl Template>> {
    Ok(Page(Index::of(&app, &person).await?))
}

pub async fn make(
    person: Person,
    State(app): State<App>,
    Form(form): Form<TokenForm>,
) -> Result<Response> {
    let made = super::make(&app, &person, &form).await;
    let page = made.map(|issued| Made::page(&app, person.frame().at("account"), issued, ALL));
    form_again(page, async |invalid| Ok(Index { form, invalid, ..Index::of(&app, &person).await? }))
        .await
}

pub async fn revoke(
    person: Person,
    State(app): State<App>,
    Path(at): Path<TokenPath>,
) -> Result<Response> {
    super::revoke(&app.db, &person, at.token, app.clock.now()).await?;
    Ok(Done::to(ALL).saying("The token is cancelled: it does not work any more.").into_response())
}
