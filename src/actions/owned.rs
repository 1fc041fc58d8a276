//! The open actions that one person answers for, in all their groups.

use chrono::NaiveDate;
use sqlx::PgExecutor;
use sqlx::types::Json;

use access::person::Person;
use base::addresses::action::ActionPath;
use base::due::{Deadline, Due};
use base::ids::{ActionId, PersonId};
use base::markdown::brief;
use base::policy::{AnswerForActions, Capability, Comment};
use base::withheld::Withheld;
use platform::web::Result;

#[derive(Clone, Debug)]
pub struct Owned {
    pub id: ActionId,
    pub group_slug: String,
    pub group_short_name: String,
    pub meeting_title: Option<String>,
    pub meeting_number: Option<i32>,
    pub html: String,
    pub due: Option<NaiveDate>,
    pub due_next_meeting: bool,
    /// The day that this comes to, where it is known.
    pub day: Option<NaiveDate>,
    /// Whether whoever owns it still has a role that reports on actions.
    pub may_report: bool,
    /// Who of its meeting they are not told of.
    withheld: Json<Withheld>,
}

impl Owned {
    pub fn path(&self) -> ActionPath {
        ActionPath { group: self.group_slug.clone(), action: self.id }
    }

    pub fn describe(&self) -> String {
        brief(&self.withheld.hide_html(&self.html))
    }

    /// "WG-Strategy · from Online Meeting 44"
    pub fn from(&self) -> String {
        let number = self.meeting_number.map(|number| format!(" {number}")).unwrap_or_default();
        match &self.meeting_title {
            Some(title) => format!("{} · from {title}{number}", self.group_short_name),
            None => self.group_short_name.clone(),
        }
    }

    pub fn deadline(&self) -> Deadline {
        Deadline { due: Due::of(self.due, self.due_next_meeting), day: self.day }
    }
}

/// The most urgent first.
pub async fn owned_by(db: impl PgExecutor<'_>, person: &Person) -> Result<Vec<Owned>> {
    let reach = person.reach.groups();
    let owned = sqlx::query_as!(
        Owned,
        r#"
        select action_items.id as "id: ActionId", groups.slug as group_slug,
               groups.short_name as group_short_name, meetings.title as "meeting_title?",
               meetings.number as meeting_number, action_items.html, action_items.due,
               action_items.due_next_meeting, action_days.day,
               memberships.role::text = any($3) as "may_report!",
               case when memberships.role::text = any($4) then '[]'
                    else withheld_in(action_items.meeting_id) end as "withheld!: Json<Withheld>"
        from action_owners
        join action_items on action_items.id = action_owners.action_id
        join action_days on action_days.action_id = action_items.id
        join groups on groups.id = action_items.group_id
        left join meetings on meetings.id = action_items.meeting_id
        join memberships on memberships.group_id = action_items.group_id
            and memberships.person_id = action_owners.person_id and memberships.until is null
        where action_owners.person_id = $1 and action_items.removed_at is null
          and ($2::uuid[] is null or action_items.group_id = any($2))
          and action_items.state in ('open', 'in_progress', 'handed_over')
        order by day nulls last, action_items.made_at, action_items.id
        limit 50
        "#,
        person.id as PersonId,
        reach.as_deref(),
        &AnswerForActions::role_keys(),
        &Comment::role_keys(),
    )
    .fetch_all(db)
    .await?;
    Ok(owned)
}
