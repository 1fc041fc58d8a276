//! The acts of a block, one after the other, each by the function that its form and its call use.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::meeting;
use super::store::{self, Kind};
use super::{BlockForm, Unclear};
use crate::{Action, ActionForm, DueKind};
use access::fields::people::PersonRef;
use base::addresses::entry::Entry;
use base::due::Due;
use base::ids::{ActionId, ContributionId, DecisionId, ItemId, NoteId, PersonId};
use base::states::Attribution;
use meetings::agenda;
use meetings::contributions::{self, ContributionForm};
use meetings::decisions::DecisionForm;
use meetings::notes::NoteForm;
use meetings::record::desk::{self, Scribe};
use meetings::record::entry::{OpenRecord, add_in, change_in};
use meetings::record::scribing::{Act, Question, Who, read};
use meetings::record::{Contribution, Decision, UpdateNote};
use platform::web::{Error, Result};

/// So many entries at once.
const MOST: usize = 300;
const MOST_LINES: usize = 500;
/// In bytes.
const LONGEST: usize = 100_000;

struct Writing<'w, 'o> {
    open: &'w mut OpenRecord<'o>,
    scribe: Scribe,
    items: Vec<agenda::Item>,
    under: Option<ItemId>,
    /// The id of the first entry.
    first: Option<Uuid>,
    now: DateTime<Utc>,
}

/// Tells the item that it ends with.
pub(super) async fn write(
    open: &mut OpenRecord<'_>,
    text: &str,
    form: &BlockForm,
    now: DateTime<Utc>,
) -> Result<Option<ItemId>, Unclear> {
    if text.len() > LONGEST || text.lines().count() > MOST_LINES {
        let detail = format!("Add {MOST_LINES} lines or fewer at once.");
        return Err(Question::saying(detail).into());
    }
    let people = desk::people(&mut *open.db, open.meeting, open.by).await?;
    let items = agenda::read(&mut *open.db, open.meeting).await?.items;
    let mut scribe = Scribe::new(&people, &items, open.meeting, &open.by.group, now);
    let under = form.under().filter(|under| items.iter().any(|item| item.id == *under));
    if let Some(under) = under {
        let last = contributions::last(open, under).await?;
        scribe.context.last = last.map(|(_, name)| name).filter(|name| !name.is_empty());
    }
    let acts = read(text, &scribe.context)?;
    match acts.len() {
        0 => return Err(Question::saying("Write an entry first.").into()),
        many if many > MOST => {
            return Err(Question::saying(format!("Add {MOST} entries or fewer at once.")).into());
        }
        _ => {}
    }
    let mut writing = Writing { open, scribe, items, under, first: form.key.0, now };
    for act in acts {
        writing.act(act).await?;
    }
    Ok(writing.under)
}

impl Writing<'_, '_> {
    async fn act(&mut self, act: Act) -> Result<(), Unclear> {
        match act {
            Act::Said { who, capacity, withheld, text } => {
                let PersonRef { id, name } = self.scribe.person(&who);
                let guest = if id.is_some() { String::new() } else { name };
                let attribution = if withheld { Attribution::Withheld.key() } else { "" };
                let (speaker, attribution) = (member(id), attribution.to_owned());
                let form =
                    ContributionForm { speaker, guest, capacity, attribution, ..self.said(text)? };
                add_in::<Contribution>(self.open, &form, self.now).await?;
            }
            Act::Note { text } => {
                let form = ContributionForm { of_nobody: true, ..self.said(text)? };
                add_in::<Contribution>(self.open, &form, self.now).await?;
            }
            Act::More { text } => self.more(&text).await?,
            Act::Decision { text } => {
                let form = DecisionForm {
                    id: self.id::<DecisionId>(),
                    item: self.on(),
                    text,
                    ..DecisionForm::default()
                };
                add_in::<Decision>(self.open, &form, self.now).await?;
            }
            Act::Action { owners, due, text } => {
                let form = self.action(&owners, due, text);
                add_in::<Action>(self.open, &form, self.now).await?;
            }
            Act::Update { day, text } => {
                let item = self.item()?;
                let last = contributions::last(self.open, item).await?;
                let contribution = last.map(|(id, _)| id.to_string()).unwrap_or_default();
                let dated = day.map(|day| day.to_string()).unwrap_or_default();
                let id = self.id::<NoteId>();
                let form = NoteForm { id, contribution, item: item.to_string(), dated, text };
                add_in::<UpdateNote>(self.open, &form, self.now).await?;
            }
            Act::Present { people } => meeting::present(self.open, &self.persons(&people)).await?,
            Act::Regrets { people } => meeting::regrets(self.open, &self.persons(&people)).await?,
            Act::Next { local, zone } => meeting::next(self.open, local, zone).await?,
            Act::Skip { items, reason } => {
                let named = items.iter().filter_map(|number| self.scribe.item(number));
                let named: Vec<_> = named.collect();
                meeting::skip(self.open, &self.items, named, reason).await?;
            }
            Act::Go { item } => self.go(item.as_deref())?,
            Act::Silence { .. } => return Err(unknown("OFF RECORD and ON RECORD").into()),
            Act::Floor { .. } => return Err(unknown("q+ and q-").into()),
            Act::Correct { old, new } => self.correct(&old, &new).await?,
        }
        Ok(())
    }

