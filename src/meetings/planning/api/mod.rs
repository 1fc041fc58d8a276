//! Meetings as programs read, plan and run them.

mod steps;

use axum::extract::State;
use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use utoipa::ToSchema;

use crate::meeting::{Meeting, MeetingRow, Stretch, moderators};
use crate::planning::{Said, ScheduleForm, Start};
use access::rights::{May, Reader};
use base::addresses::meeting::{MeetingKey, MeetingPath};
use base::ids::MeetingId;
use base::policy::RunMeetings;
use base::states::MeetingState;
use base::time::Zone;
use platform::api::{self, Idempotent, IfMatch, Json, Listing, Made, Paged, lines};
use platform::history;
use platform::web::{App, Error, Path, Query, Result};

pub use steps::{cancel, close, open, schedule, undo_closing, undo_opening};

/// A meeting of a group.
#[derive(Serialize, ToSchema)]
#[schema(as = Meeting)]
pub struct Representation {
    id: MeetingId,
    /// What it is called in addresses: its number, or `draft-` and its id.
    key: String,
    /// In the group’s series; null for a draft.
    number: Option<i32>,
    name: String,
    state: MeetingState,
    starts_at: DateTime<Utc>,
    /// What the clocks show then in the time zone in which the meeting was agreed. It stays when
    /// the rules of that zone change, and `starts_at` follows.
    #[schema(value_type = String)]
    starts_local: NaiveDateTime,
    time_zone: Zone,
    minutes: i32,
    /// For members only.
    joining_link: Option<String>,
    /// By name.
    moderators: Vec<String>,
    agenda_published: bool,
    /// When the published agenda was changed last.
    agenda_revised_at: Option<DateTime<Utc>>,
    cancelled_because: Option<String>,
    /// The document that its record was read from; for members only.
    read_from: Option<String>,
    /// For members only.
    revision: Option<i32>,
}

/// A meeting as a row of its group’s series.
#[derive(Serialize, ToSchema)]
pub struct ListedMeeting {
    id: MeetingId,
    /// What it is called in addresses: its number, or `draft-` and its id.
    key: String,
    number: Option<i32>,
    name: String,
    state: MeetingState,
    starts_at: DateTime<Utc>,
    agenda_published: bool,
    /// How many items of the first level the published agenda has.
    agenda_items: Option<i64>,
    /// How many items come from an earlier meeting.
    carried_over: Option<i64>,
    /// The number of the latest edition of its summary.
    edition: Option<i32>,
}

/// When a meeting is, for how long, where, and who moderates it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MeetingBody)]
pub struct Body {
    /// The instant, with any offset; or else `starts_local`.
    #[schema(example = "2026-03-26T13:00:00Z")]
    starts_at: Option<DateTime<Utc>>,
    /// What the clocks show in the meeting’s time zone, in place of `starts_at`. A time that they
    /// show twice or never is refused.
    #[schema(pattern = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$")]
    starts_local: Option<String>,
    /// Whether a start in the past is meant, such as that of a meeting whose minutes are old.
    #[serde(default)]
    may_be_past: bool,
    #[schema(minimum = 1, maximum = 1440, example = 60)]
    minutes: i32,
    #[schema(pattern = "^\\s*(https?://|$)")]
    joining_link: Option<String>,
    /// By name; those of members are recognised.
    #[serde(default)]
    moderators: Vec<String>,
    /// Whether it stays a draft without a number; only for a new meeting.
    draft: Option<bool>,
}

#[derive(Deserialize, ToSchema)]
pub struct SeriesQuery {
    /// Only meetings in this state.
    #[serde(default, deserialize_with = "api::given")]
    state: Option<MeetingState>,
}

impl api::Representation for Representation {
    const EDITED: bool = true;

    fn revision(&self) -> Option<i32> {
        self.revision
    }
}

impl api::Representation for ListedMeeting {}

impl ListedMeeting {
    fn of(listed: MeetingRow, member: bool) -> Self {
        let published = listed.agenda_published;
        ListedMeeting {
            id: listed.id,
            key: listed.path().meeting.to_string(),
            number: listed.number,
            name: listed.name(),
            state: listed.state,
            starts_at: listed.starts_at,
            agenda_published: published,
            agenda_items: published.then_some(listed.items),
            carried_over: (published || member).then_some(listed.carried_over),
            edition: listed.edition,
        }
    }
}

