//! One's own account as programs read and change it. Passwords and sessions are the browser's: a
//! token that could change them would be worth as much as both.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::account::profile::{self, ProfileForm};
use access::person::{Person, reminders};
use base::ids::PersonId;
use base::time::all_zones;
use platform::api::{self, Json};
use platform::web::{App, Result};

/// The person whose token it is.
#[derive(Serialize, ToSchema)]
#[schema(as = Me)]
pub struct Representation {
    id: PersonId,
    name: String,
    email: String,
    /// The zone in which times are shown beside UTC.
    time_zone: String,
    /// Whether they administer the platform.
    administrator: bool,
    /// Whether they get reminders of their actions by mail.
    reminders: bool,
}

/// A person’s name and time zone.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MeBody)]
pub struct Body {
    /// As others in the groups know them.
    #[schema(
        min_length = 1,
        max_length = 200,
        example = "Mira Rao",
        pattern = r"[^\s\x01-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]"
    )]
    name: String,
    #[schema(value_type = ZoneName)]
    time_zone: String,
}

/// The name of a time zone in the IANA database.
pub struct ZoneName;

/// Whether reminders come by mail.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RemindersBody)]
pub struct Switch {
    #[schema(example = true)]
    reminders: bool,
}

impl PartialSchema for ZoneName {
    fn schema() -> RefOr<Schema> {
        let schema = ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some("The name of a time zone in the IANA database."))
            .enum_values(Some(all_zones()));
        schema.into()
    }
}

impl ToSchema for ZoneName {
    fn name() -> std::borrow::Cow<'static, str> {
        "TimeZone".into()
    }
}

impl api::Representation for Representation {}

pub async fn show(person: Person, State(app): State<App>) -> Result<Json<Representation>> {
    read(&app, person).await.map(Json)
}

async fn read(app: &App, person: Person) -> Result<Representation> {
    let reminders = profile::read(app, &person).await?.reminders;
    let time_zone = person.time_zone.name().to_owned();
    let Person { id, name, email, administrator, .. } = person;
    Ok(Representation { id, name, email, time_zone, administrator, reminders })
}

pub async fn change(
    person: Person,
    State(app): State<App>,
    Json(Body { name, time_zone }): Json<Body>,
) -> Result<Json<Representation>> {
    let changed = profile::change(&app.db, &person, &ProfileForm { name, time_zone }).await?;
    read(&app, changed).await.map(Json)
}

pub async fn switch_reminders(
    person: Person,
    State(app): State<App>,
    Json(Switch { reminders }): Json<Switch>,
) -> Result<Json<Representation>> {
    reminders::switch(&app.db, person.id, reminders, "").await?;
    read(&app, person).await.map(Json)
}
