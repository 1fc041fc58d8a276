//! Reading a report in by calls: what is understood of it, and the meeting that it becomes.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use utoipa::ToSchema;

use super::pages::{ImportPath, LARGEST_UPLOAD};
use super::{Confirmed, ImportForm, Report, Source, Stored, USUAL_MINUTES};
use access::rights::{May, Reader};
use base::addresses::meeting::MeetingPath;
use base::digest::hex;
use base::ids::ImportId;
use base::policy::RecordMeetings;
use meetings::meeting::find;
use meetings::planning::api as planning;
use platform::api::{self, Idempotent, Json, Made, NoContent};
use platform::web::{App, Error, Invalid, Path, Result};

/// In JSON a text may take twice as much.
pub const LARGEST_IMPORT: usize = 2 * LARGEST_UPLOAD;

/// A report that was handed over, and what was understood of it until it is stored as a meeting.
#[derive(Serialize, ToSchema)]
#[schema(as = Import)]
pub struct Representation {
    id: ImportId,
    file_name: Option<String>,
    /// Of the document, in hexadecimal digits.
    sha256: Option<String>,
    report: Option<Report>,
    /// The meeting that it was stored as, as addresses call it.
    meeting: Option<String>,
}

/// The document that a meeting’s record was read from.
#[derive(Serialize, ToSchema)]
#[schema(as = SourceDocument)]
pub struct SourceRepresentation {
    file_name: String,
    sha256: String,
    text: String,
}

/// A Summary Report that was written elsewhere, in Markdown or as plain text.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ImportBody)]
pub struct Body {
    #[serde(default)]
    #[schema(example = "wg-strategy-45.md")]
    file_name: String,
    #[schema(pattern = "\\S")]
    text: String,
}

/// What is stored as a meeting, and as what it differs from what was understood.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ImportConfirmation)]
pub struct Confirmation {
    /// What the group’s meetings are called before their number, if not as usual.
    #[schema(min_length = 1, max_length = 100)]
    title: Option<String>,
    /// How many minutes it lasted; 60, if nothing is said.
    #[schema(minimum = 1, maximum = 1440)]
    minutes: Option<i32>,
    /// What the document says, corrected; without it, as it was understood.
    report: Option<Report>,
}

impl api::Representation for Representation {}
impl api::Representation for SourceRepresentation {}

impl Representation {
    fn of(id: ImportId, stored: Stored) -> Self {
        match stored {
            Stored::AsMeeting(at) => Representation {
                id,
                file_name: None,
                sha256: None,
                report: None,
                meeting: Some(at.meeting.to_string()),
            },
            Stored::Unconfirmed(import) => Representation {
                id,
                sha256: Some(hex(&import.source.sha256())),
                file_name: Some(import.source.file_name),
                report: Some(import.report),
                meeting: None,
            },
        }
    }
}

impl Confirmation {
    /// As the preview's form would send it.
    fn form(self, understood: &Report, by: &May<RecordMeetings>) -> ImportForm {
        let confirmed = Confirmed {
            title: self.title.unwrap_or_else(|| by.group.meeting_title.clone()),
            minutes: self.minutes.unwrap_or(USUAL_MINUTES),
            report: self.report.unwrap_or_else(|| understood.clone()),
        };
        ImportForm::of(&confirmed, by.group.time_zone, false)
    }
}

/// Where in the report of a confirmation a control of the form stands.
fn named(control: &str) -> String {
    let row = |list: &str| {
        let (row, name) = control.strip_prefix(list)?.strip_prefix('-')?.split_once('-')?;
        Some((row.to_owned(), name.rsplit('_').next()?.to_owned()))
    };
    let lists = [
        ("contribution", "contributions"),
        ("decision", "decisions"),
        ("action", "actions"),
        ("remaining", "not_addressed"),
    ];
    for (list, field) in lists {
        if let Some((row, name)) = row(list) {
            return format!("report.{field}[{row}].{name}");
        }
    }
    match control {
        "title" | "minutes" => control.to_owned(),
        "number" => "report.meeting_number".into(),
        "starts" | "starts_offset" => "report.starts_at".into(),
        "next" | "next_offset" => "report.next_meeting_at".into(),
        other => format!("report.{other}"),
    }
}

fn renamed(error: Error) -> Error {
    let Error::Invalid(invalid) = error else { return error };
    let mut named_anew = Invalid::default();
    invalid.iter().for_each(|error| named_anew.add(named(&error.field), error.detail.clone()));
    Error::Invalid(named_anew)
}

pub async fn create(
    may: May<RecordMeetings>,
    State(app): State<App>,
    Idempotent { id, body }: Idempotent<Body>,
) -> Result<Made<Representation>> {
    let (id, at) = (ImportId(id), may.group.slug.clone());
    let source = Source::new(&body.file_name, body.text.into_bytes());
    let taken_in = super::take_in(&app.db, &may, id, source, app.clock.now()).await?;
    taken_in.map_err(|objection| Error::invalid("text", objection.sentences().join(" ")))?;
    let made = Representation::of(id, super::find(&app.db, &may, id).await?);
    Ok(Made { at: api::at(&ImportPath { group: at, import: id }.show()), made })
}

pub async fn show(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<ImportPath>,
) -> Result<Json<Representation>> {
    let stored = super::find(&db, &may, at.import).await?;
    Ok(Json(Representation::of(at.import, stored)))
}

pub async fn confirm(
    may: May<RecordMeetings>,
    State(app): State<App>,
    Path(at): Path<ImportPath>,
    Idempotent { body, .. }: Idempotent<Confirmation>,
) -> Result<Made<planning::Representation>> {
    let meeting = match super::find(&app.db, &may, at.import).await? {
        Stored::AsMeeting(known) => find(&app.db, may.group.id, known.meeting).await?,
        Stored::Unconfirmed(import) => {
            let form = body.form(&import.report, &may);
            let stored = super::confirm(&app.db, &may, &import, &form, app.clock.now()).await;
            stored.map_err(renamed)?
        }
    };
    let at = api::at(&meeting.path(&may.group).show());
    let reader = Reader::from(may.into_member());
    Ok(Made { at, made: planning::represent(&app.db, &reader, meeting).await? })
}

pub async fn discard(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<ImportPath>,
) -> Result<NoContent> {
    super::discard(&db, &may, at.import).await?;
    Ok(NoContent)
}

pub async fn source(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Json<SourceRepresentation>> {
    let source = super::source_of(&db, &may, &at).await?;
    let sha256 = hex(&source.sha256());
    let text = String::from_utf8_lossy(&source.bytes).into_owned();
    Ok(Json(SourceRepresentation { file_name: source.file_name, sha256, text }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_form_calls_a_control_is_a_place_in_the_report() {
        for (control, place) in [
            ("contribution-2-contribution_item", "report.contributions[2].item"),
            ("remaining-0-remaining_reason", "report.not_addressed[0].reason"),
            ("starts", "report.starts_at"),
            ("agenda", "report.agenda"),
            ("minutes", "minutes"),
        ] {
            assert_eq!(named(control), place);
        }
    }
}
