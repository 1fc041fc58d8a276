//! What a meeting said, agreed and took on is tied to the objective or activity of an action
//! plan that it is about.

pub mod store;
mod update;

use serde::Deserialize;
use sqlx::{PgConnection, PgExecutor, PgPool};

use access::rights::Member;
use base::addresses::entry::Entry;
use base::addresses::plan::{ItemPath, PlanPath};
use base::ids::{GroupId, PlanItemId};
use base::markdown::brief;
use base::revisions::{Field, choice};
use platform::web::{Error, Invalid, Result};

pub use store::{places, put};
pub use update::enter_update;

/// An objective or activity that something is tied to, or can be.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct PlanLink {
    pub item_id: PlanItemId,
    /// Of its plan.
    pub slug: String,
    pub plan: String,
    /// Of an objective.
    pub title: String,
    pub html: String,
    /// False if it was removed.
    pub is_numbered: bool,
    pub objective: i64,
    /// 0 for the objective itself.
    pub activity: i64,
}

impl PlanLink {
    /// "WSIS+20 action plan: 1.2 Write a page …"
    pub fn describe(&self) -> String {
        let number = self.number().map(|number| format!("{number} ")).unwrap_or_default();
        format!("{}: {number}{}", self.plan, self.begins())
    }

    pub fn number(&self) -> Option<String> {
        self.is_numbered.then(|| match self.activity {
            0 => self.objective.to_string(),
            nth => format!("{}.{nth}", self.objective),
        })
    }

    fn begins(&self) -> String {
        if self.is_objective() { self.title.clone() } else { brief(&self.html) }
    }

    pub fn is_objective(&self) -> bool {
        !self.title.is_empty()
    }

    pub fn path(&self, group: &str) -> ItemPath {
        PlanPath { group: group.to_owned(), plan: self.slug.clone() }.item(&self.item_id)
    }
}

/// The tie as one of the fields of what is tied.
pub fn field(tied: Option<&PlanLink>) -> Field {
    choice("plan", "On the plan", typed(tied), &tied.map(PlanLink::describe).unwrap_or_default())
}

/// As a form sends it.
pub fn typed(tied: Option<&PlanLink>) -> String {
    tied.map(|tied| tied.item_id.to_string()).unwrap_or_default()
}

/// What an entry is tied to.
pub async fn of(
    db: impl PgExecutor<'_>,
    group: GroupId,
    entry: impl Entry,
) -> Result<Option<PlanLink>> {
    store::tied(db, group, entry.uuid()).await
}

/// The item that a URL names, to tie something to.
pub async fn place(db: &PgPool, by: &Member, at: &ItemPath) -> Result<PlanLink> {
    let place = store::open(db, by.group.id, at.item).await?;
    place.filter(|place| place.slug == at.at.plan).ok_or(Error::NotFound)
}

/// What a form ties an entry to: an item of a plan in work, or what it was tied to `before`.
pub async fn read(
    db: &mut PgConnection,
    group: GroupId,
    typed: &str,
    before: Option<&PlanLink>,
    invalid: &mut Invalid,
) -> Result<Option<PlanLink>> {
    Ok(chosen(typed, find(db, group, typed, before).await?, invalid))
}

/// What a form chooses, if it is there.
pub async fn find(
    db: &mut PgConnection,
    group: GroupId,
    typed: &str,
    before: Option<&PlanLink>,
) -> Result<Option<PlanLink>> {
    if let Some(before) = before.filter(|before| before.item_id.to_string() == typed) {
        return Ok(Some(before.clone()));
    }
    match typed.parse() {
        Ok(id) => store::open(&mut *db, group, id).await,
        Err(_) => Ok(None),
    }
}

/// What a form ties an entry to, where it is known what was `found` of it.
pub fn chosen(typed: &str, found: Option<PlanLink>, invalid: &mut Invalid) -> Option<PlanLink> {
    if found.is_none() && !typed.is_empty() {
        invalid.add("plan", "This is no longer on a plan of the group. Choose another.");
    }
    found
}

/// What a form offers: every item of the plans in work, and what is chosen already. Nothing, if
/// there is no plan.
pub fn options(places: &[PlanLink], chosen: Option<&PlanLink>) -> Vec<(String, String)> {
    let gone = chosen.filter(|chosen| places.iter().all(|place| place.item_id != chosen.item_id));
    let offered = places.iter().chain(gone).map(|tied| (tied.item_id.to_string(), tied.describe()));
    let mut options: Vec<_> = offered.collect();
    if !options.is_empty() {
        options.insert(0, (String::new(), "Nothing on a plan".to_owned()));
    }
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tied(title: &str, activity: i64) -> PlanLink {
        PlanLink {
            item_id: PlanItemId::new(),
            slug: "wsis20".into(),
            plan: "WSIS+20 action plan".into(),
            title: title.into(),
            html: "<p>Write a <em>page</em>.</p>".into(),
            is_numbered: true,
            objective: 1,
            activity,
        }
    }

    #[test]
    fn an_item_is_told_by_its_plan_its_number_and_how_it_begins() {
        let removed = PlanLink { is_numbered: false, ..tied("", 2) };
        for (tied, told) in [
            (tied("Awareness", 0), "WSIS+20 action plan: 1 Awareness"),
            (tied("", 2), "WSIS+20 action plan: 1.2 Write a page."),
            (removed, "WSIS+20 action plan: Write a page."),
        ] {
            assert_eq!(tied.describe(), told);
        }
    }

    #[test]
    fn what_was_chosen_is_offered_though_it_is_gone() {
        let (there, gone) = (tied("Awareness", 0), tied("Messages", 0));
        let places = [there.clone()];
        for (places, chosen, offered) in [
            (&[][..], None, 0),
            (&places, None, 2),
            (&places, Some(&there), 2),
            (&places, Some(&gone), 3),
        ] {
            assert_eq!(options(places, chosen).len(), offered);
        }
    }
}
