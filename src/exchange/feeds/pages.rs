//! Feeds, calendars and the map of the site at their addresses.

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};

use super::{atom, sitemap, store};
use access::rights::Reader;
use meetings::meeting::{self, calendar};
use platform::web::caching::Keep;
use platform::web::{Anyone, App, Result, caching};

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
    Ok(caching::dated(&asked, atom::CONTENT_TYPE, Keep::Asking, feed))
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
    Ok(caching::dated(asked, atom::CONTENT_TYPE, Keep::for_anybody(reader.is_anybody()), feed))
}

/// The meetings of a group.
pub async fn calendar(app: &App, reader: &Reader, asked: &HeaderMap) -> Result<Response> {
    let entries = meeting::store::entries(&app.db, reader.group.id, None).await?;
    let changed = calendar::changed(&entries);
    let entries = entries.into_iter().map(|entry| {
        let address = app.config.address(&entry.path(&reader.group).show());
        (entry, address, String::new())
    });
    let name = format!("Meetings of {}", reader.group.short_name);
    let file = calendar::calendar(&name, &entries.collect::<Vec<_>>());
    let keep = Keep::for_anybody(reader.is_anybody());
    Ok(caching::dated(asked, calendar::CONTENT_TYPE, keep, (file, changed)))
}

pub async fn sitemap(_: Anyone, State(app): State<App>, asked: HeaderMap) -> Result<Response> {
    let places = store::places(&app.db).await?;
    let map = sitemap::sitemap(&places, |path| app.config.address(path));
    Ok(caching::answer(&asked, sitemap::CONTENT_TYPE, Keep::Asking, map))
}

pub async fn robots(_: Anyone, State(app): State<App>) -> Response {
    let robots = sitemap::robots(|path| app.config.address(path));
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], robots).into_response()
}
