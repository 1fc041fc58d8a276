//! Who may read a group. It becomes public only for somebody who has read what everybody will then
//! read; it becomes its members' at once, but for the editions that everybody could read.

use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use utoipa::ToSchema;

use super::{event, letters, store};
use access::rights::{May, Member};
use base::digest::{hash, hex};
use base::policy::ChangeGroup;
use base::states::Visibility;
use platform::history::{self, Change};
use platform::web::{App, Error, Result, transaction};

/// What everybody reads of a public group.
#[derive(Clone, Debug, Default)]
pub struct Exposure {
    /// The whole series, the latest first.
    pub meetings: Vec<Meeting>,
    pub editions: Vec<Edition>,
    pub plans: Vec<Plan>,
    /// Of the people who are named there.
    pub names: Vec<String>,
}

#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[schema(as = ExposedMeeting)]
pub struct Meeting {
    pub number: i32,
    pub title: String,
    /// Whether its agenda is published.
    pub agenda: bool,
}

#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[schema(as = ExposedEdition)]
pub struct Edition {
    /// The number of its meeting.
    pub meeting: i32,
    pub number: i32,
    pub title: String,
}

#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[schema(as = ExposedPlan)]
pub struct Plan {
    /// Its name in addresses.
    pub slug: String,
    pub title: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct VisibilityForm {
    pub visibility: String,
    /// What was shown of what everybody will read.
    pub seen: String,
}

impl Exposure {
    /// Says what was shown, so that nothing becomes public that nobody was shown.
    pub fn seen(&self) -> String {
        let meetings = self.meetings.iter().map(|one| format!("{} {}", one.name(), one.agenda));
        let editions = self.editions.iter();
        let editions = editions.map(|one| format!("{}/{} {}", one.meeting, one.number, one.title));
        let plans = self.plans.iter().map(|plan| format!("{} {}", plan.slug, plan.title));
        let all = meetings.chain(editions).chain(plans).chain(self.names.iter().cloned());
        hex(&hash(&all.collect::<Vec<_>>().join("\n")))
    }
}

impl Meeting {
    pub fn name(&self) -> String {
        format!("{} {}", self.title, self.number)
    }
}

pub async fn exposure(db: &PgPool, by: &Member) -> Result<Exposure> {
    store::exposure(db, by.group.id).await
}

pub async fn set_visibility(
    app: &App,
    by: &May<ChangeGroup>,
    form: &VisibilityForm,
) -> Result<Visibility> {
    let choose = || Error::invalid("visibility", "Choose who may read the group.");
    let to = Visibility::of_key(&form.visibility).ok_or_else(choose)?;
    let mut tx = transaction(&app.db).await?;
    if store::lock(&mut tx, by.group.id).await? == to {
        return Ok(to);
    }
    if to == Visibility::Public && store::exposure(&mut *tx, by.group.id).await?.seen() != form.seen
    {
        return Err(Error::invalid(
            "seen",
            "Read below what everybody will then read. Then make the group public.",
        ));
    }
    store::set_visibility(&mut tx, by.group.id, to).await?;
    let event = match to {
        Visibility::Public => Change { event: "made public", ..event(&by.group) },
        Visibility::MembersOnly => Change { event: "made members only", ..event(&by.group) },
    };
    history::log(&mut tx, by.person.id, event).await?;
    letters::send(&mut tx, app, by, to).await?;
    tx.commit().await?;
    Ok(to)
}
