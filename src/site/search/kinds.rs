//! What there is to find, and in which state it can be.

base::states! {
    #[schema(as = FoundKind)]
    pub enum Kind {
        Summary:       "summary",       "summary";
        Meeting:       "meeting",       "meeting";
        Item:          "item",          "agenda item";
        Contribution:  "contribution",  "contribution";
        Decision:      "decision",      "decision";
        Action:        "action",        "action item";
        Plan:          "plan",          "action plan";
        Comment:       "comment",       "comment";
    }

    /// Of actions and of comments, as `is:` names them.
    pub enum State {
        Open:            "open";
        InProgress:      "in_progress";
        Done:            "done";
        Dropped:         "dropped";
        Accepted:        "accepted";
        AcceptedInPart:  "accepted_in_part";
        Noted:           "noted";
        NotAccepted:     "not_accepted";
    }
}

impl Kind {
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

impl State {
    pub fn of_word(word: &str) -> Option<State> {
        State::of_key(&word.to_lowercase().replace(['-', ' '], "_"))
    }

    /// "open, in-progress, … or not-accepted"
    pub fn words() -> String {
        let words = State::ALL.map(|state| state.key().replace('_', "-"));
        let (last, rest) = words.split_last().expect("there are states");
        format!("{} or {last}", rest.join(", "))
    }

    /// The states of actions and of comments that it means, as they are stored. Whoever was
    /// handed an action has not reported on it yet.
    pub fn stored(self) -> Vec<&'static str> {
        match self {
            State::Open => vec!["open", "in_progress", "handed_over"],
            other => vec![other.key()],
        }
    }
}
