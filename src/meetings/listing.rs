//! Lists of meetings: a group's series, and what is coming up.

use chrono::{DateTime, Utc};
use sqlx::PgPool;

use super::{MeetingKey, MeetingPath, MeetingState};
use crate::ids::{GroupId, MeetingId, PersonId};
use crate::roles::Reader;
use crate::web::Result;

/// A meeting as a row of a list.
#[derive(Clone, Debug)]
pub struct Listed {
    pub id: MeetingId,
    pub group_slug: String,
    pub group_short_name: String,
    pub number: Option<i32>,
    pub title: String,
    pub state: MeetingState,
    pub starts_at: DateTime<Utc>,
    pub agenda_published: bool,
    pub items: i64,
    pub carried_over: i64,
    /// The number of the latest published edition of its summary.
    pub edition: Option<i32>,
}

impl Listed {
    pub fn name(&self) -> String {
        match self.number {
            Some(number) => format!("{} {number}", self.title),
            None => format!("{} (draft)", self.title),
        }
    }

    pub fn path(&self) -> MeetingPath {
        let meeting = self.number.map_or(MeetingKey::Draft(self.id), MeetingKey::Number);
        MeetingPath { group: self.group_slug.clone(), meeting }
    }

    /// Where the latest edition of its summary is.
    pub fn edition_path(&self) -> Option<String> {
        self.edition.map(|number| self.path().edition(number))
    }

    /// Whether it is still to come, or going on.
    pub fn is_ahead(&self) -> bool {
        matches!(self.state, MeetingState::Scheduled | MeetingState::InSession)
    }

    /// What a row says beside the name. The public is told of an agenda once it is published.
    pub fn more(&self, member: bool) -> String {
        let agenda = match (self.agenda_published, member, self.items) {
            (true, _, 1) => "1 agenda item".into(),
            (true, _, items) => format!("{items} agenda items"),
            (false, true, 0) => "no agenda yet".into(),
            (false, true, _) => "agenda is a draft".into(),
            (false, false, _) => String::new(),
        };
        let carried = match (self.carried_over, member || self.agenda_published) {
            (0, _) | (_, false) => String::new(),
            (1, _) => "1 item carried over".into(),
            (carried, _) => format!("{carried} items carried over"),
        };
        let parts = [self.state.to_string(), agenda, carried];
        let said: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        said.join(" · ")
    }
}

/// All meetings of a group that the reader may know of, the latest first.
pub async fn series(db: &PgPool, reader: &Reader) -> Result<Vec<Listed>> {
    list(
        db,
        Scope {
            group: Some(&reader.group.slug),
            drafts: reader.member.is_some(),
            ..Scope::default()
        },
    )
    .await
}

/// Which stretch of a series is asked for.
pub struct Stretch {
    /// Those in one state only.
    pub state: Option<MeetingState>,
    pub after: Option<MeetingKey>,
    pub most: i64,
}

/// A stretch of the meetings that the reader may know of, in the order of the series. However
/// many they are, it takes no longer.
pub async fn stretch(db: &PgPool, reader: &Reader, of: Stretch) -> Result<Vec<Listed>> {
    let (number, draft) = match of.after {
        Some(MeetingKey::Number(number)) => (Some(number), None),
        Some(MeetingKey::Draft(id)) => (None, Some(id)),
        None => (None, None),
    };
    let rows = sqlx::query_as!(
        Listed,
        r#"
        select meetings.id as "id: MeetingId", $2 as "group_slug!",
               $3 as "group_short_name!", number, title, state as "state: MeetingState",
               starts_at, agenda_published_at is not null as "agenda_published!",
               agenda.items as "items!", agenda.carried_over as "carried_over!",
               (select max(editions.number) from editions where meeting_id = meetings.id)
                   as "edition?"
        from meetings
        cross join lateral (
            select count(*) filter (where parent_id is null) as items,
                   count(deferred_from) as carried_over
            from agenda_items where meeting_id = meetings.id
        ) as agenda
        where group_id = $1
          and ($4 or number is not null)
          and ($5::meeting_state is null or state = $5)
          and ($6::int is null or number < $6)
          and ($7::uuid is null or number is not null or (starts_at, meetings.id) < (
              select starts_at, id from meetings where group_id = $1 and id = $7))
        order by number desc nulls first, starts_at desc, meetings.id desc
        limit $8
        "#,
        reader.group.id as GroupId,
        reader.group.slug,
        reader.group.short_name,
        reader.member.is_some(),
        of.state as Option<MeetingState>,
        number,
        draft as Option<MeetingId>,
        of.most,
    )
    .fetch_all(db)
    .await?;
    Ok(rows)
}

/// Meetings to come: of the person's groups, or of all public groups for somebody who is
/// signed out. A members-only group's meetings are its members' to know.
pub async fn upcoming(db: &PgPool, person: Option<PersonId>) -> Result<Vec<Listed>> {
    list(db, Scope { person, ahead: true, ..Scope::default() }).await
}

#[derive(Default)]
struct Scope<'a> {
    group: Option<&'a str>,
    drafts: bool,
    person: Option<PersonId>,
    ahead: bool,
}

async fn list(db: &PgPool, scope: Scope<'_>) -> Result<Vec<Listed>> {
    let rows = sqlx::query_as!(
        Listed,
        r#"
        select meetings.id as "id: MeetingId", slug as group_slug,
               short_name as group_short_name, number, title, state as "state: MeetingState",
               starts_at, agenda_published_at is not null as "agenda_published!",
               coalesce(agenda.items, 0) as "items!",
               coalesce(agenda.carried_over, 0) as "carried_over!",
               published.edition as "edition?"
        from meetings
        join groups on groups.id = group_id
        left join (
            select meeting_id, count(*) filter (where parent_id is null) as items,
                   count(deferred_from) as carried_over
            from agenda_items group by meeting_id
        ) as agenda on agenda.meeting_id = meetings.id
        left join (
            select meeting_id, max(number) as edition from editions group by meeting_id
        ) as published on published.meeting_id = meetings.id
        where ($1::text is null or slug = $1)
          and ($2 or number is not null)
          and (not $4 or state in ('scheduled', 'in_session'))
          and ($1::text is not null
               or $3::uuid is null and visibility = 'public'
               or group_id in (select group_id from memberships
                               where person_id = $3 and until is null))
        order by case when $4 then starts_at end, number desc nulls first, starts_at desc
        limit case when $4 then 10 else 1000 end
        "#,
        scope.group,
        scope.drafts,
        scope.person as Option<PersonId>,
        scope.ahead,
    )
    .fetch_all(db)
    .await?;
    Ok(rows)
}
