//! Online Meeting 44, which is invented: held and recorded, its summary in review.

use super::people::name_of;
use super::{CO_CHAIR, MEMBER, SECOND_CO_CHAIR, SECRETARIAT, acting, actions};
use access::fields::people::candidates;
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use base::policy::{DraftAgendas, DraftSummaries, RecordMeetings, RunMeetings};
use base::states::Outcome;
use meetings::agenda::{self, ItemForm};
use meetings::contributions::ContributionForm;
use meetings::decisions::DecisionForm;
use meetings::meeting::{self, Step};
use meetings::outcomes::{self, OutcomeForm};
use meetings::planning::{self, ScheduleForm};
use meetings::record::{Contribution, Decision, entry};
use platform::web::{App, Result};
use summaries::draft::{self, SubmissionForm};

const ITEMS: [&str; 3] =
    ["Actions from the meetings before", "The group’s session at the IGF 2022", "AoB"];

/// The item, who spoke, in what capacity, and how the record tells it.
const SAID: [(usize, &str, &str, &str); 6] = [
    (
        0,
        SECRETARIAT,
        "Secretariat",
        "reported that the list of members is up to date, and that two \
        actions from the summer are still open.",
    ),
    (
        0,
        MEMBER,
        "",
        "asked that open actions be read out at the beginning of each meeting, so that \
        none is forgotten between two meetings.",
    ),
    (
        1,
        CO_CHAIR,
        "Co-chair",
        "presented two formats for the session: a round table of an hour, or \
        a town hall with questions from remote participants.",
    ),
    (
        1,
        MEMBER,
        "",
        "preferred the town hall, because many members can only take part remotely, and \
        offered to collect examples of what the IGF’s intersessional work has changed.",
    ),
    (
        1,
        SECOND_CO_CHAIR,
        "Co-chair",
        "supported the town hall and proposed to keep half of the time \
        for questions.",
    ),
    (
        1,
        SECRETARIAT,
        "Secretariat",
        "recalled that speakers have to be named before the end of the \
        month.",
    ),
];

/// The item, and what was agreed on it.
const AGREED: [(usize, &str); 3] = [
    (0, "The group adopts the plan “Working methods”."),
    (0, "The group adopts the plan “Outreach in 2022”."),
    (
        1,
        "The group’s session at the IGF 2022 is a town hall. Half of its time is for \
        questions.",
    ),
];

pub async fn hold(app: &App) -> Result<()> {
    let at = meet(app).await?;
    record(app, &at).await?;
    let may = acting::<RunMeetings>(app, CO_CHAIR).await?;
    meeting::take(&app.db, &may, &at, Step::Close, "", app.clock.now()).await?;
    let may = acting::<DraftSummaries>(app, SECRETARIAT).await?;
    draft::draft(&app.db, &may, at.meeting).await?;
    draft::submit(app, &may, &at, &SubmissionForm::offered(&may.group, app.clock.now())).await
}

/// From the plan to the opening.
async fn meet(app: &App) -> Result<MeetingPath> {
    let may = acting::<RunMeetings>(app, CO_CHAIR).await?;
    let plan = ScheduleForm {
        starts_date: "2022-09-08".into(),
        past_date: "2022-09-08".into(),
        starts_time: "14:00".into(),
        minutes: "60".into(),
        moderators: name_of(CO_CHAIR).into(),
        ..ScheduleForm::default()
    };
    let at = planning::make(&app.db, &may, &plan, app.clock.now()).await?.path(&may.group);
    let drafter = acting::<DraftAgendas>(app, CO_CHAIR).await?;
    for title in ITEMS {
        let item = ItemForm { title: title.into(), ..ItemForm::default() };
        agenda::add(&app.db, &drafter, &at, &item, app.clock.now()).await?;
    }
    agenda::publish(&app.db, &drafter, &at, None, app.clock.now()).await?;
    meeting::take(&app.db, &may, &at, Step::Open { early: false }, "", app.clock.now()).await?;
    Ok(at)
}

async fn record(app: &App, at: &MeetingPath) -> Result<()> {
    let may = acting::<RecordMeetings>(app, SECRETARIAT).await?;
    let meeting = meeting::find(&app.db, may.group.id, at.meeting).await?;
    let agenda = agenda::read(&app.db, &meeting).await?;
    let items: Vec<ItemId> = agenda.in_order().iter().map(|placed| placed.item.id).collect();
    let people = candidates(&app.db, may.group.id, meeting.id).await?;
    let id = |email: &str| {
        let person = people.iter().find(|person| person.name == name_of(email));
        person.map(|person| person.id.to_string()).unwrap_or_default()
    };
    let mut said_ids = Vec::new();
    for (item, email, capacity, text) in SAID {
        let said = ContributionForm {
            speaker: id(email),
            capacity: capacity.into(),
            text: format!("{} {text}", name_of(email)),
            ..ContributionForm::under(items[item])
        };
        said_ids.push(said.id);
        entry::add::<Contribution>(&app.db, &may, at, &said, app.clock.now()).await?;
    }
    for (item, text) in AGREED {
        let agreed = DecisionForm {
            item: items[item].to_string(),
            text: text.into(),
            ..DecisionForm::default()
        };
        entry::add::<Decision>(&app.db, &may, at, &agreed, app.clock.now()).await?;
    }
    actions::take_on(app, &may, at, &said_ids).await?;
    conclude(app, &may, at, &items).await
}

async fn conclude(
    app: &App,
    may: &May<RecordMeetings>,
    at: &MeetingPath,
    items: &[ItemId],
) -> Result<()> {
    for (index, item) in items.iter().enumerate() {
        let (outcome, reason) = match index {
            0 | 1 => (Outcome::Discussed, ""),
            _ => (Outcome::Withdrawn, "Nobody had other business."),
        };
        let form = OutcomeForm {
            outcome: outcome.key().into(),
            reason: reason.into(),
            was: Outcome::Planned.key().into(),
            ..OutcomeForm::default()
        };
        outcomes::set(&app.db, may, &at.entry(item), &form, app.clock.now()).await?;
    }
    Ok(())
}
