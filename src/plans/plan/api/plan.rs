//! A plan as a whole, as programs read and write it.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::plan::talk::{self, Count};
use crate::plan::{self, PlanForm, PlanState, Progress};
use crate::presence::{self, Present};
use access::rights::{May, Member, Reader};
use base::addresses::group::GroupPath;
use base::addresses::plan::PlanPath;
use base::ids::PlanId;
use base::policy::EditPlans;
use base::states::Visibility;
use platform::api::{self, Idempotent, IfMatch, Json, Listing, Made, Paged};
use platform::history;
use platform::web::{App, Error, Path, Query, Result};

/// A shared action plan.
#[derive(Serialize, ToSchema)]
#[schema(as = Plan)]
pub struct Representation {
    id: PlanId,
    /// Its name in addresses.
    slug: String,
    title: String,
    /// In Markdown.
    purpose: String,
    purpose_html: String,
    visibility: Visibility,
    /// Whether people who are not in the group may comment while it is open.
    public_comments: bool,
    state: PlanState,
    /// Until when it takes comments, or took them.
    comments_until: Option<DateTime<Utc>>,
    /// The number of the version that was adopted last, if you may read it.
    adopted: Option<i32>,
    /// How far its activities are.
    activities: Progress,
    /// Those on the plan as a whole.
    comments: Count,
    revision: i32,
}

/// What a new plan says.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewPlan)]
pub struct NewBody {
    #[schema(pattern = "\\S", max_length = 300, example = "WSIS+20 action plan")]
    title: String,
    /// Its name in addresses, which it keeps.
    #[schema(pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 60, example = "wsis20")]
    slug: String,
    /// In Markdown without HTML.
    #[serde(default)]
    purpose: String,
    /// Who may read it once it is opened for comments.
    #[serde(default = "for_the_group")]
    visibility: Visibility,
    /// Whether people who are not in the group may comment on it; only on a public plan.
    #[serde(default)]
    public_comments: bool,
}

/// What a plan says as a whole.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PlanBody)]
pub struct Body {
    #[schema(pattern = "\\S", max_length = 300, example = "WSIS+20 action plan")]
    title: String,
    /// In Markdown without HTML.
    #[serde(default)]
    purpose: String,
    /// Who may read it once it is opened for comments.
    visibility: Visibility,
    /// Whether people who are not in the group may comment on it; only on a public plan.
    #[serde(default)]
    public_comments: bool,
}

/// Somebody else who edits the same text.
#[derive(Serialize, ToSchema)]
#[schema(as = Editor)]
pub struct Editor {
    name: String,
    seen_at: DateTime<Utc>,
}

/// Which text is edited.
#[derive(Deserialize, ToSchema)]
#[schema(as = Edited)]
pub struct Edited {
    /// The id of the plan, or of one of its objectives and activities.
    subject: Uuid,
}

impl api::Representation for Representation {
    const EDITED: bool = true;

    fn revision(&self) -> Option<i32> {
        Some(self.revision)
    }
}

impl api::Representation for Editor {}

fn for_the_group() -> Visibility {
    Visibility::MembersOnly
}

impl NewBody {
    /// As the page's form would send it.
    fn form(self, id: PlanId) -> PlanForm {
        let NewBody { title, purpose, visibility, public_comments, .. } = self;
        let body = Body { title, purpose, visibility, public_comments };
        PlanForm { id: Some(id), slug: self.slug, ..body.form(0) }
    }
}

impl Body {
    fn form(self, revision: i32) -> PlanForm {
        PlanForm {
            id: None,
            revision,
            title: self.title,
            slug: String::new(),
            purpose: self.purpose,
            visibility: self.visibility.key().into(),
            public_comments: if self.public_comments { "true".into() } else { String::new() },
        }
    }
}

pub async fn make(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(_): Path<GroupPath>,
    Idempotent { id, body }: Idempotent<NewBody>,
) -> Result<Made<Representation>> {
    let slug = plan::make(&app.db, &may, &body.form(PlanId(id))).await?;
    let at = may.group.plan(&slug);
    let made = one(&app, Reader::from(may.into_member()), &at).await?;
    Ok(Made { at: api::at(&at.show()), made })
}

pub async fn show(
    reader: Reader,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
) -> Result<Json<Representation>> {
    one(&app, reader, &at).await.map(Json)
}

/// The plan as its reader may see it.
pub(super) async fn one(app: &App, by: Reader, at: &PlanPath) -> Result<Representation> {
    let now = app.clock.now();
    let plan = plan::visible(&app.db, &by, &at.plan, now).await?;
    let items = plan::shown_items(&app.db, &plan, &by).await?;
    let counts = talk::counts(&app.db, &by, &plan).await?;
    Ok(Representation {
        state: plan.state_at(now),
        adopted: plan.adopted_for(&by),
        activities: Progress::of_activities(&items),
        comments: counts.get(&None).copied().unwrap_or_default(),
        id: plan.id,
        slug: plan.slug,
        title: plan.title,
        purpose: plan.purpose,
        purpose_html: plan.purpose_html,
        visibility: plan.visibility,
        public_comments: plan.public_comments,
        comments_until: plan.comments_until,
        revision: plan.revision,
    })
}

pub async fn change(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
    IfMatch(revision): IfMatch,
    Json(body): Json<Body>,
) -> Result<Json<Representation>> {
    let place = (at.plan.as_str(), app.clock.now());
    plan::change(&app.db, &may, place, &body.form(revision)).await?;
    one(&app, Reader::from(may.into_member()), &at).await.map(Json)
}

pub async fn editors(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
    Query(Edited { subject }): Query<Edited>,
) -> Result<Listing<Editor>> {
    let plan = plan::find(&app.db, may.group.id, &at.plan).await?;
    let items = plan::items(&app.db, plan.id).await?;
    if plan.id.0 != subject && items.iter().all(|item| item.id.0 != subject) {
        return Err(Error::NotFound);
    }
    let others = presence::others(&app.db, subject, may.person.id, app.clock.now()).await?;
    let others = others.into_iter().map(|Present { name, seen_at }| Editor { name, seen_at });
    Ok(Listing { items: others.collect(), next: None })
}

pub async fn past(
    member: Member,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
    page: Paged,
) -> Result<Listing<history::api::Representation>> {
    let plan = plan::find(&app.db, member.group.id, &at.plan).await?;
    let past = history::past(history::of_subject(&app.db, plan.id.0).await?);
    history::api::list(&page, past)
}
