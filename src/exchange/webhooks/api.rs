//! Webhooks as programs make them and look after them.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::PgPool;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Try, Webhook, WebhookForm};
use access::rights::May;
use base::addresses::webhook::WebhookPath;
use base::ids::WebhookId;
use base::policy::ManageWebhooks;
use platform::api::{self, Idempotent, Json, Listing, Made, NoContent, Paged};
use platform::web::{App, Path, Result};

/// An address to which what happens in the group is sent, as far as every member may see it:
/// one event after another, signed by the Standard Webhooks scheme.
#[derive(Serialize, ToSchema)]
#[schema(as = Webhook)]
pub struct Representation {
    id: WebhookId,
    name: String,
    url: String,
    made_by: String,
    made_at: DateTime<Utc>,
    /// Whether events are sent there.
    on: bool,
    /// Why it was switched off, if that was because nothing could be sent there.
    off_because: Option<String>,
    /// How often the next event could not be sent so far.
    failures: i32,
    /// When it is tried again, if it failed.
    next_try: Option<DateTime<Utc>>,
}

/// A webhook, and its secret for this once.
#[derive(Serialize, ToSchema)]
#[schema(as = NewWebhook)]
pub struct New {
    #[serde(flatten)]
    webhook: Representation,
    /// What signs each message: `whsec_` and the key in base64. It is not told again: null, where
    /// the same request comes a second time.
    secret: Option<String>,
}

/// A try to send something.
#[derive(Serialize, ToSchema)]
#[schema(as = WebhookTry)]
pub struct Tried {
    id: Uuid,
    at: DateTime<Utc>,
    /// The id of the event; null for a test.
    event: Option<i64>,
    milliseconds: i32,
    /// The HTTP status that was answered, if anything was.
    status: Option<i32>,
    /// Why it was not taken; null if it was.
    failure: Option<String>,
}

/// Where events are to be sent.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = WebhookBody)]
pub struct Body {
    #[schema(min_length = 1, max_length = 200, example = "Our bridge")]
    name: String,
    /// Begins with `https://` and is reached from everywhere.
    #[schema(
        max_length = 2000,
        pattern = "^\\s*[Hh][Tt][Tt][Pp][Ss]:",
        example = "https://example.org/hook"
    )]
    url: String,
}

impl api::Representation for Representation {}
impl api::Representation for New {
    fn kept(&self) -> Option<Value> {
        let mut kept = serde_json::to_value(self).ok()?;
        kept["secret"] = Value::Null;
        Some(kept)
    }
}

impl api::Representation for Tried {}

impl From<Webhook> for Representation {
    fn from(webhook: Webhook) -> Self {
        let failing = webhook.is_on() && webhook.failures > 0;
        Representation {
            on: webhook.is_on(),
            id: webhook.id,
            name: webhook.name,
            url: webhook.url,
            made_by: webhook.made_by,
            made_at: webhook.made_at,
            off_because: Some(webhook.off_because).filter(|because| !because.is_empty()),
            failures: webhook.failures,
            next_try: failing.then_some(webhook.try_at),
        }
    }
}

impl From<Try> for Tried {
    fn from(one: Try) -> Self {
        Tried {
            id: one.id,
            at: one.at,
            event: one.position,
            milliseconds: one.milliseconds,
            status: one.status,
            failure: Some(one.failure).filter(|failure| !failure.is_empty()),
        }
    }
}

pub async fn list(
    may: May<ManageWebhooks>,
    State(db): State<PgPool>,
    page: Paged,
) -> Result<Listing<Representation>> {
    let webhooks = super::list(&db, &may).await?;
    let page = page.of(webhooks, |webhook| webhook.id.to_string())?;
    Ok(page.map(Representation::from))
}

pub async fn make(
    may: May<ManageWebhooks>,
    State(app): State<App>,
    Idempotent { id, body }: Idempotent<Body>,
) -> Result<Made<New>> {
    let id = WebhookId(id);
    let form = WebhookForm { id, name: body.name, url: body.url };
    let secret = super::make(&app, &may, &form).await?.0;
    let webhook = super::find(&app.db, &may, id).await?.into();
    Ok(Made {
        at: api::at(&may.group.webhook(&id).show()),
        made: New { webhook, secret: Some(secret) },
    })
}

pub async fn show(
    may: May<ManageWebhooks>,
    State(db): State<PgPool>,
    Path(at): Path<WebhookPath>,
) -> Result<Json<Representation>> {
    super::find(&db, &may, at.webhook).await.map(|webhook| Json(webhook.into()))
}

pub async fn tries(
    may: May<ManageWebhooks>,
    State(db): State<PgPool>,
    Path(at): Path<WebhookPath>,
    page: Paged,
) -> Result<Listing<Tried>> {
    super::find(&db, &may, at.webhook).await?;
    let (before, limit) = (page.key()?, page.limit() + 1);
    let tries = super::tries(&db, &may, at.webhook, before, limit).await?;
    Ok(page.cut(tries, |one| one.id.to_string()).map(Tried::from))
}

pub async fn test(
    may: May<ManageWebhooks>,
    State(db): State<PgPool>,
    Path(at): Path<WebhookPath>,
) -> Result<NoContent> {
    super::ask_for_test(&db, &may, &at).await?;
    Ok(NoContent)
}

pub async fn switch_off(
    may: May<ManageWebhooks>,
    State(app): State<App>,
    Path(at): Path<WebhookPath>,
) -> Result<NoContent> {
    super::switch_off(&app, &may, &at).await?;
    Ok(NoContent)
}

pub async fn switch_on(
    may: May<ManageWebhooks>,
    State(db): State<PgPool>,
    Path(at): Path<WebhookPath>,
) -> Result<NoContent> {
    super::switch_on(&db, &may, &at).await?;
    Ok(NoContent)
}

pub async fn remove(
    may: May<ManageWebhooks>,
    State(db): State<PgPool>,
    Path(at): Path<WebhookPath>,
) -> Result<NoContent> {
    super::remove(&db, &may, &at).await?;
    Ok(NoContent)
}