    fn id<Id: Entry>(&mut self) -> Id {
        Id::of(self.first.take().unwrap_or_else(Uuid::now_v7))
    }

    fn item(&self) -> Result<ItemId, Question> {
        let missing = || Question::saying("Choose the item that this was said under.");
        self.under.ok_or_else(missing)
    }

    fn on(&self) -> String {
        self.under.map(|item| item.to_string()).unwrap_or_default()
    }

    fn said(&mut self, text: String) -> Result<ContributionForm, Question> {
        let item = self.item()?.to_string();
        Ok(ContributionForm {
            id: self.id::<ContributionId>(),
            item,
            text,
            ..ContributionForm::default()
        })
    }

    fn action(&mut self, owners: &[Who], due: Option<Due>, text: String) -> ActionForm {
        let mut owners = owners.iter().map(|who| self.scribe.person(who));
        let first = owners.next().unwrap_or_default();
        let others: Vec<_> = owners.map(|who| who.name).collect();
        let day = due.and_then(Due::day).map(|day| day.to_string());
        ActionForm {
            item: self.on(),
            text,
            owner: first.member(),
            guest: first.guest().to_owned(),
            others: others.join("\n"),
            due_kind: DueKind::of(due).key().to_owned(),
            due: day.unwrap_or_default(),
            id: self.id::<ActionId>(),
            ..ActionForm::default()
        }
    }

    async fn more(&mut self, text: &str) -> Result<(), Unclear> {
        let last = contributions::last(self.open, self.item()?).await?;
        let nobody = || Question::saying("Nobody has said anything under this item yet.");
        let (id, _) = last.ok_or_else(nobody)?;
        let add = |said: &mut Value| {
            let before = said["text"].as_str().unwrap_or_default();
            said["text"] = format!("{before}\n\n{text}").into();
            Ok(())
        };
        change_in::<Contribution>(self.open, id, add, self.now).await?;
        Ok(())
    }

    async fn correct(&mut self, old: &str, new: &str) -> Result<(), Unclear> {
        let (meeting, person) = (self.open.meeting.id, self.open.by.person.id);
        let last = store::last_of(self.open.db, meeting, person).await?;
        let none = || Question::saying("You have not added an entry to this record.");
        let (kind, id) = last.ok_or_else(none)?;
        let put = |said: &mut Value| {
            let before = said["text"].as_str().unwrap_or_default();
            if !before.contains(old) {
                let sentence = format!("“{old}” is not in your last entry.");
                return Err(Error::invalid("text", sentence));
            }
            said["text"] = before.replacen(old, new, 1).into();
            Ok(())
        };
        match kind {
            Kind::Contribution => {
                drop(change_in::<Contribution>(self.open, Entry::of(id), put, self.now).await?);
            }
            Kind::Decision => {
                drop(change_in::<Decision>(self.open, Entry::of(id), put, self.now).await?);
            }
            Kind::Action => {
                drop(change_in::<Action>(self.open, Entry::of(id), put, self.now).await?);
            }
        }
        Ok(())
    }

    fn persons(&self, people: &[Who]) -> Vec<PersonRef> {
        people.iter().map(|who| self.scribe.person(who)).collect()
    }

    fn go(&mut self, item: Option<&str>) -> Result<(), Question> {
        let to = match item {
            Some(number) => self.scribe.item(number),
            None => self.scribe.item_after(self.under),
        };
        let last = || Question::saying("This is the last item.");
        self.under = Some(to.ok_or_else(last)?);
        Ok(())
    }
}

fn member(id: Option<PersonId>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

fn unknown(what: &str) -> Question {
    Question::saying(format!("The box does not know {what} yet."))
}
