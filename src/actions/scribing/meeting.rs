//! What a block says of the meeting as a whole: who was there, when the next one is, which items were not reached.

use chrono::NaiveDateTime;

use super::Unclear;
use access::fields::people::PersonRef;
use base::ids::{ItemId, PersonId};
use base::states::Outcome;
use base::text::join;
use base::time::{self, TypedTime, Zone};
use meetings::agenda::Item;
use meetings::attendance::{self, AttendanceForm};
use meetings::details::{self, ParticularsForm};
use meetings::outcomes::{self, RemainingForm};
use meetings::record::entry::{Done, OpenRecord};
use meetings::record::scribing::Question;

pub async fn present(open: &mut OpenRecord<'_>, people: &[PersonRef]) -> Result<(), Unclear> {
    let (present, guests) = sorted(people);
    let form = AttendanceForm { present, guests, ..AttendanceForm::default() };
    let act = attendance::save_in(open, &form).await?;
    open.note(Done::attended(act));
    Ok(())
}

/// Who is not there is named in the note on the participants.
pub async fn regrets(open: &mut OpenRecord<'_>, people: &[PersonRef]) -> Result<(), Unclear> {
    let (present_before, guests_before) = sorted(people);
    let form = AttendanceForm { present_before, guests_before, ..AttendanceForm::default() };
    let act = attendance::save_in(open, &form).await?;
    open.note(Done::attended(act));
    let names: Vec<_> = people.iter().map(|who| who.name.as_str()).collect();
    let saved = details::form_in(open).await?;
    let note = format!("{}\nRegrets: {}.", saved.participants_note, join(&names));
    let participants_note = note.trim().to_owned();
    let form = ParticularsForm { participants_note, ..saved };
    let done = details::save_in(open, &form, None).await?;
    open.note(done);
    Ok(())
}

/// Members by their ids, and guests by their names, one a line.
fn sorted(people: &[PersonRef]) -> (Vec<PersonId>, String) {
    let members = people.iter().filter_map(|who| who.id).collect();
    let guests = people.iter().filter(|who| who.id.is_none()).map(|who| who.name.as_str());
    (members, guests.collect::<Vec<_>>().join("\n"))
}

pub async fn next(
    open: &mut OpenRecord<'_>,
    local: NaiveDateTime,
    zone: Zone,
) -> Result<(), Unclear> {
    let date = local.format("%Y-%m-%d").to_string();
    let time = local.format("%H:%M").to_string();
    let typed = TypedTime { date: &date, time: &time, ..TypedTime::default() };
    if let Some(twice) = typed.twice(zone) {
        let sentence = time::Unclear::Twice(twice).sentence();
        return Err(Question::saying(format!("{sentence} Write it in UTC.")).into());
    }
    let saved = details::form_in(open).await?;
    let form = ParticularsForm {
        next_date: date,
        next_time: time,
        next_offset: String::new(),
        next_was: String::new(),
        ..saved
    };
    let done = details::save_in(open, &form, Some(zone)).await?;
    open.note(done);
    Ok(())
}

/// Of several items, those that have an outcome keep it.
pub async fn skip(
    open: &mut OpenRecord<'_>,
    items: &[Item],
    named: Vec<ItemId>,
    reason: String,
) -> Result<(), Unclear> {
    let planned = |id: &ItemId| {
        let item = items.iter().find(|item| item.id == *id);
        item.is_some_and(|item| item.outcome == Outcome::Planned)
    };
    let items: Vec<_> = named.into_iter().filter(planned).collect();
    if items.is_empty() {
        let sentence = "Each of these items has an outcome. Change it on the item’s page.";
        return Err(Question::saying(sentence).into());
    }
    for done in outcomes::not_addressed_in(open, &RemainingForm { items, reason }).await? {
        open.note(done);
    }
    Ok(())
}
