//! The page of a group: what comes next, its series of meetings, and what it has published.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;

use crate::directory::About;
use crate::groups::card::card;
use crate::home::{Waiting, of_group};
use access::rights::Reader;
use actions::{Action, Filter};
use base::addresses::group::{Form, GroupFile};
use base::policy::{ChangeGroup, RunMeetings};
use base::time::ZonedTime;
use exchange::feeds;
use meetings::meeting::{self, MeetingRow};
use platform::web::card::Card;
use platform::web::{App, Frame, Page, Path, Result, caching};

const LATEST_MEETINGS: usize = 10;
const LATEST_SUMMARIES: usize = 5;

#[derive(Template)]
#[template(path = "groups/show.html")]
pub struct Show {
    frame: Frame,
    reader: Reader,
    about: About,
    /// The whole series, the latest first.
    meetings: Vec<MeetingRow>,
    /// Both are for members.
    actions: Vec<Action>,
    waiting: Vec<Waiting>,
    today: NaiveDate,
    card: Option<Card>,
}

impl Show {
    fn is_member(&self) -> bool {
        self.reader.member.is_some()
    }

    /// "3 actions wait for a new owner: their owners have left."
    fn to_hand_over(&self) -> Option<String> {
        match self.about.to_hand_over {
            0 => None,
            1 => Some("1 action needs a new owner: its owner has left.".into()),
            count => Some(format!("{count} actions need new owners: their owners have left.")),
        }
    }

    fn hand_over_list(&self) -> String {
        format!("{}{}", self.reader.group.actions(), Filter::to_hand_over().query())
    }

    fn may_change(&self) -> bool {
        self.reader.may(ChangeGroup)
    }

    fn may_plan(&self) -> bool {
        self.reader.may(RunMeetings)
    }

    fn moment(&self, meeting: &MeetingRow) -> ZonedTime {
        ZonedTime { at: meeting.starts_at, zone: self.reader.zone() }
    }

    /// The soonest first.
    fn ahead(&self) -> Vec<&MeetingRow> {
        let mut ahead: Vec<_> = self.meetings.iter().filter(|one| one.is_ahead()).collect();
        ahead.sort_by_key(|meeting| meeting.starts_at);
        ahead
    }

    fn latest(&self) -> &[MeetingRow] {
        &self.meetings[..self.meetings.len().min(LATEST_MEETINGS)]
    }

    /// The address of each published summary, and its meeting.
    fn published(&self) -> Vec<(String, &MeetingRow)> {
        let published = self.meetings.iter();
        let published = published.filter_map(|one| one.edition_path().map(|path| (path, one)));
        published.take(LATEST_SUMMARIES).collect()
    }
}

pub async fn show(
    reader: Reader,
    State(app): State<App>,
    Path(GroupFile { group }): Path<GroupFile>,
    asked: HeaderMap,
) -> Result<Response> {
    match group.kind {
        Form::Feed => feeds::pages::of_group(&app, &reader, &asked).await,
        Form::Calendar => feeds::pages::calendar(&app, &reader, &asked).await,
        Form::Page if reader.member.is_some() => {
            Ok(Page(page(&app, reader).await?).into_response())
        }
        Form::Page => caching::page(&asked, &page(&app, reader).await?),
    }
}

async fn page(app: &App, reader: Reader) -> Result<Show> {
    let now = app.clock.now();
    let (actions, (waiting, about)) = match &reader.member {
        Some(member) => {
            (actions::open(&app.db, member).await?, of_group(&app.db, member, now).await?)
        }
        None => (Vec::new(), (Vec::new(), super::about(&app.db, &reader.group, false).await?)),
    };
    let meetings = meeting::series(&app.db, &reader).await?;
    let (frame, today) = (reader.frame().at("group"), reader.group.today(now));
    let card = card(&app.config, &reader, &about.purpose);
    Ok(Show { frame, reader, about, meetings, actions, waiting, today, card })
}
