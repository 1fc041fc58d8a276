//! What an action says: what is to be done, by whom and by when, and where it comes from.

use access::fields::owners::Owners;
use base::due::Due;
use base::ids::ContributionId;
use base::revisions::{Editable, Field, Kind, choice, field};
use meetings::agenda::on::On;
use plans::links::{self, PlanLink};

#[derive(Clone, Debug)]
pub struct Assignment {
    pub on: On,
    /// What was said that it comes from, if it comes from that.
    pub said: Option<Said>,
    pub text: String,
    pub html: String,
    pub owners: Owners,
    pub due: Option<Due>,
    pub tied: Option<PlanLink>,
}

#[derive(Clone, Debug)]
pub struct Said {
    pub id: ContributionId,
    pub speaker: String,
}

impl Editable for Assignment {
    fn fields(&self) -> Vec<Field> {
        let day = self.due.and_then(Due::day).map(|day| day.to_string()).unwrap_or_default();
        let kind = DueKind::of(self.due);
        let said = self.said.as_ref();
        let mut fields = vec![
            self.on.field(),
            choice(
                "contribution",
                "Comes from",
                said.map(|said| said.id.to_string()).unwrap_or_default(),
                &said.map(Said::describe).unwrap_or_default(),
            ),
            field("text", "What is to be done", &self.text, Kind::Text),
        ];
        fields.extend(self.owners.fields([
            ("owner", "Owner"),
            ("guest", "Owner who is not a member"),
            ("others", "Other owners"),
        ]));
        fields.push(choice("due_kind", "Due", kind.key().into(), &kind.label()));
        fields.push(field("due", "Date", &day, Kind::Line));
        fields.push(links::field(self.tied.as_ref()));
        fields
    }
}

impl Said {
    /// "what Mira Rao said"
    pub fn describe(&self) -> String {
        match self.speaker.as_str() {
            "" => "what was said".to_owned(),
            speaker => format!("what {speaker} said"),
        }
    }
}

base::states! {
    /// In which way an action is due, as a form asks.
    pub enum DueKind {
        Date:         "date",          "on a date";
        NextMeeting:  "next_meeting",  "by the next meeting";
        Never:        "none",          "at no set time";
    }
}

impl DueKind {
    pub fn of(due: Option<Due>) -> Self {
        match due {
            Some(Due::On(_)) => DueKind::Date,
            Some(Due::NextMeeting) => DueKind::NextMeeting,
            None => DueKind::Never,
        }
    }

    /// As a form offers them.
    pub fn choices() -> [(&'static str, String); 3] {
        DueKind::ALL.map(|kind| (kind.key(), kind.label()))
    }
}
