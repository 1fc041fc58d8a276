//! What a search found: where each thing is, how it is called, and the words around what matched.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::kinds::Kind;
use base::addresses::entry::Entry;
use base::addresses::meeting::MeetingPath;
use base::addresses::plan::PlanPath;
use base::ids::{ActionId, ContributionId, DecisionId, ItemId, PlanCommentId, PlanItemId};
use base::markdown::{escaped_html, unescaped};

/// In the private use area of Unicode, where no text has anything to say.
pub const MARKS: (char, char) = ('\u{E000}', '\u{E001}');
/// Stands between the letters of writings without blanks while they are looked through.
const PARTING: char = '\u{1F}';

#[derive(Clone, Debug, Default)]
pub struct Results {
    /// Of one page, the best first.
    pub hits: Vec<Hit>,
    /// How many there are on all pages.
    pub count: i64,
    /// Whether there are more than were counted and ranked.
    pub more: bool,
    /// Where the next page goes on.
    pub next: Option<Cursor>,
    /// Whose name was taken for the speaker's, where it is not what was typed.
    pub taken: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct Hit {
    pub kind: Kind,
    pub of: Of,
    pub id: Uuid,
    pub group: String,
    pub group_name: String,
    pub meeting: Option<MeetingPath>,
    /// "Online Meeting 45"
    pub meeting_name: String,
    pub plan: Option<PlanPath>,
    pub plan_title: String,
    /// Of an edition, a version, or a decision.
    pub number: i32,
    pub title: String,
    /// Who said, presents, wrote or owns it.
    pub who: String,
    /// Of an action or a comment.
    pub state: Option<String>,
    pub at: DateTime<Utc>,
    pub snippet: Vec<Piece>,
}

/// What exactly it is: the same kind of thing is found in several places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// A section of a published summary.
    Edition,
    /// A section of a summary that is not published.
    Draft,
    Meeting,
    Item,
    Contribution,
    Decision,
    Action,
    Plan,
    PlanItem,
    Version,
    PlanComment,
    Reply,
    SummaryComment,
}

/// A passage of a snippet, and whether it is what was looked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    pub text: String,
    pub marked: bool,
}

/// The place of a hit in the order of all: how well it fits, and when it was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Cursor {
    pub rank: f32,
    pub id: Uuid,
    pub source: String,
}

impl Hit {
    pub fn path(&self) -> String {
        let id = self.id;
        let meeting = |below: &str| {
            let path = self.meeting.as_ref().map(MeetingPath::show).unwrap_or_default();
            format!("{path}{below}")
        };
        let plan = self
            .plan
            .clone()
            .unwrap_or_else(|| PlanPath { group: self.group.clone(), plan: String::new() });
        match self.of {
            Of::Edition => meeting(&format!("/summary/editions/{}", self.number)),
            Of::Draft => meeting("/summary"),
            Of::Meeting => meeting(""),
            Of::Item => meeting(&format!("/agenda#item-{}", ItemId(id))),
            Of::Contribution => self.in_record(&ContributionId(id)),
            Of::Decision => self.in_record(&DecisionId(id)),
            Of::Action => format!("/groups/{}/actions/{}", self.group, ActionId(id)),
            Of::Plan => plan.show(),
            Of::PlanItem => plan.item(&PlanItemId(id)).place(),
            Of::Version => plan.version(self.number),
            Of::PlanComment | Of::Reply => plan.comment(&PlanCommentId(id)).show(),
            Of::SummaryComment => meeting("/summary/comments"),
        }
    }

    fn in_record<Id: Entry>(&self, id: &Id) -> String {
        self.meeting.as_ref().map(|at| at.entry(id).in_record()).unwrap_or_default()
    }

    /// As the link to it reads.
    pub fn name(&self) -> String {
        let Hit { title, who, meeting_name, plan_title, number, .. } = self;
        let who = if who.is_empty() { "somebody who is not named" } else { who };
        match self.of {
            Of::Edition => format!("{title}: summary of {meeting_name}"),
            Of::Draft => format!("{title}: draft summary of {meeting_name}"),
            Of::Meeting => meeting_name.clone(),
            Of::Item => title.clone(),
            Of::Contribution => format!("Contribution of {who}"),
            Of::Decision => format!("Decision {number}"),
            Of::Action => format!("Action of {who}"),
            Of::Plan => title.clone(),
            Of::PlanItem if title.is_empty() => format!("An activity of {plan_title}"),
            Of::PlanItem => format!("{title}: objective of {plan_title}"),
            Of::Version => format!("{title}, version {number}"),
            Of::PlanComment => format!("Comment of {who} on {plan_title}"),
            Of::Reply => format!("Reply of {who} on {plan_title}"),
            Of::SummaryComment => format!("Comment of {who} on the summary of {meeting_name}"),
        }
    }

    /// What a row says beside its name: "contribution · WG-Forms · Online Meeting 45 · open".
    pub fn more(&self) -> String {
        let kind = self.kind.to_string();
        let meeting = match self.of {
            Of::Item | Of::Contribution | Of::Decision | Of::Action => self.meeting_name.as_str(),
            _ => "",
        };
        let state = self.state.as_deref().unwrap_or_default().replace('_', " ");
        let parts = [kind.as_str(), &self.group_name, meeting, &state];
        let said: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        said.join(" · ")
    }
}

/// A headline of PostgreSQL's, taken apart. Its text is HTML or was, so signs are written out.
pub fn pieces(headline: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut marked = false;
    let headline = headline.replace(PARTING, "");
    let headline = headline.replace(&String::from_iter([MARKS.1, MARKS.0]), "");
    for (n, part) in headline.trim().split([MARKS.0, MARKS.1]).enumerate() {
        if n > 0 {
            marked = !marked;
        }
        let mut text = unescaped(part).split_whitespace().collect::<Vec<_>>().join(" ");
        // A space between two passages belongs to the one that is not marked.
        if !marked && !text.is_empty() {
            let spaced = |end: Option<char>| end.is_some_and(char::is_whitespace);
            if n > 0 && spaced(part.chars().next()) {
                text.insert(0, ' ');
            }
            if spaced(part.chars().next_back()) {
                text.push(' ');
            }
        } else if text.is_empty() && !part.is_empty() && n > 0 {
            text = " ".into();
        }
        if !text.is_empty() {
            pieces.push(Piece { text, marked });
        }
    }
    pieces
}

impl Piece {
    pub fn html(&self) -> String {
        let text = escaped_html(&self.text);
        if self.marked { format!("<mark>{text}</mark>") } else { text }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}_{}_{}", self.rank, self.id, self.source)
    }
}

impl FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (rank, rest) = text.split_once('_').ok_or(())?;
        let (id, source) = rest.split_once('_').ok_or(())?;
        let rank: f32 = rank.parse().map_err(|_| ())?;
        let id = id.parse().map_err(|_| ())?;
        let named = source.len() < 20
            && source.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_');
        (named && rank.is_finite()).then(|| Cursor { rank, id, source: source.into() }).ok_or(())
    }
}

#[cfg(test)]
mod tests;
