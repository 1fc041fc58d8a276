//! A contribution as a form sends it.

use serde::Deserialize;
use sqlx::PgConnection;

use super::Wording;
use crate::agenda::on;
use crate::meeting::Meeting;
use crate::record::Contribution;
use access::fields::people;
use access::fields::texts::{line, written};
use base::ids::{ActivityReportId, ContributionId, ItemId};
use base::states::Attribution;
use plans::links::{self, PlanLink};
use plans::plan::{self, ReportForm, Status};
use platform::web::{Invalid, Result};

/// What a program says of the attribution that does not mention it. A page's form always does.
pub(super) const AS_IT_WAS: &str = "as_it_was";

#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct ContributionForm {
    /// Made when the form was shown, so that pressing twice adds one.
    pub id: ContributionId,
    pub revision: i32,
    pub item: String,
    pub speaker: String,
    pub guest: String,
    pub capacity: String,
    pub text: String,
    pub attribution: String,
    /// The objective or activity that it is about.
    pub plan: String,
    /// What is new of that activity, to be reported on the plan: how far it is, and a text.
    pub report: ActivityReportId,
    pub status: String,
    pub progress: String,
    /// Whether it is meant that it names nobody.
    #[serde(skip)]
    pub of_nobody: bool,
}

impl Default for ContributionForm {
    fn default() -> Self {
        ContributionForm {
            id: ContributionId::new(),
            revision: 0,
            item: String::new(),
            speaker: String::new(),
            guest: String::new(),
            capacity: String::new(),
            text: String::new(),
            attribution: String::new(),
            plan: String::new(),
            report: ActivityReportId::new(),
            status: plan::UNCHANGED.into(),
            progress: String::new(),
            of_nobody: false,
        }
    }
}

impl ContributionForm {
    pub fn under(item: ItemId) -> Self {
        ContributionForm { item: item.to_string(), ..ContributionForm::default() }
    }

    pub fn of(saved: &Contribution) -> Self {
        let member = saved.speaker_id.map(|id| id.to_string());
        let guest = if member.is_some() { String::new() } else { saved.speaker.clone() };
        ContributionForm {
            id: saved.id,
            revision: saved.revision,
            item: saved.item_id.to_string(),
            speaker: member.unwrap_or_default(),
            guest,
            capacity: saved.capacity.clone(),
            text: saved.text.clone(),
            attribution: saved.attribution.key().into(),
            plan: links::typed(saved.tied.as_ref()),
            ..ContributionForm::default()
        }
    }

    pub fn withheld(&self) -> bool {
        self.attribution == Attribution::Withheld.key()
    }

    /// How far an activity can be said to be.
    pub fn statuses() -> Vec<(&'static str, String)> {
        let mut statuses = vec![(plan::UNCHANGED, "No change".to_owned())];
        statuses.extend(Status::choices());
        statuses
    }

    /// What it says is new on the plan, if anything.
    pub fn update(&self) -> Option<ReportForm> {
        let status = if self.status.is_empty() { plan::UNCHANGED } else { &self.status };
        let (id, progress) = (self.report, self.progress.clone());
        let said = status != plan::UNCHANGED || !progress.trim().is_empty();
        said.then(|| ReportForm { id, status: status.to_owned(), progress })
    }

    /// `saved` is what it corrects.
    pub(super) async fn check(
        &self,
        db: &mut PgConnection,
        meeting: &Meeting,
        saved: Option<&Wording>,
    ) -> Result<Wording> {
        let (item_id, item) = on::item(db, meeting.id, &self.item).await?;
        let speaker = people::name(db, meeting.group_id, &self.speaker).await?;
        let before = saved.and_then(|saved| saved.tied.as_ref());
        let tied = links::find(db, meeting.group_id, &self.plan, before).await?;
        self.wording(Named { item_id, item, speaker, tied }, saved)
    }

    /// What it says, of what it names.
    pub(super) fn wording(&self, named: Named, saved: Option<&Wording>) -> Result<Wording> {
        let mut invalid = Invalid::default();
        let Named { item_id, item, speaker, tied } = named;
        let chosen = ("speaker", self.speaker.as_str());
        let speaker = people::named(chosen, speaker, &self.guest, &mut invalid);
        // A document that was imported may not say who spoke.
        let unknown = self.of_nobody || saved.is_some_and(|saved| saved.speaker.is_nobody());
        if speaker.is_nobody() && !unknown && invalid.is_empty() {
            invalid.add("speaker", "Choose who spoke, or write a guest’s name.");
        }
        let capacity = line("capacity", &self.capacity, &mut invalid);
        let text = written("text", &self.text, "Write what was said.", &mut invalid);
        let attribution = match saved.filter(|_| self.attribution == AS_IT_WAS) {
            Some(saved) => saved.attribution,
            None if self.withheld() => Attribution::Withheld,
            None => Attribution::Attributed,
        };
        let tied = links::chosen(&self.plan, tied, &mut invalid);
        let (text, html) = (text.source, text.html);
        invalid.or(Wording { item_id, item, speaker, capacity, attribution, text, html, tied })
    }
}

/// What a form names by ids, as it was found.
pub(super) struct Named {
    pub item_id: ItemId,
    pub item: String,
    /// The name of the member who was chosen.
    pub speaker: Option<String>,
    pub tied: Option<PlanLink>,
}
