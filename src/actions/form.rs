//! An action, as a form sends it.

use serde::Deserialize;
use sqlx::PgConnection;

use super::assignment::{DueKind, Said};
use super::{Assignment, store};
use access::fields::owners::{Owners, Typed};
use access::fields::roster::Roster;
use access::fields::texts::{day, written};
use base::due::Due;
use base::ids::{ActionId, GroupId, MeetingId};
use meetings::agenda::on::On;
use meetings::record;
use plans::links;
use platform::web::{Error, Invalid, Result};

#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct ActionForm {
    /// Made when the form was shown, so that pressing twice adds one.
    pub id: ActionId,
    pub revision: i32,
    pub item: String,
    pub contribution: String,
    pub text: String,
    pub owner: String,
    pub guest: String,
    /// One name a line.
    pub others: String,
    pub due_kind: String,
    pub due: String,
    /// The objective or activity that it is about.
    pub plan: String,
}

impl Default for ActionForm {
    fn default() -> Self {
        ActionForm {
            id: ActionId::new(),
            revision: 0,
            item: String::new(),
            contribution: String::new(),
            text: String::new(),
            owner: String::new(),
            guest: String::new(),
            others: String::new(),
            due_kind: String::new(),
            due: String::new(),
            plan: String::new(),
        }
    }
}

impl ActionForm {
    pub fn of(id: ActionId, revision: i32, saved: &Assignment) -> Self {
        let first = saved.owners.first();
        ActionForm {
            id,
            revision,
            item: saved.on.id.map(|id| id.to_string()).unwrap_or_default(),
            contribution: saved.said.as_ref().map(|said| said.id.to_string()).unwrap_or_default(),
            text: saved.text.clone(),
            owner: first.member(),
            guest: first.guest().to_owned(),
            others: saved.owners.lines(),
            due_kind: DueKind::of(saved.due).key().to_owned(),
            due: saved.due.and_then(Due::day).map(|due| due.to_string()).unwrap_or_default(),
            plan: links::typed(saved.tied.as_ref()),
        }
    }

    /// Of an action as the record of its meeting has it.
    pub fn of_recorded(saved: &record::Action) -> Self {
        let said = saved.contribution_id.map(|id| Said { id, speaker: String::new() });
        let assignment = Assignment {
            on: On::of(saved.item_id, None),
            said,
            text: saved.text.clone(),
            html: saved.html.clone(),
            owners: saved.owners.clone(),
            due: saved.due,
            tied: saved.tied.clone(),
        };
        ActionForm::of(saved.id, saved.revision, &assignment)
    }

    /// What the form says of an action of a meeting, or of none. `before` is what it said until now.
    pub(super) async fn check(
        &self,
        db: &mut PgConnection,
        (group, roster): (GroupId, Option<&Roster>),
        meeting: Option<MeetingId>,
        before: Option<&Assignment>,
    ) -> Result<Assignment> {
        let mut invalid = Invalid::default();
        let nobody = Owners::default();
        let (on, said) = match meeting {
            Some(meeting) => {
                (On::read(db, meeting, &self.item).await?, self.said(db, meeting).await?)
            }
            None => (On::of(None, None), None),
        };
        let typed = Typed {
            first: ("owner", &self.owner),
            guest: &self.guest,
            others: ("others", &self.others),
        };
        let owners = typed
            .read(
                db,
                (group, roster),
                before.map_or(&nobody, |before| &before.owners),
                &mut invalid,
            )
            .await?;
        let text = written("text", &self.text, "Write what is to be done.", &mut invalid);
        let due = self.due(&mut invalid);
        let before = before.and_then(|before| before.tied.as_ref());
        let tied = links::read(db, group, &self.plan, before, &mut invalid).await?;
        invalid.or(Assignment { on, said, text: text.source, html: text.html, owners, due, tied })
    }

    async fn said(&self, db: &mut PgConnection, meeting: MeetingId) -> Result<Option<Said>> {
        if self.contribution.is_empty() {
            return Ok(None);
        }
        let id = self.contribution.parse().map_err(|_| Error::NotFound)?;
        let speaker = store::speaker(db, meeting, id).await?;
        Ok(Some(Said { id, speaker }))
    }

    /// A date alone says enough; a date beside another choice does not.
    fn due(&self, invalid: &mut Invalid) -> Option<Due> {
        match (DueKind::of_key(&self.due_kind), self.due.trim()) {
            (None | Some(DueKind::Never), "") => None,
            (Some(DueKind::NextMeeting), "") => Some(Due::NextMeeting),
            (Some(DueKind::Date), "") => {
                invalid.add("due", "Give a date as year, month and day, like 2026-03-31.");
                None
            }
            (None | Some(DueKind::Date), typed) => day("due", typed, invalid).map(Due::On),
            (Some(_), _) => {
                let sentence = "Choose “On a date” for this date, or leave it empty.";
                invalid.add("due", sentence);
                None
            }
        }
    }
}
