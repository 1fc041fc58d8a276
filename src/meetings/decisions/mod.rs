//! What a meeting agreed: numbered in its group's series, on an item or on none.

mod store;
mod form;
pub mod api;
pub mod pages;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::agenda::on::On;
use crate::record::Decision;
use crate::record::entry::{Corrected, OpenRecord, Recorded, TakenOut};
use base::ids::{DecisionId, ItemId};
use base::revisions::{Editable, Field, Kind, field};
use plans::links::{self, PlanLink};
use platform::web::Result;

pub use form::DecisionForm;

/// What a decision says, apart from its number.
#[derive(Clone, Debug)]
pub struct Wording {
    pub on: On,
    pub text: String,
    pub html: String,
    pub tied: Option<PlanLink>,
}

impl Editable for Wording {
    fn fields(&self) -> Vec<Field> {
        vec![
            self.on.field(),
            field("text", "What was agreed", &self.text, Kind::Text),
            links::field(self.tied.as_ref()),
        ]
    }
}

impl Recorded for Decision {
    type Id = DecisionId;
    type Form = DecisionForm;
    type Wording = Wording;

    const CALLED: &'static str = "a decision";
    /// Its number is not given again.
    const REMOVED: &'static str =
        "The decision is removed. Its number stays its own, and it can be put back below.";

    fn sent(form: &DecisionForm) -> (DecisionId, i32) {
        (form.id, form.revision)
    }

    async fn check(
        open: &mut OpenRecord<'_>,
        form: &DecisionForm,
        saved: Option<&Wording>,
        _: DateTime<Utc>,
    ) -> Result<Wording> {
        let before = saved.and_then(Decision::tied);
        form.check(open.db, open.meeting, before).await
    }

    /// Under the next number of the group's series.
    async fn insert(open: &mut OpenRecord<'_>, id: DecisionId, agreed: &Wording) -> Result<()> {
        store::insert(open.db, id, open.meeting, agreed).await
    }

    async fn take_out(open: &mut OpenRecord<'_>, id: DecisionId) -> Result<TakenOut> {
        let item = store::set_removed(open.db, open.meeting.id, id, true).await?;
        Ok(TakenOut::from(item))
    }

    fn item(agreed: &Wording) -> Option<ItemId> {
        agreed.on.id
    }

    fn tied(wording: &Wording) -> Option<&PlanLink> {
        wording.tied.as_ref()
    }
}

impl Corrected for Decision {
    const RESTORED: &'static str = "The decision is back in the record.";

    async fn find(open: &mut OpenRecord<'_>, id: DecisionId) -> Result<(i32, Wording)> {
        let (revision, saved) = store::find(open.db, open.meeting.id, id).await?;
        let tied = links::of(&mut *open.db, open.meeting.group_id, id).await?;
        Ok((revision, Wording { tied, ..saved }))
    }

    async fn update(
        db: &mut PgConnection,
        id: DecisionId,
        _: &Wording,
        wording: &Wording,
    ) -> Result<()> {
        store::update(db, id, wording).await
    }

    /// Under the number that it had.
    async fn put_back(open: &mut OpenRecord<'_>, id: DecisionId) -> Result<Option<ItemId>> {
        store::set_removed(open.db, open.meeting.id, id, false).await
    }
}
