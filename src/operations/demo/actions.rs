//! What Online Meeting 44 of the demonstration left to be done: open, overdue and done.

use super::people::name_of;
use super::{MEMBER, SECOND_CO_CHAIR, SECRETARIAT, acting, later};
use access::rights::May;
use actions::{Action, ActionForm, DueKind, ReportForm};
use base::addresses::meeting::MeetingPath;
use base::ids::ContributionId;
use base::policy::{AnswerForActions, RecordMeetings};
use meetings::record::{self, entry};
use plans::links;
use platform::web::{App, Result};

struct ToDo {
    text: &'static str,
    owner: &'static str,
    others: &'static str,
    /// In how many days from now; None for by the next meeting.
    days: Option<i64>,
    /// The place of the contribution that it comes from.
    said: usize,
    /// What was reported once it was done.
    done: Option<&'static str>,
}

const TO_DO: [ToDo; 4] = [
    ToDo {
        text: "Collect examples of what the IGF’s intersessional work has changed.",
        owner: MEMBER,
        others: "",
        days: Some(14),
        said: 3,
        done: None,
    },
    ToDo {
        text: "Ask the speakers of the session to confirm.",
        owner: SECOND_CO_CHAIR,
        others: "",
        days: Some(-5),
        said: 5,
        done: None,
    },
    ToDo {
        text: "Write a one-page outline of the session.",
        owner: SECRETARIAT,
        others: "Tariq Oyelowa",
        days: Some(21),
        said: 2,
        done: None,
    },
    ToDo {
        text: "Draft questions for remote participants.",
        owner: SECOND_CO_CHAIR,
        others: "Amara Lindqvist",
        days: None,
        said: 4,
        done: Some("Eight questions are ready. Members may add to them until the session."),
    },
];

/// Each comes from one of the contributions, and is on the same item.
pub async fn take_on(
    app: &App,
    may: &May<RecordMeetings>,
    at: &MeetingPath,
    said: &[ContributionId],
) -> Result<()> {
    let sheet = record::sheet(&app.db, may, at).await?;
    let today = app.clock.now().date_naive();
    for to_do in TO_DO {
        let from = sheet.record.contributions.iter().find(|known| known.id == said[to_do.said]);
        let owner = sheet.people.iter().find(|person| person.name == name_of(to_do.owner));
        let kind = if to_do.days.is_some() { DueKind::Date } else { DueKind::NextMeeting };
        let form = ActionForm {
            item: from.map(|said| said.item_id.to_string()).unwrap_or_default(),
            contribution: said[to_do.said].to_string(),
            text: to_do.text.into(),
            owner: owner.map(|person| person.id.to_string()).unwrap_or_default(),
            others: to_do.others.into(),
            due_kind: kind.key().into(),
            due: to_do.days.map(|days| later(today, days).to_string()).unwrap_or_default(),
            ..ActionForm::default()
        };
        entry::add::<Action>(&app.db, may, at, &form, app.clock.now()).await?;
        if let Some(text) = to_do.done {
            let by = acting::<AnswerForActions>(app, to_do.owner).await?;
            let report =
                ReportForm { step: "done".into(), text: text.into(), ..ReportForm::default() };
            actions::report(&app.db, &by, form.id, &report, app.clock.now()).await?;
        }
    }
    Ok(())
}

/// What the group has to do, whatever it has met about.
pub async fn keep(app: &App) -> Result<()> {
    let form = ActionForm {
        text: "Ask the participants of the mailing list which of them want to become members."
            .into(),
        guest: "Kwame Ostrander".into(),
        due_kind: DueKind::NextMeeting.key().into(),
        ..ActionForm::default()
    };
    let may = acting::<RecordMeetings>(app, SECRETARIAT).await?;
    actions::add_elsewhere(&app.db, &may, &form, app.clock.now()).await?;
    let places = links::places(&app.db, may.group.id).await?;
    let activity = places.iter().find(|place| place.html.contains("explains the review"));
    let form = ActionForm {
        text: "Ask three newcomers what they did not understand of the page.".into(),
        guest: "Kwame Ostrander".into(),
        plan: links::typed(activity),
        ..ActionForm::default()
    };
    actions::add_elsewhere(&app.db, &may, &form, app.clock.now()).await?;
    Ok(())
}
