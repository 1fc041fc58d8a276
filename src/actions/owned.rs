//! The open actions that one person answers for, in all their groups.

use chrono::NaiveDate;
use sqlx::{PgExecutor, PgPool};

use super::{Action, ActionPath, Filter, store};
use crate::ids::{ActionId, PersonId};
use crate::markdown::brief;
use crate::moments::date;
use crate::roles::Member;
use crate::web::Result;

/// How many of a group's a page shows that is about more than actions.
const SOME: i64 = 10;

#[derive(Clone, Debug)]
pub struct Owned {
    pub id: ActionId,
    pub group_slug: String,
    pub group_short_name: String,
    pub meeting_title: String,
    pub meeting_number: Option<i32>,
    pub html: String,
    pub due: Option<NaiveDate>,
}

impl Owned {
    pub fn path(&self) -> ActionPath {
        ActionPath { group: self.group_slug.clone(), action: self.id }
    }

    pub fn told(&self) -> String {
        brief(&self.html)
    }

    /// "WG-Strategy · from Online Meeting 44"
    pub fn from(&self) -> String {
        let number = self.meeting_number.map(|number| format!(" {number}")).unwrap_or_default();
        format!("{} · from {}{number}", self.group_short_name, self.meeting_title)
    }

    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.due.is_some_and(|due| due < today)
    }

    pub fn deadline(&self, today: NaiveDate) -> String {
        match self.due {
            None => String::new(),
            Some(due) if self.is_overdue(today) => format!("overdue since {}", date(due)),
            Some(due) => format!("by {}", date(due)),
        }
    }
}

/// A group's open actions, the most urgent first.
pub async fn open(db: &PgPool, by: &Member) -> Result<Vec<Action>> {
    store::list(db, by.group.id, &Filter::default(), SOME).await
}

/// The most urgent first.
pub async fn owned_by(db: impl PgExecutor<'_>, person: PersonId) -> Result<Vec<Owned>> {
    let owned = sqlx::query_as!(
        Owned,
        r#"
        select action_items.id as "id: ActionId", slug as group_slug,
               short_name as group_short_name, meetings.title as meeting_title,
               meetings.number as meeting_number, html, due
        from action_items
        join groups on groups.id = action_items.group_id
        join meetings on meetings.id = meeting_id
        join memberships on memberships.group_id = action_items.group_id
            and memberships.person_id = owner_id and until is null
        where owner_id = $1 and removed_at is null
          and action_items.state in ('open', 'in_progress', 'handed_over')
        order by due nulls last, made_at, action_items.id
        limit 50
        "#,
        person as PersonId,
    )
    .fetch_all(db)
    .await?;
    Ok(owned)
}
