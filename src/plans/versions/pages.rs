//! Adopted versions at their permanent addresses, the form that adopts, and the redline of a draft.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::{AdoptionForm, Change, Decided, Found};
use crate::plan::{self, Plan, Step};
use crate::versions::card::card;
use access::rights::{May, Reader};
use base::addresses::file::{File, Kind, Ordinal};
use base::addresses::meeting::MeetingPath;
use base::addresses::plan::PlanPath;
use base::policy::EditPlans;
use base::states::Visibility;
use base::time::ZonedTime;
use platform::web::card::Card;
use platform::web::{
    App, Done, Form, Frame, Invalid, Page, Path, Query, Result, caching, form_again,
};

/// What a page of a redline shows at once.
const MOST: usize = 40;

#[derive(Deserialize)]
pub struct VersionPath {
    #[serde(flatten)]
    at: PlanPath,
    version: File<Ordinal>,
}

#[derive(Template)]
#[template(path = "versions/show.html")]
struct Show {
    frame: Frame,
    reader: Reader,
    at: PlanPath,
    plan: Plan,
    found: Found,
    now: DateTime<Utc>,
    address: String,
    card: Option<Card>,
}

#[derive(Template)]
#[template(path = "versions/adoption.html")]
pub struct Adoption {
    frame: Frame,
    at: PlanPath,
    plan: Plan,
    decisions: Vec<Decided>,
    form: AdoptionForm,
    invalid: Invalid,
}

#[derive(Template)]
#[template(path = "versions/changes.html")]
pub struct ChangesPage {
    frame: Frame,
    at: PlanPath,
    plan: Plan,
    changes: Vec<Change>,
    count: usize,
    page: usize,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ChangesQuery {
    page: usize,
}

impl Show {
    fn path(&self) -> String {
        self.at.version(self.found.version.number)
    }

    /// The version that replaces it, if the reader may see that: its number, and where it stands.
    fn later(&self) -> Option<(i32, String)> {
        let latest = self.plan.adopted_for(&self.reader)?;
        (self.found.version.number < latest).then(|| (latest, self.at.version(latest)))
    }

    /// Whether the reader sees the text that is worked on, and not only what was adopted.
    fn shows_plan(&self) -> bool {
        self.plan.is_shown_to(&self.reader, self.now)
    }

    fn adopted(&self) -> ZonedTime {
        ZonedTime { at: self.found.version.adopted_at, zone: self.reader.zone() }
    }

    fn meeting(&self) -> String {
        let meeting = self.found.decided.meeting;
        MeetingPath { group: self.at.group.clone(), meeting }.show()
    }
}

impl Adoption {
    fn decisions(&self) -> Vec<(String, String)> {
        let mut options = vec![(String::new(), "Choose a decision".to_owned())];
        options.extend(self.decisions.iter().map(|decided| {
            let Decided { id, number, text, meeting_name, .. } = decided;
            (id.to_string(), format!("Decision {number}, {meeting_name}: {text}"))
        }));
        options
    }
}

impl ChangesPage {
    fn pages(&self) -> usize {
        self.count.div_ceil(MOST)
    }
}

pub async fn show(
    reader: Reader,
    State(app): State<App>,
    Path(VersionPath { at, version }): Path<VersionPath>,
    headers: HeaderMap,
) -> Result<Response> {
    let plan = plan::find(&app.db, reader.group.id, &at.plan).await?;
    let found = super::visible(&app.db, &reader, &plan, version.of.0).await?;
    let public = reader.group.visibility == Visibility::Public
        && found.version.visibility == Visibility::Public
        && reader.viewer.person.is_none();
    let body = match version.kind {
        Kind::Markdown => found.version.markdown,
        Kind::Json => found.version.document,
        Kind::Page => {
            let address = app.config.address(&at.version(found.version.number));
            let frame = reader.frame().at("plans");
            let card = card(&reader, &found.version, &address);
            let now = app.clock.now();
            let page = Show { frame, reader, at, plan, found, now, address, card };
            page.render().map_err(anyhow::Error::from)?
        }
    };
    Ok(caching::answer(
        &headers,
        version.kind.content_type(),
        caching::Keep::for_anybody(public),
        body,
    ))
}

async fn adoption_page(
    app: &App,
    may: &May<EditPlans>,
    at: PlanPath,
    form: AdoptionForm,
    invalid: Invalid,
) -> Result<Adoption> {
    let plan = plan::find(&app.db, may.group.id, &at.plan).await?;
    plan.after(Step::Adopt, app.clock.now())?;
    let decisions = super::decisions(&app.db, may).await?;
    let form = AdoptionForm { text: super::offered(&app.db, may, &plan).await?, ..form };
    let frame = may.frame().at("plans").working();
    Ok(Adoption { frame, at, plan, decisions, form, invalid })
}

pub async fn adoption(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
) -> Result<Page<Adoption>> {
    adoption_page(&app, &may, at, AdoptionForm::default(), Invalid::default()).await.map(Page)
}

pub async fn adopt(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
    Form(form): Form<AdoptionForm>,
) -> Result<Response> {
    let adopted = super::adopt(&app.db, &may, &at.plan, &form, app.clock.now()).await;
    let done = adopted.map(|number| Done::to(at.version(number)).saying("The plan is adopted."));
    form_again(done, |invalid| adoption_page(&app, &may, at, form, invalid)).await
}

pub async fn changes(
    reader: Reader,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
    Query(asked): Query<ChangesQuery>,
) -> Result<Page<ChangesPage>> {
    let (plan, all) = super::changes(&app.db, &reader, &at.plan, app.clock.now()).await?;
    let (count, page) = (all.len(), asked.page.max(1));
    let changes = all.into_iter().skip((page - 1).saturating_mul(MOST)).take(MOST).collect();
    let frame = reader.frame().at("plans");
    Ok(Page(ChangesPage { frame, at, plan, changes, count, page }))
}
