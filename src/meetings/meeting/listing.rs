//! Lists of meetings: a group's series, and what is coming up.

use chrono::{DateTime, Utc};
use sqlx::PgPool;

use access::rights::Reader;
use base::addresses::meeting::{MeetingKey, MeetingPath};
use base::ids::{GroupId, MeetingId, PersonId};
use base::states::{MeetingState, SummaryState};
use base::time;
use platform::web::Result;

/// More of a series than that nobody reads on one page.
const LONGEST: i64 = 1_000;

/// A meeting as a row of a list.
#[derive(Clone, Debug)]
pub struct MeetingRow {
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
    /// Where its summary is, for members.
    pub summary: Option<SummaryState>,
    /// Until when that is, or was, in review.
    pub review_until: Option<DateTime<Utc>>,
}

impl MeetingRow {
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

    /// Where the group is with it: "held", "summary in review until 7 December 2026". The public is
    /// told of what is published.
    pub fn stands(&self, member: bool) -> String {
        use SummaryState::{Approved, Drafting, InReview, Published};
        if self.state != MeetingState::Held {
            return self.state.to_string();
        }
        let summary = self.summary.filter(|_| member);
        let until = self.review_until.map(|end| time::date_in_record(end.date_naive()));
        match (summary, until) {
            (Some(Drafting), _) => "summary in drafting".into(),
            (Some(InReview), Some(until)) => format!("summary in review until {until}"),
            (Some(InReview), None) => "summary in review".into(),
            (Some(Approved), _) => "summary approved, not yet published".into(),
            (Some(Published), _) => "summary published".into(),
            (None, _) if self.edition.is_some() => "summary published".into(),
            (None, _) if member => "summary to be drafted".into(),
            (None, _) => self.state.to_string(),
        }
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
pub async fn series(db: &PgPool, reader: &Reader) -> Result<Vec<MeetingRow>> {
    stretch(db, reader, Stretch { state: None, after: None, most: LONGEST }).await
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
pub async fn stretch(db: &PgPool, reader: &Reader, of: Stretch) -> Result<Vec<MeetingRow>> {
    let (number, draft) = match of.after {
        Some(MeetingKey::Number(number)) => (Some(number), None),
        Some(MeetingKey::Draft(id)) => (None, Some(id)),
        None => (None, None),
    };
    let rows = sqlx::query_as!(
        MeetingRow,
        r#"
        select meetings.id as "id: MeetingId", $2 as "group_slug!", $3 as "group_short_name!",
               meetings.number, meetings.title, meetings.state as "state: MeetingState",
               meetings.starts_at, meetings.agenda_published_at is not null as "agenda_published!",
               agenda.items as "items!", agenda.carried_over as "carried_over!",
               (select max(editions.number) from editions where editions.meeting_id = meetings.id)
                   as "edition?",
               summaries.state as "summary?: SummaryState", summaries.deadline as review_until
        from meetings
        left join summaries on $4 and summaries.meeting_id = meetings.id
        cross join lateral (
            select count(*) filter (where agenda_items.parent_id is null) as items,
                   count(agenda_items.deferred_from) as carried_over
            from agenda_items where agenda_items.meeting_id = meetings.id
        ) as agenda
        where meetings.group_id = $1
          and ($4 or meetings.number is not null)
          and ($5::meeting_state is null or meetings.state = $5)
          and ($6::int is null or meetings.number < $6)
          and ($7::uuid is null or meetings.number is not null
               or (meetings.starts_at, meetings.id) < (
                   select last.starts_at, last.id from meetings last
                   where last.group_id = $1 and last.id = $7))
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
pub async fn upcoming(db: &PgPool, person: Option<PersonId>) -> Result<Vec<MeetingRow>> {
    let rows = sqlx::query_as!(
        MeetingRow,
        r#"
        with listed as (
            select meetings.*, groups.slug, groups.short_name
            from meetings
            join groups on groups.id = meetings.group_id
            where meetings.state in ('scheduled', 'in_session')
              and ($1::uuid is null and groups.visibility = 'public'
                   or meetings.group_id in (
                       select memberships.group_id from memberships
                       where memberships.person_id = $1 and memberships.until is null))
            order by meetings.starts_at, meetings.number desc
            limit 10
        )
        select listed.id as "id: MeetingId", listed.slug as group_slug,
               listed.short_name as group_short_name, listed.number as "number?", listed.title,
               listed.state as "state: MeetingState", listed.starts_at,
               listed.agenda_published_at is not null as "agenda_published!",
               agenda.items as "items!", agenda.carried_over as "carried_over!",
               published.edition as "edition?",
               null::summary_state as "summary?: SummaryState",
               null::timestamptz as "review_until?"
        from listed
        cross join lateral (
            select count(*) filter (where agenda_items.parent_id is null) as items,
                   count(agenda_items.deferred_from) as carried_over
            from agenda_items where agenda_items.meeting_id = listed.id
        ) as agenda
        cross join lateral (
            select max(editions.number) as edition
            from editions where editions.meeting_id = listed.id
        ) as published
        order by starts_at, listed.number desc
        "#,
        person as Option<PersonId>,
    )
    .fetch_all(db)
    .await?;
    Ok(rows)
}
