//! A document as it is handed over: a file, or text that was pasted.

use axum::extract::Multipart;

use crate::imports::{Source, TOO_LARGE};
use platform::web::{self, Invalid, Result};

const PASTED: &str = "pasted-report.md";

pub struct Upload {
    pub source: Source,
    /// What was pasted, to be shown again.
    pub text: String,
    handed_over: web::Upload,
}

impl Upload {
    /// What could not be understood, at the control that it came from.
    pub fn refusal(&self, sentences: &[String]) -> Invalid {
        let mut invalid = Invalid::default();
        if self.handed_over.is_empty() {
            invalid.add("text", "Paste the report, or choose a file.");
        } else {
            invalid.add(self.handed_over.control(), sentences.join(" "));
        }
        invalid
    }
}

/// A file counts before what was pasted.
pub async fn read(form: Multipart) -> Result<Upload> {
    let handed_over = web::Upload::read(form, TOO_LARGE).await?;
    let text = handed_over.text.clone();
    let source = match &handed_over.file {
        Some(file) => Source::new(&file.name, file.bytes.clone()),
        None => Source::new(PASTED, text.clone()),
    };
    Ok(Upload { source, text, handed_over })
}
