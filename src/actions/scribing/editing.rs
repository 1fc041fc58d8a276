//! An entry that is edited where it stands, in the words in which it would be typed.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use sqlx::PgPool;
use uuid::Uuid;

use super::Unclear;
use super::store::{self, Kind};
use crate::{Action, DueKind};
use access::rights::May;
use base::addresses::entry::Entry;
use base::addresses::meeting::MeetingPath;
use base::due::Due;
use base::policy::RecordMeetings;
use base::revisions::content;
use base::states::Attribution;
use meetings::agenda;
use meetings::record;
use meetings::record::desk::{self, Scribe};
use meetings::record::entry::{Corrected, OpenRecord, form_of, save_in};
use meetings::record::scribing::{Act, Question, read};
use meetings::record::{Contribution, Decision};
use platform::desk::{Key, claim};
use platform::web::{Result, transaction};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct EditForm {
    pub key: Key,
    /// From which the typing started.
    pub revision: i32,
    /// By the name of its field, which has the entry's id in it, so that a browser keeps drafts apart.
    #[serde(flatten)]
    words: BTreeMap<String, String>,
}

impl EditForm {
    pub fn text(&self, entry: Uuid) -> &str {
        self.words.get(&format!("words.{entry}")).map(String::as_str).unwrap_or_default()
    }
}

/// Tells the question, if it is not clear.
pub async fn edit(
    db: &PgPool,
    by: &May<RecordMeetings>,
    (at, entry): (&MeetingPath, Uuid),
    form: &EditForm,
    now: DateTime<Utc>,
) -> Result<Option<Question>> {
    let mut tx = transaction(db).await?;
    let meeting = &record::open(&mut tx, by, at.meeting).await?;
    if !claim(&mut tx, form.key, by.person.id, &(entry, form)).await? {
        return Ok(None);
    }
    let mut open = OpenRecord::new(&mut tx, by, meeting);
    match write(&mut open, entry, form, now).await {
        Ok(()) => {}
        Err(Unclear::Asked(question)) => return Ok(Some(question)),
        Err(Unclear::Failed(error)) => return Err(error),
    }
    open.finish("changed an entry").await?;
    tx.commit().await?;
    Ok(None)
}

async fn write(
    open: &mut OpenRecord<'_>,
    entry: Uuid,
    form: &EditForm,
    now: DateTime<Utc>,
) -> Result<(), Unclear> {
    let kind = store::kind(open.db, open.meeting.id, entry).await?;
    let people = desk::people(&mut *open.db, open.meeting, open.by).await?;
    let items = agenda::read(&mut *open.db, open.meeting).await?.items;
    let scribe = Scribe::new(&people, &items, open.meeting, &open.by.group, now);
    let mut acts = read(form.text(entry), &scribe.context)?;
    let (Some(act), true) = (acts.pop(), acts.is_empty()) else {
        let sentence =
            "Write one entry here. Put \\ before a line that is text and looks like an entry.";
        return Err(Question::saying(sentence).into());
    };
    let fields = fields(act, &scribe);
    match (kind, fields) {
        (Kind::Contribution, Some((Kind::Contribution, said))) => {
            change::<Contribution>(open, Entry::of(entry), form.revision, said, now).await?;
        }
        (Kind::Decision, Some((Kind::Decision, said))) => {
            change::<Decision>(open, Entry::of(entry), form.revision, said, now).await?;
        }
        (Kind::Action, Some((Kind::Action, said))) => {
            change::<Action>(open, Entry::of(entry), form.revision, said, now).await?;
        }
        (Kind::Contribution, _) => {
            return Err(Question::saying("Begin with a name and a colon, or with NOTE:.").into());
        }
        (Kind::Decision, _) => {
            return Err(Question::saying("This is a decision. Begin with DECISION:.").into());
        }
        (Kind::Action, _) => {
            return Err(Question::saying("This is an action. Begin with ACTION.").into());
        }
    }
    Ok(())
}

/// What an act says, by the names of the fields of its kind.
fn fields(act: Act, scribe: &Scribe) -> Option<(Kind, Value)> {
    Some(match act {
        Act::Said { who, capacity, withheld, text } => {
            let who = scribe.person(&who);
            let shown = if withheld { Attribution::Withheld } else { Attribution::Attributed };
            let said = json!({
                "speaker": who.member(), "speaker (shown)": who.name, "guest": who.guest(),
                "capacity": capacity, "attribution": shown.key(), "text": text,
            });
            (Kind::Contribution, said)
        }
        Act::Note { text } => {
            let attribution = Attribution::Attributed.key();
            let said = json!({
                "speaker": "", "guest": "", "capacity": "", "attribution": attribution,
                "text": text,
            });
            (Kind::Contribution, said)
        }
        Act::Decision { text } => (Kind::Decision, json!({ "text": text })),
        Act::Action { owners, due, text } => {
            let mut owners = owners.iter().map(|who| scribe.person(who));
            let first = owners.next().unwrap_or_default();
            let others: Vec<_> = owners.map(|who| who.name).collect();
            let day = due.and_then(Due::day).map(|day| day.to_string()).unwrap_or_default();
            let said = json!({
                "owner": first.member(), "owner (shown)": first.name, "guest": first.guest(), "others": others.join("\n"),
                "due_kind": DueKind::of(due).key(), "due": day, "text": text,
            });
            (Kind::Action, said)
        }
        _ => return None,
    })
}

/// Whoever is called as before is who it was, though another who is called so may have come meanwhile.
fn keep_person(saved: &Map<String, Value>, said: &mut Map<String, Value>) {
    for (name, shown) in [("speaker", "speaker (shown)"), ("owner", "owner (shown)")] {
        let is_member = said.get(name).is_some_and(|id| id != "");
        if is_member && said.get(shown) == saved.get(shown) {
            said.remove(name);
        }
    }
}

/// What the words do not say stays as it is.
async fn change<E>(
    open: &mut OpenRecord<'_>,
    id: E::Id,
    revision: i32,
    said: Value,
    now: DateTime<Utc>,
) -> Result<()>
where
    E: Corrected<Form: serde::de::DeserializeOwned>,
{
    let (_, saved) = E::find(open, id).await?;
    let mut all = content(&saved);
    if let (Some(all), Value::Object(mut said)) = (all.as_object_mut(), said) {
        keep_person(all, &mut said);
        all.extend(said);
    }
    let form = form_of::<E>(id, revision, all)?;
    save_in::<E>(open, id, &form, now).await.map(drop)
}
