//! Groups as the administrator makes and staffs them.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use utoipa::ToSchema;

use crate::account::api::ZoneName;
use crate::administration::{self, Appointed, Appointment, GroupForm, GroupRow};
use crate::invitations::Invitation;
use crate::settings::SettingsForm;
use access::group::Group;
use access::person::Administrator;
use base::addresses::group::GroupPath;
use base::ids::{GroupId, InvitationId};
use base::policy::Role;
use base::states::{ApprovalRule, Visibility};
use platform::api::{self, Idempotent, Json, Listing, Made, Paged};
use platform::web::{App, Path, Result};

/// A group as the administrator sees it.
#[derive(Serialize, ToSchema)]
#[schema(as = AdministeredGroup)]
pub struct Representation {
    /// Its name in addresses.
    slug: String,
    name: String,
    short_name: String,
    visibility: Visibility,
    /// Who runs it.
    appointed: Vec<Runs>,
    /// Who is invited and has not accepted yet.
    invited: Vec<Invited>,
}

/// Somebody who runs a group.
#[derive(Serialize, ToSchema)]
#[schema(as = Appointed)]
pub struct Runs {
    name: String,
    email: String,
    role: Role,
}

/// Somebody whose invitation is open.
#[derive(Serialize, ToSchema)]
#[schema(as = Invited)]
pub struct Invited {
    email: String,
    role: Role,
    expires_at: DateTime<Utc>,
}

/// A group in the list of all.
#[derive(Serialize, ToSchema)]
#[schema(as = AdministeredGroupListed)]
pub struct ListedGroup {
    /// Its name in addresses.
    slug: String,
    name: String,
    short_name: String,
    visibility: Visibility,
    members: i64,
}

/// A group to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = GroupBody)]
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
    /// Its name in addresses: small letters, digits and single hyphens.
    #[schema(max_length = 60, pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", example = "wg-forms")]
    slug: String,
    /// What it is for, in Markdown without HTML.
    #[serde(default)]
    purpose: String,
    /// The zone of record.
    #[serde(default = "utc")]
    #[schema(value_type = ZoneName, required = false)]
    time_zone: String,
    visibility: Visibility,
    /// Whose approval a summary needs.
    approval_rule: ApprovalRule,
    /// What its meetings are called before their number.
    #[schema(
        min_length = 1,
        max_length = 200,
        example = "Online Meeting",
        pattern = r"[^\s\x01-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]"
    )]
    meeting_title: String,
    /// How many days a review of a summary lasts at least.
    #[schema(minimum = 0, maximum = 60)]
    review_days: Option<i32>,
    /// Whom to ask for the list of participants and the recording of a meeting.
    #[serde(default)]
    #[schema(max_length = 200, pattern = r"^[\s\S]*$")]
    requests_contact: String,
    /// The number of the last meeting that it has had elsewhere.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 9999)]
    last_meeting: i32,
}

/// A person who will run a group. A person with an account gets the role at once; others get an
/// invitation.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AppointmentBody)]
pub struct Appointing {
    #[schema(format = "email", max_length = 254, example = "chair@example.org")]
    email: String,
    role: Running,
}

base::states! {
    #[schema(as = RunningRole)]
    pub enum Running {
        CoChair:      "co_chair";
        Secretariat:  "secretariat";
    }
}

impl api::Representation for Representation {}

impl api::Representation for ListedGroup {}

impl Representation {
    fn of((group, appointed, invited): (Group, Vec<Appointed>, Vec<Invitation>)) -> Self {
        Representation {
            slug: group.slug,
            name: group.name,
            short_name: group.short_name,
            visibility: group.visibility,
            appointed: appointed.into_iter().map(Runs::from).collect(),
            invited: invited.into_iter().map(Invited::from).collect(),
        }
    }
}

impl From<Appointed> for Runs {
    fn from(one: Appointed) -> Self {
        Runs { name: one.name, email: one.email, role: one.role }
    }
}

impl From<Invitation> for Invited {
    fn from(one: Invitation) -> Self {
        Invited { email: one.email, role: one.place.role, expires_at: one.expires_at }
    }
}

impl From<GroupRow> for ListedGroup {
    fn from(group: GroupRow) -> Self {
        ListedGroup {
            slug: group.slug,
            name: group.name,
            short_name: group.short_name,
            visibility: group.visibility,
            members: group.members,
        }
    }
}

impl Body {
    /// As the page's form would send it.
    fn form(self, id: GroupId) -> GroupForm {
        GroupForm {
            id,
            slug: self.slug,
            visibility: self.visibility.key().to_owned(),
            last_meeting: self.last_meeting.to_string(),
            settings: SettingsForm {
                name: self.name,
                short_name: self.short_name,
                purpose: self.purpose,
                time_zone: self.time_zone,
                approval_rule: self.approval_rule.key().to_owned(),
                meeting_title: self.meeting_title,
                requests_contact: self.requests_contact,
                ..SettingsForm::with_review(self.review_days)
            },
        }
    }
}

fn utc() -> String {
    "UTC".into()
}

pub async fn list(
    by: Administrator,
    State(db): State<PgPool>,
    page: Paged,
) -> Result<Listing<ListedGroup>> {
    let groups = administration::groups(&db, &by).await?;
    Ok(page.of(groups, |group| group.slug.clone())?.map(ListedGroup::from))
}

pub async fn make(
    by: Administrator,
    State(app): State<App>,
    Idempotent { id, body }: Idempotent<Body>,
) -> Result<Made<Representation>> {
    let form = body.form(GroupId(id));
    let path = administration::make_group(&app.db, &by, &form).await?;
    let made = administration::appointed(&app, &by, form.slug.trim()).await?;
    Ok(Made { at: api::at(&path), made: Representation::of(made) })
}

pub async fn show(
    by: Administrator,
    State(app): State<App>,
    Path(at): Path<GroupPath>,
) -> Result<Json<Representation>> {
    let found = administration::appointed(&app, &by, &at.group).await?;
    Ok(Json(Representation::of(found)))
}

pub async fn appoint(
    by: Administrator,
    State(app): State<App>,
    Path(at): Path<GroupPath>,
    Idempotent { id, body }: Idempotent<Appointing>,
) -> Result<Made<Representation>> {
    let role = body.role.key().to_owned();
    let form = Appointment { id: InvitationId(id), email: body.email, role };
    administration::appoint(&app, &by, &at.group, &form).await?;
    let made = administration::appointed(&app, &by, &at.group).await?;
    let at = api::at(&format!("/administration/groups/{}", at.group));
    Ok(Made { at, made: Representation::of(made) })
}
