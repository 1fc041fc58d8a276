//! Online Meeting 46, which is to come: scheduled, with a draft agenda and what meeting 45 did
//! not get to.

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc, Weekday};

use super::people::name_of;
use super::{CO_CHAIR, SECOND_CO_CHAIR, acting};
use base::policy::{DraftAgendas, RunMeetings};
use meetings::agenda::{self, ItemForm};
use meetings::planning::{self, ScheduleForm};
use platform::web::{App, Result};

pub async fn plan(app: &App) -> Result<()> {
    let may = acting::<RunMeetings>(app, CO_CHAIR).await?;
    let plan = ScheduleForm {
        starts_date: day(app.clock.now()).to_string(),
        starts_time: "14:00".into(),
        minutes: "90".into(),
        joining_link: "https://meet.example.org/wg-strategy".into(),
        moderators: name_of(CO_CHAIR).into(),
        ..ScheduleForm::default()
    };
    let at = planning::make(&app.db, &may, &plan, app.clock.now()).await?.path(&may.group);
    let drafter = acting::<DraftAgendas>(app, CO_CHAIR).await?;
    let item = ItemForm {
        title: "WSIS+20 action plan: comments and next steps".into(),
        presenter: name_of(SECOND_CO_CHAIR).into(),
        minutes: "30".into(),
        ..ItemForm::default()
    };
    agenda::add(&app.db, &drafter, &at, &item, app.clock.now()).await?;
    agenda::carry_over(&app.db, &drafter, &at, app.clock.now()).await?;
    Ok(())
}

/// The next second Thursday of a month that is at least five days ahead.
fn day(now: DateTime<Utc>) -> NaiveDate {
    let mut day = now.date_naive() + Days::new(5);
    while day.weekday() != Weekday::Thu || !(8..=14).contains(&day.day()) {
        day = day + Days::new(1);
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_group_meets_on_second_thursdays_that_leave_time_for_the_agenda() {
        let meets = |now: &str| day(now.parse().unwrap()).to_string();

        assert_eq!(meets("2026-03-06T09:00:00Z"), "2026-03-12");
        assert_eq!(meets("2026-03-08T09:00:00Z"), "2026-04-09");
        assert_eq!(meets("2026-12-20T09:00:00Z"), "2027-01-14");
    }
}