impl Body {
    fn form(self, id: Option<MeetingId>, revision: i32) -> Result<ScheduleForm> {
        Ok(ScheduleForm {
            id,
            revision,
            start: Some(Start { said: self.said()?, may_be_past: self.may_be_past }),
            minutes: self.minutes.to_string(),
            joining_link: self.joining_link.unwrap_or_default(),
            moderators: lines("moderators", &self.moderators)?,
            draft: self.draft.unwrap_or_default(),
            ..ScheduleForm::default()
        })
    }

    fn said(&self) -> Result<Said> {
        match (self.starts_at, &self.starts_local) {
            (Some(at), None) => Ok(Said::At(at)),
            (None, Some(local)) => {
                let read = |form| NaiveDateTime::parse_from_str(local, form).ok();
                let local = read("%Y-%m-%dT%H:%M").or_else(|| read("%Y-%m-%dT%H:%M:%S"));
                local.map(Said::Local).ok_or_else(|| {
                    Error::invalid("starts_local", "Give date and time, like 2026-03-26T14:00.")
                })
            }
            _ => Err(Error::invalid("starts_at", "Give either starts_at or starts_local.")),
        }
    }
}

pub async fn list(
    reader: Reader,
    State(db): State<PgPool>,
    Query(asked): Query<SeriesQuery>,
    page: Paged,
) -> Result<Listing<ListedMeeting>> {
    let (after, most) = (page.key::<MeetingKey>()?, page.limit() as i64 + 1);
    let stretch = Stretch { state: asked.state, after, most };
    let read = crate::meeting::stretch(&db, &reader, stretch).await?;
    let page = page.cut(read, |meeting| meeting.path().meeting.to_string());
    Ok(page.map(|listed| ListedMeeting::of(listed, reader.member.is_some())))
}

pub async fn show(
    reader: Reader,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Json<Representation>> {
    let meeting = crate::meeting::visible(&db, &reader, &at).await?;
    represent(&db, &reader, meeting).await.map(Json)
}

/// A meeting as this reader may see it.
pub async fn represent(db: &PgPool, reader: &Reader, meeting: Meeting) -> Result<Representation> {
    let moderators = moderators::of(db, meeting.id).await?;
    let told = history::of_subject(db, meeting.id.0).await?;
    let member = reader.member.is_some();
    let starts = meeting.starts(reader.group.time_zone);
    let (because, read_from) = (Meeting::cancelled_because(&told), Meeting::read_from(&told));
    Ok(Representation {
        id: meeting.id,
        key: meeting.path(&reader.group).meeting.to_string(),
        number: meeting.number,
        name: meeting.name(),
        state: meeting.state,
        starts_at: meeting.starts_at,
        starts_local: starts.local,
        time_zone: starts.zone,
        minutes: meeting.minutes,
        moderators,
        agenda_published: meeting.agenda_is_published(),
        agenda_revised_at: meeting.agenda_revised_at,
        cancelled_because: because.map(str::to_owned),
        read_from: read_from.filter(|_| member).map(str::to_owned),
        joining_link: Some(meeting.joining_link).filter(|link| member && !link.is_empty()),
        revision: member.then_some(meeting.revision),
    })
}

async fn now(db: &PgPool, may: May<RunMeetings>, at: &MeetingPath) -> Result<Json<Representation>> {
    let meeting = crate::meeting::find(db, may.group.id, at.meeting).await?;
    represent(db, &Reader::from(may.into_member()), meeting).await.map(Json)
}

pub async fn make(
    may: May<RunMeetings>,
    State(app): State<App>,
    Idempotent { id, body }: Idempotent<Body>,
) -> Result<Made<Representation>> {
    let form = body.form(Some(MeetingId(id)), 0)?;
    let meeting = crate::planning::make(&app.db, &may, &form, app.clock.now()).await?;
    let at = api::at(&meeting.path(&may.group).show());
    let made = represent(&app.db, &Reader::from(may.into_member()), meeting).await?;
    Ok(Made { at, made })
}

pub async fn save(
    may: May<RunMeetings>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    IfMatch(revision): IfMatch,
    Json(body): Json<Body>,
) -> Result<Json<Representation>> {
    if body.draft.is_some() {
        return Err(Error::invalid("draft", "A draft is scheduled by a call of its own."));
    }
    let form = body.form(None, revision)?;
    crate::planning::edit(&app.db, &may, &at, &form, app.clock.now()).await?;
    now(&app.db, may, &at).await
}
