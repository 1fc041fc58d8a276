//! Groups as programs read them.

use axum::extract::State;
use serde::Serialize;
use sqlx::PgPool;
use utoipa::ToSchema;

use crate::directory::{self, About, GroupRow, Place, Whose};
use access::person::Person;
use access::rights::{Reader, Viewer};
use base::policy::{RecordMeetings, Role};
use base::states::{ApprovalRule, Visibility};
use platform::api::{self, Json, Listing, Paged};
use platform::web::Result;

/// A working group.
#[derive(Serialize, ToSchema)]
#[schema(as = Group)]
pub struct Representation {
    /// Its name in addresses.
    slug: String,
    name: String,
    short_name: String,
    /// What it is for, as HTML.
    purpose: String,
    /// The zone of record, in which its times were agreed.
    #[schema(example = "UTC")]
    time_zone: String,
    visibility: Visibility,
    /// What its meetings are called before their number.
    meeting_title: String,
    /// Whose approval a summary needs; null for those who are not in it.
    approval_rule: Option<ApprovalRule>,
    /// Your role in it, if you are in it.
    role: Option<Role>,
    /// How many actions wait for a new owner; null for those who do not record.
    actions_to_hand_over: Option<i64>,
}

/// A group in a list.
#[derive(Serialize, ToSchema)]
#[schema(as = GroupListed)]
pub struct ListedGroup {
    /// Its name in addresses.
    slug: String,
    name: String,
    short_name: String,
    visibility: Visibility,
    /// Your role in it, if you are in it.
    role: Option<Role>,
    /// How many actions wait for a new owner, for those who record.
    actions_to_hand_over: i64,
}

impl api::Representation for Representation {}

impl api::Representation for ListedGroup {}

impl Representation {
    fn of(reader: Reader, about: About) -> Self {
        let role = reader.member.as_ref().map(|member| member.role);
        let records = reader.may(RecordMeetings);
        let group = reader.group;
        Representation {
            slug: group.slug,
            name: group.name,
            short_name: group.short_name,
            purpose: about.purpose,
            time_zone: group.time_zone.name().to_owned(),
            visibility: group.visibility,
            meeting_title: group.meeting_title,
            approval_rule: role.map(|_| group.approval_rule),
            role,
            actions_to_hand_over: records.then_some(about.to_hand_over),
        }
    }
}

impl From<GroupRow> for ListedGroup {
    fn from(listed: GroupRow) -> Self {
        ListedGroup {
            slug: listed.slug,
            name: listed.name,
            short_name: listed.short_name,
            visibility: listed.visibility,
            role: listed.role,
            actions_to_hand_over: listed.to_hand_over,
        }
    }
}

/// All that the caller may see: their own, and the public ones.
pub async fn list(
    viewer: Viewer,
    State(db): State<PgPool>,
    page: Paged,
) -> Result<Listing<ListedGroup>> {
    let whose = viewer.person.as_ref().map_or(Whose::Public, Whose::SeenBy);
    listed(&db, whose, &page).await
}

pub async fn mine(
    person: Person,
    State(db): State<PgPool>,
    page: Paged,
) -> Result<Listing<ListedGroup>> {
    listed(&db, Whose::Of(&person), &page).await
}

async fn listed(db: &PgPool, whose: Whose<'_>, page: &Paged) -> Result<Listing<ListedGroup>> {
    let after: Option<Place> = page.key()?;
    let most = i64::try_from(page.limit()).unwrap_or_default() + 1;
    let groups = directory::page(db, whose, after.as_ref(), most).await?;
    Ok(page.cut(groups, |group| group.place().to_string()).map(ListedGroup::from))
}

pub async fn show(reader: Reader, State(db): State<PgPool>) -> Result<Json<Representation>> {
    let about = super::about(&db, &reader.group, reader.may(RecordMeetings)).await?;
    Ok(Json(Representation::of(reader, about)))
}
