//! Webhooks in the browser: made, watched, switched and removed by the secretariat.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use sqlx::PgPool;

use super::{Try, Webhook, WebhookForm};
use access::group::Group;
use access::rights::May;
use base::addresses::webhook::WebhookPath;
use base::policy::ManageWebhooks;
use base::time::{Zone, ZonedTime};
use platform::web::{App, Done, Form, Frame, Invalid, Page, Path, Result, form_again};

const TRIES: usize = 50;

#[derive(Template)]
#[template(path = "webhooks/list.html")]
struct List {
    frame: Frame,
    group: Group,
    webhooks: Vec<Webhook>,
}

#[derive(Template)]
#[template(path = "webhooks/new.html")]
struct New {
    frame: Frame,
    group: Group,
    form: WebhookForm,
    invalid: Invalid,
}

/// The answer to its making, which alone tells the secret.
#[derive(Template)]
#[template(path = "webhooks/made.html")]
struct Made {
    frame: Frame,
    at: WebhookPath,
    group: Group,
    secret: String,
}

#[derive(Template)]
#[template(path = "webhooks/show.html")]
struct Show {
    frame: Frame,
    zone: Zone,
    at: WebhookPath,
    group: Group,
    webhook: Webhook,
    tries: Vec<Try>,
}

impl Webhook {
    /// Where it stands, in words.
    fn state(&self) -> &'static str {
        match (self.is_on(), self.failures) {
            (false, _) => "off",
            (true, 0) => "on",
            (true, _) => "failing",
        }
    }

    fn state_kind(&self) -> &'static str {
        match (self.is_on(), self.failures) {
            (false, _) => "plain",
            (true, 0) => "done",
            (true, _) => "waits",
        }
    }
}

impl Try {
    /// "Taken, 204, in 31 ms".
    fn describe(&self) -> String {
        let took = self.milliseconds;
        match (self.failure.as_str(), self.status) {
            ("", Some(status)) => format!("Taken ({status}) in {took} ms."),
            (failure, _) => format!("{failure} It took {took} ms."),
        }
    }

    fn what(&self) -> String {
        self.position.map_or_else(|| "Test".into(), |position| format!("Event {position}"))
    }
}

impl Show {
    fn moment(&self, one: &Try) -> ZonedTime {
        ZonedTime { at: one.at, zone: self.zone }
    }

    fn next_try(&self) -> Option<ZonedTime> {
        let failing = self.webhook.is_on() && self.webhook.failures > 0;
        failing.then_some(ZonedTime { at: self.webhook.try_at, zone: self.zone })
    }
}

fn frame(may: &May<ManageWebhooks>) -> Frame {
    may.frame().at("members").working()
}

pub async fn list(
    may: May<ManageWebhooks>,
    State(db): State<PgPool>,
) -> Result<Page<impl Template>> {
    let webhooks = super::list(&db, &may).await?;
    Ok(Page(List { frame: frame(&may), group: may.group.clone(), webhooks }))
}

pub async fn new(may: May<ManageWebhooks>) -> Page<impl Template> {
    let (form, invalid) = (WebhookForm::empty(), Invalid::default());
    Page(New { frame: frame(&may), group: may.group.clone(), form, invalid })
}

pub async fn make(
    may: May<ManageWebhooks>,
    State(app): State<App>,
    Form(form): Form<WebhookForm>,
) -> Result<Response> {
    let group = may.group.clone();
    let page = super::make(&app, &may, &form).await.map(|secret| {
        let (at, group) = (group.webhook(&form.id), group.clone());
        Page(Made { frame: frame(&may), at, group, secret: secret.0 })
    });
    form_again(page, async |invalid| Ok(New { frame: frame(&may), group, form, invalid })).await
}

pub async fn show(
    may: May<ManageWebhooks>,
    State(db): State<PgPool>,
    Path(at): Path<WebhookPath>,
) -> Result<Page<impl Template>> {
    let webhook = super::find(&db, &may, at.webhook).await?;
    let tries = super::tries(&db, &may, at.webhook, None, TRIES).await?;
    let (frame, zone, group) = (frame(&may), may.zone(), may.group.clone());
    Ok(Page(Show { frame, zone, at, group, webhook, tries }))
}

pub async fn test(
    may: May<ManageWebhooks>,
    State(db): State<PgPool>,
    Path(at): Path<WebhookPath>,
) -> Result<Done> {
    super::ask_for_test(&db, &may, &at).await?;
    Ok(Done::to(at.show()).saying("A test is on its way. Load this page again to see how it went."))
}

pub async fn switch_off(
    may: May<ManageWebhooks>,
    State(app): State<App>,
    Path(at): Path<WebhookPath>,
) -> Result<Done> {
    super::switch_off(&app, &may, &at).await?;
    Ok(Done::to(at.show()).saying("Nothing is sent there any more."))
}

pub async fn switch_on(
    may: May<ManageWebhooks>,
    State(db): State<PgPool>,
    Path(at): Path<WebhookPath>,
) -> Result<Done> {
    super::switch_on(&db, &may, &at).await?;
    Ok(Done::to(at.show()).saying("It is on again, and goes on where it stopped."))
}

pub async fn remove(
    may: May<ManageWebhooks>,
    State(db): State<PgPool>,
    Path(at): Path<WebhookPath>,
) -> Result<Done> {
    super::remove(&db, &may, &at).await?;
    Ok(Done::to(may.group.webhooks()).saying("The webhook is removed."))
}
