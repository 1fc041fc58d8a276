//! What there is to find, and in which state it can be.

use std::fmt;

use serde::Serialize;
use utoipa::ToSchema;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = FoundKind)]
pub enum Kind {
    Summary,
    Meeting,
    Item,
    Contribution,
    Decision,
    Action,
    Plan,
    Comment,
}

/// Of actions and of comments, as `is:` names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Open,
    InProgress,
    Done,
    Dropped,
    Accepted,
    AcceptedInPart,
    Noted,
    NotAccepted,
}

impl Kind {
    pub const ALL: [Kind; 8] = [
        Kind::Summary,
        Kind::Meeting,
        Kind::Item,
        Kind::Contribution,
        Kind::Decision,
        Kind::Action,
        Kind::Plan,
        Kind::Comment,
    ];

    /// As a form sends it.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Summary => "summary",
            Kind::Meeting => "meeting",
            Kind::Item => "item",
            Kind::Contribution => "contribution",
            Kind::Decision => "decision",
            Kind::Action => "action",
            Kind::Plan => "plan",
            Kind::Comment => "comment",
        }
    }

    pub fn of_key(key: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// What a form calls all of them.
    pub fn plural(self) -> &'static str {
        match self {
            Kind::Summary => "Summaries",
            Kind::Meeting => "Meetings",
            Kind::Item => "Agenda items",
            Kind::Contribution => "Contributions",
            Kind::Decision => "Decisions",
            Kind::Action => "Action items",
            Kind::Plan => "Action plans",
            Kind::Comment => "Comments",
        }
    }

    /// The public finds what was said and agreed in the published summaries.
    pub fn is_internal(self) -> bool {
        matches!(self, Kind::Contribution | Kind::Decision | Kind::Action)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Kind::Summary => "summary",
            Kind::Meeting => "meeting",
            Kind::Item => "agenda item",
            Kind::Contribution => "contribution",
            Kind::Decision => "decision",
            Kind::Action => "action item",
            Kind::Plan => "action plan",
            Kind::Comment => "comment",
        })
    }
}

impl State {
    const ALL: [State; 8] = [
        State::Open,
        State::InProgress,
        State::Done,
        State::Dropped,
        State::Accepted,
        State::AcceptedInPart,
        State::Noted,
        State::NotAccepted,
    ];

    fn word(self) -> &'static str {
        match self {
            State::Open => "open",
            State::InProgress => "in-progress",
            State::Done => "done",
            State::Dropped => "dropped",
            State::Accepted => "accepted",
            State::AcceptedInPart => "accepted-in-part",
            State::Noted => "noted",
            State::NotAccepted => "not-accepted",
        }
    }

    pub fn of_word(word: &str) -> Option<State> {
        let word = word.to_lowercase().replace(['_', ' '], "-");
        State::ALL.into_iter().find(|state| state.word() == word)
    }

    /// "open, in-progress, … or not-accepted"
    pub fn words() -> String {
        let words = State::ALL.map(State::word);
        let (last, rest) = words.split_last().expect("there are states");
        format!("{} or {last}", rest.join(", "))
    }

    /// The states of actions and of comments that it means, as they are stored. Whoever was
    /// handed an action has not reported on it yet.
    pub fn stored(self) -> &'static [&'static str] {
        match self {
            State::Open => &["open", "in_progress", "handed_over"],
            State::InProgress => &["in_progress"],
            State::Done => &["done"],
            State::Dropped => &["dropped"],
            State::Accepted => &["accepted"],
            State::AcceptedInPart => &["accepted_in_part"],
            State::Noted => &["noted"],
            State::NotAccepted => &["not_accepted"],
        }
    }
}
