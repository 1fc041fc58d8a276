//! Feeds, calendars and the map of the site at their addresses.

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};

use super::{atom, calendar, sitemap, store};
use crate::agendas::Agenda;
use crate::editions::caching;
use crate::groups::Visibility;
use crate::meetings::{Meeting, MeetingState};
use crate::roles::Reader;
use crate::web::{Anyone, App, Error, Result};

/// What all public groups publish: the same for everybody.
pub async fn publications(_: Anyone, State(app): State<App>, asked: HeaderMap) -> Result<Response> {
    let publications = store::publications(&app.db, None, false).await?;
    let source = atom::Source {
        title: "Publications of all public groups".into(),
        subtitle: String::new(),
        feed: app.config.address("/publications.atom"),
        page: app.config.address("/"),
        of_many: true,
    };
    let feed = atom::feed(source, &publications, |path| app.config.address(path));
    let feed = (feed, atom::changed(&publications));
    Ok(caching::dated(&asked, atom::CONTENT_TYPE, true, feed))
}

/// What a group publishes.
pub async fn of_group(app: &App, reader: &Reader, asked: &HeaderMap) -> Result<Response> {
    let group = &reader.group;
    let by_member = reader.member.is_some();
    let publications = store::publications(&app.db, Some(group.id), by_member).await?;
    let source = atom::Source {
        title: format!("Publications of {}", group.short_name),
        subtitle: group.name.clone(),
        feed: app.config.address(&group.feed()),
        page: app.config.address(&group.path()),
        of_many: false,
    };
    let feed = atom::feed(source, &publications, |path| app.config.address(path));
    let feed = (feed, atom::changed(&publications));
    Ok(caching::dated(asked, atom::CONTENT_TYPE, is_public(reader), feed))
}

/// The meetings of a group.
pub async fn calendar(app: &App, reader: &Reader, asked: &HeaderMap) -> Result<Response> {
    let entries = store::entries(&app.db, reader.group.id, None).await?;
    let changed = calendar::changed(&entries);
    let entries = entries.into_iter().map(|entry| {
        let address = app.config.address(&entry.path(&reader.group).show());
        (entry, address, String::new())
    });
    let name = format!("Meetings of {}", reader.group.short_name);
    let file = calendar::calendar(&name, &entries.collect::<Vec<_>>());
    Ok(caching::dated(asked, calendar::CONTENT_TYPE, is_public(reader), (file, changed)))
}

/// One meeting, with its agenda once that is published. A draft is in no calendar.
pub async fn entry(
    app: &App,
    reader: &Reader,
    (meeting, agenda): (&Meeting, &Agenda),
    asked: &HeaderMap,
) -> Result<Response> {
    if meeting.state == MeetingState::Draft {
        return Err(Error::NotFound);
    }
    let entries = store::entries(&app.db, reader.group.id, Some(meeting.id)).await?;
    let entry = entries.into_iter().next().ok_or(Error::NotFound)?;
    let changed = entry.changed_at;
    let address = app.config.address(&entry.path(&reader.group).show());
    let told = if meeting.agenda_is_published() { agenda.lines() } else { String::new() };
    let name = format!("{} of {}", meeting.name(), reader.group.short_name);
    let file = calendar::calendar(&name, &[(entry, address, told)]);
    Ok(caching::dated(asked, calendar::CONTENT_TYPE, is_public(reader), (file, changed)))
}

pub async fn sitemap(_: Anyone, State(app): State<App>, asked: HeaderMap) -> Result<Response> {
    let places = store::places(&app.db).await?;
    let map = sitemap::sitemap(&places, |path| app.config.address(path));
    Ok(caching::answer(&asked, sitemap::CONTENT_TYPE, true, map))
}

pub async fn robots(_: Anyone, State(app): State<App>) -> Response {
    let robots = sitemap::robots(|path| app.config.address(path));
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], robots).into_response()
}

fn is_public(reader: &Reader) -> bool {
    reader.viewer.person.is_none() && reader.group.visibility == Visibility::Public
}
