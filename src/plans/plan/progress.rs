//! How far an objective or a plan is: counted from its activities, and said in words.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Item, Status};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = PlanProgress)]
pub struct Progress {
    pub planned: i64,
    pub in_progress: i64,
    pub done: i64,
    pub dropped: i64,
}

impl Progress {
    pub fn of(statuses: impl Iterator<Item = Status>) -> Self {
        let mut progress = Progress::default();
        for status in statuses {
            match status {
                Status::Planned => progress.planned += 1,
                Status::InProgress => progress.in_progress += 1,
                Status::Done => progress.done += 1,
                Status::Dropped => progress.dropped += 1,
            }
        }
        progress
    }

    /// Of the activities among the items of a plan.
    pub fn of_activities(items: &[Item]) -> Self {
        let activities = items.iter().filter(|item| !item.is_objective());
        Progress::of(activities.map(|item| item.status))
    }

    /// What was dropped is neither done nor to do.
    pub fn counted(&self) -> i64 {
        self.planned + self.in_progress + self.done
    }

    /// "2 of 5 done", for lists.
    pub fn short(&self) -> String {
        match self.counted() {
            0 => String::new(),
            of => format!("{} of {of} done", self.done),
        }
    }

    /// "2 of 5 activities are done, 1 is in progress. 1 was dropped."
    pub fn describe(&self) -> String {
        let (done, of) = (self.done, self.counted());
        let mut told = match (of, self.dropped) {
            (0, 0) => return "There are no activities yet.".into(),
            (0, 1) => return "Its only activity was dropped.".into(),
            (0, all) => return format!("All {all} activities were dropped."),
            (1, _) if done == 1 => "The one activity is done".into(),
            (1, _) => "The one activity is not done".into(),
            _ if done == of => format!("All {of} activities are done"),
            _ if done == 0 => format!("None of {of} activities is done"),
            _ => format!("{done} of {of} activities {} done", is(done)),
        };
        if self.in_progress > 0 {
            let joint = if done < of && done > 0 { ", " } else { "; " };
            told.push_str(&format!(
                "{joint}{} {} in progress",
                self.in_progress,
                is(self.in_progress)
            ));
        }
        match self.dropped {
            0 => format!("{told}."),
            1 => format!("{told}. 1 was dropped."),
            dropped => format!("{told}. {dropped} were dropped."),
        }
    }
}

fn is(count: i64) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_told_in_words() {
        let of = |planned, in_progress, done, dropped| {
            Progress { planned, in_progress, done, dropped }.describe()
        };
        for (told, sentence) in [
            (of(0, 0, 0, 0), "There are no activities yet."),
            (of(0, 0, 0, 1), "Its only activity was dropped."),
            (of(0, 0, 0, 3), "All 3 activities were dropped."),
            (of(1, 0, 0, 0), "The one activity is not done."),
            (of(0, 1, 0, 0), "The one activity is not done; 1 is in progress."),
            (of(0, 0, 1, 0), "The one activity is done."),
            (of(2, 1, 2, 0), "2 of 5 activities are done, 1 is in progress."),
            (of(3, 0, 1, 1), "1 of 4 activities is done. 1 was dropped."),
            (of(3, 2, 0, 2), "None of 5 activities is done; 2 are in progress. 2 were dropped."),
            (of(0, 0, 4, 0), "All 4 activities are done."),
        ] {
            assert_eq!(told, sentence);
        }
    }
}
