//! A group's settings and who may read it, as programs read and change them.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use utoipa::ToSchema;

use super::{EditForm, Edition, Exposure, Meeting, Plan, Settings, SettingsForm, VisibilityForm};
use crate::account::api::ZoneName;
use access::rights::{May, Member};
use base::policy::ChangeGroup;
use base::states::{ApprovalRule, Visibility};
use platform::api::{self, IfMatch, Json, Listing, Paged};
use platform::history;
use platform::web::{App, Result};

/// What a group is called, and how it works.
#[derive(Serialize, ToSchema)]
#[schema(as = GroupSettings)]
pub struct Representation {
    name: String,
    short_name: String,
    /// What it is for, in Markdown.
    purpose: String,
    /// Its official time zone.
    time_zone: String,
    /// What its meetings are called before their number.
    meeting_title: String,
    /// Whose approval a summary needs.
    approval_rule: ApprovalRule,
    /// How many days a review of a summary lasts at least.
    review_days: i32,
    /// Whom to ask for the list of participants and the recording of a meeting; empty if nobody.
    requests_contact: String,
    revision: i32,
}

/// The whole of a group’s settings.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = GroupSettingsBody)]
pub struct Body {
    #[schema(
        min_length = 1,
        max_length = 200,
        example = "Working Group on Forms",
        pattern = r"[^\s\x01-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]"
    )]
    name: String,
    #[schema(
        min_length = 1,
        max_length = 200,
        example = "WG-Forms",
        pattern = r"[^\s\x01-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]"
    )]
    short_name: String,
    /// What it is for, in Markdown without HTML.
    #[serde(default)]
    purpose: String,
    /// Its official time zone. Planned meetings stay at the same moment; new times are in it.
    #[schema(value_type = ZoneName)]
    time_zone: String,
    #[schema(
        min_length = 1,
        max_length = 200,
        example = "Online Meeting",
        pattern = r"[^\s\x01-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]"
    )]
    meeting_title: String,
    approval_rule: ApprovalRule,
    #[schema(minimum = 0, maximum = 60)]
    review_days: i32,
    #[serde(default)]
    #[schema(max_length = 200, pattern = r"^[\s\S]*$")]
    requests_contact: String,
}

/// Who may read a group, and what everybody reads of it if it is public.
#[derive(Serialize, ToSchema)]
#[schema(as = GroupVisibility)]
pub struct VisibilityRepresentation {
    visibility: Visibility,
    /// Its numbered meetings, the latest first.
    meetings: Vec<Meeting>,
    editions: Vec<Edition>,
    plans: Vec<Plan>,
    /// The names in them.
    names: Vec<String>,
    /// What to send with the change to public: it says that you have read this.
    seen: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = GroupVisibilityBody)]
pub struct VisibilityBody {
    visibility: Visibility,
    /// As it came with what everybody will read; needed to make the group public.
    #[serde(default)]
    seen: String,
}

impl api::Representation for Representation {
    const EDITED: bool = true;

    fn revision(&self) -> Option<i32> {
        Some(self.revision)
    }
}

impl api::Representation for VisibilityRepresentation {}

impl Representation {
    fn of((revision, settings): (i32, Settings)) -> Self {
        Representation {
            name: settings.name,
            short_name: settings.short_name,
            purpose: settings.purpose.source,
            time_zone: settings.time_zone.name().to_owned(),
            meeting_title: settings.meeting_title,
            approval_rule: settings.approval_rule,
            review_days: settings.review_days,
            requests_contact: settings.requests_contact,
            revision,
        }
    }
}

impl VisibilityRepresentation {
    fn of(visibility: Visibility, exposure: Exposure) -> Self {
        let seen = exposure.seen();
        let Exposure { meetings, editions, plans, names } = exposure;
        VisibilityRepresentation { visibility, meetings, editions, plans, names, seen }
    }
}

impl Body {
    fn form(self, revision: i32) -> EditForm {
        let settings = SettingsForm {
            name: self.name,
            short_name: self.short_name,
            purpose: self.purpose,
            time_zone: self.time_zone,
            meeting_title: self.meeting_title,
            approval_rule: self.approval_rule.key().into(),
            review_days: self.review_days.to_string(),
            requests_contact: self.requests_contact,
        };
        EditForm { revision, settings }
    }
}

pub async fn show(by: Member, State(db): State<PgPool>) -> Result<Json<Representation>> {
    super::read(&db, &by).await.map(Representation::of).map(Json)
}

pub async fn save(
    may: May<ChangeGroup>,
    State(db): State<PgPool>,
    IfMatch(revision): IfMatch,
    Json(body): Json<Body>,
) -> Result<Json<Representation>> {
    super::edit(&db, &may, &body.form(revision)).await?;
    super::read(&db, &may).await.map(Representation::of).map(Json)
}

pub async fn past(
    may: May<ChangeGroup>,
    State(db): State<PgPool>,
    page: Paged,
) -> Result<Listing<history::api::Representation>> {
    history::api::list(&page, super::past(&db, &may).await?)
}

pub async fn show_visibility(
    may: May<ChangeGroup>,
    State(db): State<PgPool>,
) -> Result<Json<VisibilityRepresentation>> {
    let exposure = super::exposure(&db, &may).await?;
    Ok(Json(VisibilityRepresentation::of(may.group.visibility, exposure)))
}

pub async fn set_visibility(
    may: May<ChangeGroup>,
    State(app): State<App>,
    Json(body): Json<VisibilityBody>,
) -> Result<Json<VisibilityRepresentation>> {
    let form = VisibilityForm { visibility: body.visibility.key().into(), seen: body.seen };
    let visibility = super::set_visibility(&app, &may, &form).await?;
    let exposure = super::exposure(&app.db, &may).await?;
    Ok(Json(VisibilityRepresentation::of(visibility, exposure)))
}
