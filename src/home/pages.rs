//! The first page: for somebody who is signed out, what is public; for everybody else, what
//! waits for them.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

use crate::groups;
use crate::meetings::{self, Listed};
use crate::moments::Moment;
use crate::people::Person;
use crate::roles::Viewer;
use crate::web::{App, Frame, Page, Result};

#[derive(Template)]
#[template(path = "home/public.html")]
pub struct Public {
    frame: Frame,
    viewer: Viewer,
    groups: Vec<groups::Listed>,
    meetings: Vec<Listed>,
}

#[derive(Template)]
#[template(path = "home/desk.html")]
pub struct Desk {
    frame: Frame,
    person: Person,
    groups: Vec<groups::Listed>,
    meetings: Vec<Listed>,
    platform_is_empty: bool,
}

impl Public {
    fn moment(&self, meeting: &Listed) -> Moment {
        Moment { at: meeting.starts_at, zone: self.viewer.zone() }
    }
}

impl Desk {
    fn moment(&self, meeting: &Listed) -> Moment {
        Moment { at: meeting.starts_at, zone: self.person.time_zone }
    }
}

pub async fn show(viewer: Viewer, State(app): State<App>) -> Result<Response> {
    match viewer.person.clone() {
        Some(person) => Ok(desk(&app, person).await?.into_response()),
        None => Ok(public(&app, viewer).await?.into_response()),
    }
}

async fn public(app: &App, viewer: Viewer) -> Result<Page<Public>> {
    let groups = groups::list(&app.db, None).await?;
    let meetings = meetings::upcoming(&app.db, None).await?;
    Ok(Page(Public { frame: viewer.frame().at("home"), viewer, groups, meetings }))
}

async fn desk(app: &App, person: Person) -> Result<Page<Desk>> {
    let groups = groups::list(&app.db, Some(person.id)).await?;
    let meetings = meetings::upcoming(&app.db, Some(person.id)).await?;
    let platform_is_empty = groups.is_empty() && groups::slugs(&app.db).await?.is_empty();
    let frame = person.frame().at("home");
    Ok(Page(Desk { frame, person, groups, meetings, platform_is_empty }))
}
