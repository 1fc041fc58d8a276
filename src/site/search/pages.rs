//! The page on which people search, in all groups or in one.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use sqlx::PgPool;

use super::{Hit, Kind, Places, Results, SearchQuery};
use access::group::Group;
use access::rights::{Reader, Viewer};
use base::time;
use platform::web::{self, CustomPlans, Error, Frame, Invalid, Page, Query, Result};

#[derive(Template)]
#[template(path = "search/show.html")]
pub struct Show {
    frame: Frame,
    /// The one group in which people search here.
    group: Option<Group>,
    places: Places,
    asked: SearchQuery,
    /// None before anything was asked.
    results: Option<Results>,
    invalid: Invalid,
}

impl Show {
    fn address(&self) -> String {
        self.group.as_ref().map_or("/search".into(), Group::search)
    }

    /// "“budget” – Search in WG-Forms"
    fn title(&self) -> String {
        let error = if self.invalid.is_empty() { "" } else { "Error: " };
        let place = self.group.as_ref().map(|group| format!(" in {}", group.short_name));
        let place = place.unwrap_or_default();
        match self.asked.q.trim() {
            "" => format!("{error}Search{place}"),
            words => format!("{error}“{words}” – Search{place}"),
        }
    }

    fn groups(&self) -> Vec<(String, String)> {
        let all = (String::new(), "All groups".to_owned());
        let groups = self.places.groups().iter();
        let each = groups.map(|group| (group.slug.clone(), group.short_name.clone()));
        [all].into_iter().chain(each).collect()
    }

    fn kinds(&self) -> Vec<(&'static str, &'static str)> {
        let kinds = Kind::ALL.into_iter();
        let kinds = kinds.filter(|kind| self.places.is_internal() || !kind.is_internal());
        [("", "Everything")]
            .into_iter()
            .chain(kinds.map(|kind| (kind.key(), kind.plural())))
            .collect()
    }

    /// Whether something is chosen beside the words.
    fn is_narrowed(&self) -> bool {
        let SearchQuery { group, kind, speaker, from, to, .. } = &self.asked;
        [group, kind, speaker, from, to].iter().any(|value| !value.is_empty())
            || !self.invalid.is_empty()
    }

    fn next(&self) -> Option<String> {
        let next = self.results.as_ref()?.next.as_ref()?;
        Some(format!("{}{}", self.address(), self.asked.after(next).address()))
    }

    /// The first page, for whoever is on a later one.
    fn first(&self) -> Option<String> {
        let first = SearchQuery { after: String::new(), ..self.asked.clone() };
        let later = !self.asked.after.is_empty();
        later.then(|| format!("{}{}", self.address(), first.address()))
    }

    /// The same search in all groups.
    fn elsewhere(&self) -> Option<String> {
        self.group.as_ref()?;
        let first = SearchQuery { after: String::new(), ..self.asked.clone() };
        Some(format!("/search{}", first.address()))
    }
}

impl Results {
    /// "1 result", "More than 100 results".
    fn describe(&self) -> String {
        match (self.more, self.count) {
            (true, count) => format!("More than {} results", count - count % 100),
            (false, 1) => "1 result".into(),
            (false, count) => format!("{count} results"),
        }
    }

    fn taken(&self) -> String {
        base::text::join(&self.taken)
    }
}

impl Hit {
    fn day(&self) -> String {
        time::date(self.at.date_naive())
    }
}

async fn answer(db: &PgPool, page: Show) -> Result<Response> {
    let found = match page.asked.is_empty() {
        true => Ok(None),
        false => match page.asked.read() {
            Ok(query) => super::find(db, &page.places, &query).await.map(Some),
            Err(error) => Err(error),
        },
    };
    match found {
        Err(Error::Invalid(invalid)) => Ok(web::refused(Show { invalid, ..page })),
        results => Ok(Page(Show { results: results?, ..page }).into_response()),
    }
}

pub async fn show(
    viewer: Viewer,
    State(CustomPlans(db)): State<CustomPlans>,
    Query(asked): Query<SearchQuery>,
) -> Result<Response> {
    let frame = viewer.frame().at("search");
    let places = Places::of(&db, &viewer).await?;
    let (results, invalid) = (None, Invalid::default());
    answer(&db, Show { frame, group: None, places, asked, results, invalid }).await
}

pub async fn in_group(
    reader: Reader,
    State(CustomPlans(db)): State<CustomPlans>,
    Query(asked): Query<SearchQuery>,
) -> Result<Response> {
    let frame = reader.frame().at("search");
    let (places, asked) =
        (Places::in_group(&reader), SearchQuery { group: String::new(), ..asked });
    let (results, invalid) = (None, Invalid::default());
    answer(&db, Show { frame, group: Some(reader.group), places, asked, results, invalid }).await
}
