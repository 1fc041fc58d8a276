//! What was said, agreed and taken on, as an import enters it in the record.

use std::collections::HashMap;

use chrono::NaiveDate;
use sqlx::PgConnection;

use super::outcomes::{NewItem, by_number};
use super::report::{Action, Contribution, Decision};
use super::{Report, store};
use access::fields::owners::Owners;
use access::fields::people::PersonRef;
use access::rights::May;
use actions::Assignment;
use base::ids::{ActionId, ContributionId, DecisionId, NoteId, PersonId};
use base::markdown::Markdown;
use base::policy::RecordMeetings;
use base::states::Attribution;
use meetings::agenda::on::On;
use meetings::contributions::Wording;
use meetings::decisions;
use meetings::meeting::Meeting;
use meetings::record as recorded;
use meetings::record::entry::{OpenRecord, enter};
use platform::history::{self, Change};
use platform::web::{Error, Result};

/// Many times what a meeting of some hours brings.
const MOST_ENTRIES: usize = 5_000;

struct Entries<'a> {
    by: &'a May<RecordMeetings>,
    meeting: &'a Meeting,
    items: HashMap<Option<&'a str>, &'a NewItem>,
    members: HashMap<String, PersonId>,
}

pub async fn store(
    db: &mut PgConnection,
    by: &May<RecordMeetings>,
    meeting: &Meeting,
    items: &[NewItem],
    report: &Report,
) -> Result<()> {
    if items.len() + report.contributions.len() + report.decisions.len() + report.actions.len()
        > MOST_ENTRIES
    {
        let sentence =
            format!("The document has more than {MOST_ENTRIES} items and contributions.");
        return Err(Error::invalid("", sentence));
    }
    let members = store::members_named(db, by.group.id, &names(report)).await?;
    let entries = Entries { by, meeting, items: by_number(items), members };
    for (index, said) in report.contributions.iter().enumerate() {
        entries.contribution(db, index + 1, said).await?;
    }
    for (index, decision) in report.decisions.iter().enumerate() {
        entries.decision(db, index + 1, decision).await?;
    }
    for (index, action) in report.actions.iter().enumerate() {
        entries.action(db, index + 1, action).await?;
    }
    Ok(())
}

fn names(report: &Report) -> Vec<String> {
    let speakers = report.contributions.iter().filter_map(|said| said.speaker.clone());
    let owners = report.actions.iter().filter_map(|action| action.owner.as_deref());
    let each = owners.clone().flat_map(each);
    speakers.chain(owners.chain(each).map(str::to_owned)).collect()
}

/// The names in "A, B and C".
fn each(names: &str) -> impl Iterator<Item = &str> {
    let names = names.split(", ").flat_map(|names| names.split(" and "));
    names.map(str::trim).filter(|name| !name.is_empty())
}

impl Entries<'_> {
    fn open<'a>(&'a self, db: &'a mut PgConnection) -> OpenRecord<'a> {
        OpenRecord::new(db, self.by, self.meeting)
    }

    async fn contribution(
        &self,
        db: &mut PgConnection,
        nth: usize,
        said: &Contribution,
    ) -> Result<()> {
        let id = ContributionId::new();
        let number = said.item.as_deref();
        // What stands under no item has an item of its own.
        let item = self.items.get(&number).or_else(|| self.items.get(&None));
        let item = item.ok_or(Error::NotFound)?;
        let text = parsed(&said.text, &format!("Contribution {nth}"))?;
        let wording = Wording {
            item_id: item.id,
            item: item.title.clone(),
            speaker: self.who(said.speaker.as_deref()),
            capacity: String::new(),
            attribution: Attribution::Attributed,
            text: text.source,
            html: text.html,
            tied: None,
        };
        enter::<recorded::Contribution>(&mut self.open(db), id, &wording).await?;
        for note in &said.updates {
            let (dated, note) = dated(note);
            let text = parsed(note, &format!("An update note on contribution {nth}"))?;
            let note = NoteId::new();
            store::insert_note(db, self.meeting.id, note, (id, dated), &text).await?;
            let (subject, subject_id) = ("update note", note.0);
            let (event, revision) = ("imported", Some(1));
            let event = Change { subject, subject_id, event, revision, ..self.meeting.event() };
            history::log(db, self.by.person.id, event).await?;
        }
        Ok(())
    }

    async fn decision(&self, db: &mut PgConnection, nth: usize, agreed: &Decision) -> Result<()> {
        let id = DecisionId::new();
        let text = parsed(&agreed.text, &format!("Decision {nth}"))?;
        let on = self.on(agreed.item.as_deref());
        let wording = decisions::Wording { on, text: text.source, html: text.html, tied: None };
        enter::<recorded::Decision>(&mut self.open(db), id, &wording).await
    }

    async fn action(&self, db: &mut PgConnection, nth: usize, action: &Action) -> Result<()> {
        let id = ActionId::new();
        let text = parsed(&action.text, &format!("Action {nth}"))?;
        let assignment = Assignment {
            on: self.on(action.item.as_deref()),
            said: None,
            text: text.source,
            html: text.html,
            owners: self.whos(action.owner.as_deref().unwrap_or_default()),
            due: action.due,
            tied: None,
        };
        enter::<actions::Action>(&mut self.open(db), id, &assignment).await
    }

    fn on(&self, number: Option<&str>) -> On {
        let item = number.and_then(|number| self.items.get(&Some(number)));
        On::of(item.map(|item| item.id), item.map(|item| item.title.clone()))
    }

    /// "Mira Rao and Ines Guest" are two if one of them is a member; a "Ministry of Trade and
    /// Industry" is one.
    fn whos(&self, names: &str) -> Owners {
        let several: Vec<_> = each(names).collect();
        match several.iter().any(|name| self.members.contains_key(*name)) {
            true => Owners::of(several.into_iter().map(|name| self.who(Some(name)))),
            false => Owners::of([self.who(Some(names))]),
        }
    }

    /// A member of that name, in any spelling, a guest, or nobody.
    fn who(&self, name: Option<&str>) -> PersonRef {
        let name = name.unwrap_or_default();
        PersonRef { id: self.members.get(name).copied(), name: name.to_owned() }
    }
}

/// "5 Oct 2022: It is confirmed."
fn dated(note: &str) -> (Option<NaiveDate>, &str) {
    let dated = note.split_once(": ").and_then(|(before, note)| {
        let on = NaiveDate::parse_from_str(before, "%d %b %Y").ok()?;
        Some((Some(on), note.trim()))
    });
    dated.unwrap_or((None, note))
}

fn parsed(text: &str, what: &str) -> Result<Markdown> {
    Markdown::said(text).map_err(|refused| Error::invalid("", format!("{what}: {refused}")))
}
