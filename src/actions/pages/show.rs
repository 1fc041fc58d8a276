//! The page of one action, with everything that was reported of it.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;

use crate::{Action, Origin, Report, ReportForm, Reported};
use access::fields::people::{Candidate, candidates};
use access::rights::{May, Member};
use base::addresses::action::ActionPath;
use base::addresses::meeting::MeetingPath;
use base::policy::{AnswerForActions, RecordMeetings};
use base::time::{Zone, ZonedTime};
use platform::history::Past;
use platform::web::{App, Done, Form, Frame, Invalid, Page, Path, Result, form_again};

#[derive(Template)]
#[template(path = "show.html")]
pub struct Show {
    frame: Frame,
    member: Member,
    at: ActionPath,
    action: Action,
    reports: Vec<Report>,
    past: Vec<Past>,
    people: Vec<Candidate>,
    today: NaiveDate,
    form: ReportForm,
    invalid: Invalid,
}

impl Show {
    fn meeting(&self, origin: &Origin) -> MeetingPath {
        MeetingPath { group: self.at.group.clone(), meeting: origin.key }
    }

    fn moment(&self, report: &Report) -> ZonedTime {
        ZonedTime { at: report.at, zone: self.member.zone() }
    }

    /// It is corrected in the record of its meeting, if it has one.
    fn correction(&self) -> String {
        match &self.action.meeting {
            Some(origin) => self.meeting(origin).entry(&self.action.id).show(),
            None => self.at.edit(),
        }
    }

    fn zone(&self) -> Zone {
        self.member.zone()
    }

    fn may_record(&self) -> bool {
        self.member.may(RecordMeetings)
    }

    fn may_report(&self) -> bool {
        self.member.may(AnswerForActions) && self.action.is_answered_by(&self.member)
    }

    fn steps(&self) -> Vec<(&'static str, String)> {
        let steps = [
            (Reported::Progress, true, true),
            (Reported::Done, true, true),
            (Reported::HandedOver, true, true),
            (Reported::Dropped, true, self.may_record()),
            (Reported::Reopened, false, self.may_record()),
        ];
        let open = self.action.state.is_open();
        let offered = steps.into_iter().filter(|(_, when, may)| *when == open && *may);
        offered.map(|(step, ..)| (step.key(), step.label())).collect()
    }

    fn people(&self) -> Vec<(String, String)> {
        let mut people = vec![(String::new(), "Nobody from the list".to_owned())];
        people.extend(self.people.iter().map(|person| (person.id.to_string(), person.label())));
        people
    }
}

async fn page(
    app: &App,
    member: Member,
    at: ActionPath,
    form: ReportForm,
    invalid: Invalid,
) -> Result<Show> {
    let action = actions::find(&app.db, &member, at.action).await?;
    let (reports, past) = actions::reports_and_past(&app.db, &member, &action).await?;
    let people = candidates(&app.db, member.group.id, None).await?;
    let today = member.group.today(app.clock.now());
    let frame = member.frame().at("actions").working();
    Ok(Show { frame, member, at, action, reports, past, people, today, form, invalid })
}

pub async fn show(
    member: Member,
    State(app): State<App>,
    Path(at): Path<ActionPath>,
) -> Result<Page<Show>> {
    page(&app, member, at, ReportForm::default(), Invalid::default()).await.map(Page)
}

pub async fn report(
    may: May<AnswerForActions>,
    State(app): State<App>,
    Path(at): Path<ActionPath>,
    Form(form): Form<ReportForm>,
) -> Result<Response> {
    let reported = actions::report(&app.db, &may, at.action, &form, app.clock.now()).await;
    let done = reported.map(|()| Done::to(at.show()).saying("Report saved."));
    form_again(done, |invalid| page(&app, may.into_member(), at, form, invalid)).await
}
