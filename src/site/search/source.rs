//! A place where things are found, in the words of SQL.

use super::hits::Of;
use super::kinds::Kind;

pub struct Source {
    pub of: Of,
    pub kind: Kind,
    /// As cursors and statements name it.
    pub key: &'static str,
    pub table: &'static str,
    /// Who sees it.
    pub visible: &'static str,
    /// Whether only members do.
    pub internal: bool,
    /// Whether only others do.
    pub external: bool,
    /// Whether there are so many that a common word is looked for among the newest first.
    pub many: bool,
    /// The condition that the speaker has to do with it, if speakers have.
    pub speaker: Option<&'static str>,
    /// Whether it can be open, done or settled.
    pub stateful: bool,
    pub at: &'static str,
    /// What is shown of it.
    pub group: &'static str,
    pub meeting: &'static str,
    pub plan: &'static str,
    pub id: &'static str,
    /// What the address of a page names.
    pub link: &'static str,
    pub number: &'static str,
    pub title: &'static str,
    pub who: &'static str,
    pub text: &'static str,
    /// When all of it is told, if that is not always, and else the words of what is.
    pub partly: Option<(&'static str, &'static str)>,
}

pub const SPOKEN: Option<&str> = Some("entry.words @@ to_tsquery('simple', $6)");
pub const AUTHOR: &str = "(select people.name from people where people.id = entry.person_id)";
pub const BY_AUTHOR: Option<&str> =
    Some("(select people.name from people where people.id = entry.person_id) = any ($5)");
pub const STARTS: &str =
    "(select meetings.starts_at from meetings where meetings.id = entry.meeting_id)";

/// Whether the reader is told all that was reported of an activity: of the speakers of the meeting too, or
/// none of that meeting asked not to be named.
pub const PROGRESS_TOLD: &str = "(entry.progress_html = ''
    or exists (select from plans where plans.id = entry.plan_id and plans.group_id = any ({speakers}))
    or not exists (
        select from veiled_meetings
        where veiled_meetings.meeting_id = progress_meeting(entry.id)))";

/// The condition on a day of what is dated by its meeting.
pub const MET: &str = "entry.meeting_id = any (array(
    select meetings.id from meetings
    where meetings.group_id = any ($2) and meetings.starts_at >= coalesce($8, '-infinity')
      and meetings.starts_at < coalesce($9, 'infinity')))";

pub const BLANK: Source = Source {
    of: Of::Meeting,
    kind: Kind::Meeting,
    key: "",
    table: "",
    visible: "",
    internal: false,
    external: false,
    many: false,
    speaker: None,
    stateful: false,
    at: STARTS,
    group: "entry.group_id",
    meeting: "null::uuid",
    plan: "null::uuid",
    id: "entry.id",
    link: "entry.id",
    number: "0",
    title: "''",
    who: "''",
    text: "entry.html",
    partly: None,
};

/// `speakers` is the parameter of the statement that has the groups in which all speakers are told.
impl Source {
    /// Whether the reader is told all of it.
    pub fn told(&self, speakers: &str) -> String {
        self.partly.map_or("true".to_owned(), |(told, _)| told.replace("{speakers}", speakers))
    }

    /// The words of it that the reader is told.
    pub fn words(&self, speakers: &str) -> String {
        match self.partly {
            None => "entry.words".to_owned(),
            Some((_, rest)) => {
                format!(
                    "case when {} then entry.words else {rest} end as words",
                    self.told(speakers)
                )
            }
        }
    }

    /// Whether those are what is looked for. In this form each is answered by its index.
    pub fn says(&self, asked: &str, speakers: &str) -> String {
        match self.partly {
            None => format!("entry.words @@ {asked}"),
            Some((_, rest)) => {
                let told = self.told(speakers);
                format!("({told} and entry.words @@ {asked} or not {told} and {rest} @@ {asked})")
            }
        }
    }
}
