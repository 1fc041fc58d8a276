//! A document as it is handed over: a file, or text that was pasted.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use axum::http::StatusCode;
use tokio::task::spawn_blocking;

use crate::imports::{Import, Objection, Source};
use crate::web::{Error, Invalid, Result, tidy};

const PASTED: &str = "pasted-report.md";

pub struct Upload {
    pub source: Source,
    /// What was pasted, to be shown again.
    pub text: String,
    is_file: bool,
}

impl Upload {
    /// What could not be understood, at the control that it came from.
    pub fn refusal(&self, sentences: &[String]) -> Invalid {
        let mut invalid = Invalid::default();
        let nothing = !self.is_file && self.text.trim().is_empty();
        if nothing {
            invalid.add("text", "Paste the report, or choose a file.");
        } else {
            invalid.add(if self.is_file { "file" } else { "text" }, sentences.join(" "));
        }
        invalid
    }
}

/// A file counts before what was pasted.
pub async fn read(mut form: Multipart) -> Result<Upload> {
    let (mut text, mut file) = (String::new(), None);
    while let Some(field) = form.next_field().await.map_err(refused)? {
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(refused)?;
        match name.as_str() {
            "text" => text = tidy(&String::from_utf8_lossy(&bytes)),
            "file" if !bytes.is_empty() => file = Some(Source::new(&file_name, bytes.to_vec())),
            _ => {}
        }
    }
    let is_file = file.is_some();
    let source = file.unwrap_or_else(|| Source::new(PASTED, text.clone().into_bytes()));
    Ok(Upload { source, text, is_file })
}

/// Apart from the threads that answer requests, because a long document takes a while.
pub async fn understood(source: Source) -> Result<Result<Import, Objection>> {
    let understood = spawn_blocking(|| source.understood()).await;
    Ok(understood.map_err(anyhow::Error::from)?)
}

pub fn too_large() -> Error {
    Error::TooLarge("A document may have 5 MiB.")
}

fn refused(error: MultipartError) -> Error {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_large(),
        _ => Error::BadRequest("The document broke off before it was complete."),
    }
}
