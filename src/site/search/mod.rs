//! Finding what was said, agreed, planned and published, for whoever may read it.

mod store;
mod kinds;
mod hits;
mod names;
mod query;
mod source;
mod sources;
mod groups;
mod statement;
mod rows;
pub mod api;
pub mod pages;

use sqlx::PgPool;
use uuid::Uuid;

use access::group::Group;
use access::rights::{Member, Reader, Viewer};
use base::ids::GroupId;
use base::policy::DraftSummaries;
use platform::web::{Error, Result};

pub use hits::{Cursor, Hit, Of, Piece, Results};
pub use kinds::{Kind, State};
pub use query::{Query, SearchQuery, Term};
use statement::Eras;
pub use statement::MOST;

/// The groups in which somebody looks.
#[derive(Clone, Debug)]
pub struct Places {
    groups: Vec<Readable>,
    /// If they were read with the groups.
    eras: Option<Eras>,
}

/// A group in which somebody may read: what is public, or all as its member.
#[derive(Clone, Debug)]
pub struct Readable {
    pub id: GroupId,
    pub slug: String,
    pub short_name: String,
    pub member: bool,
    /// Whether summaries in drafting are theirs to read.
    pub drafts: bool,
    /// Whether they are told of speakers who asked not to be named.
    pub speakers: bool,
}

/// What the reader may read and what the query asks for, the best first.
pub async fn find(db: &PgPool, places: &Places, query: &Query) -> Result<Results> {
    let places = places.within(query.group.as_deref())?;
    let (eras, names, guessed) = match &query.speaker {
        None => match &places.eras {
            Some(eras) => (eras.clone(), None, false),
            None => (store::eras(db).await?, None, false),
        },
        Some(typed) => {
            let (eras, known) = store::eras_and_speakers(db, &places, typed).await?;
            let (names, guessed) = names::taken(typed, &known);
            (eras, Some(names), guessed)
        }
    };
    let results = store::hits(db, &places, query, names.as_deref(), &eras).await?;
    let taken = names.filter(|_| guessed).unwrap_or_default();
    Ok(Results { taken, ..results })
}

impl Places {
    /// All groups that somebody may read in.
    pub async fn of(db: &PgPool, viewer: &Viewer) -> Result<Self> {
        let (groups, eras) = store::readable(db, viewer.person.as_ref()).await?;
        Ok(Places { groups, eras: Some(eras) })
    }

    /// One group.
    pub fn in_group(reader: &Reader) -> Self {
        let Group { id, slug, short_name, .. } = reader.group.clone();
        let (member, drafts) = (reader.member.is_some(), reader.may(DraftSummaries));
        let speakers = reader.member.as_ref().is_some_and(Member::reads_speakers);
        let groups = vec![Readable { id, slug, short_name, member, drafts, speakers }];
        Places { groups, eras: None }
    }

    pub fn groups(&self) -> &[Readable] {
        &self.groups
    }

    /// Whether any of it is for members.
    pub fn is_internal(&self) -> bool {
        self.groups.iter().any(|group| group.member)
    }

    /// Only the group of that address. One that cannot be seen is answered as one that is not.
    fn within(&self, slug: Option<&str>) -> Result<Self> {
        let Some(slug) = slug else { return Ok(self.clone()) };
        let chosen = self.groups.iter().filter(|group| group.slug == slug).cloned();
        let groups: Vec<_> = chosen.collect();
        match groups.is_empty() {
            true => Err(Error::invalid("group", "Choose one of the groups in the list.")),
            false => Ok(Places { groups, eras: self.eras.clone() }),
        }
    }

    fn ids(&self, chosen: impl Fn(&Readable) -> bool) -> Vec<Uuid> {
        self.groups.iter().filter(|group| chosen(group)).map(|group| group.id.0).collect()
    }

    fn mine(&self) -> Vec<Uuid> {
        self.ids(|group| group.member)
    }

    fn readable(&self) -> Vec<Uuid> {
        self.ids(|_| true)
    }

    fn speakers(&self) -> Vec<Uuid> {
        self.ids(|group| group.speakers)
    }

    fn drafting(&self) -> Vec<Uuid> {
        self.ids(|group| group.drafts)
    }
}
