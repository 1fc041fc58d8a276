//! What somebody hands over as a file, or as text that they paste.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use axum::http::StatusCode;

use super::{Error, Result, tidy};
use crate::transaction::ask_again;

#[derive(Debug, Default)]
pub struct Upload {
    /// What was pasted, to be shown again.
    pub text: String,
    pub file: Option<File>,
    /// What else the form says.
    fields: BTreeMap<String, String>,
}

#[derive(Debug)]
pub struct File {
    pub name: String,
    pub bytes: Bytes,
}

impl Upload {
    pub async fn read(mut form: Multipart, too_large: &'static str) -> Result<Self> {
        let mut upload = Upload::default();
        let refused = |error: MultipartError| refused(&error, too_large);
        while let Some(field) = form.next_field().await.map_err(refused)? {
            let name = field.name().unwrap_or_default().to_owned();
            let file_name = field.file_name().unwrap_or_default().to_owned();
            let bytes = field.bytes().await.map_err(refused)?;
            match name.as_str() {
                "file" if bytes.is_empty() => {}
                "file" => upload.file = Some(File { name: file_name, bytes }),
                "text" => upload.text = tidy(&String::from_utf8_lossy(&bytes)),
                _ => {
                    upload.fields.insert(name, String::from_utf8_lossy(&bytes).into_owned());
                }
            }
        }
        ask_again().await?;
        Ok(upload)
    }

    pub fn is_empty(&self) -> bool {
        self.file.is_none() && self.text.trim().is_empty()
    }

    /// The name of the control that it came from.
    pub fn control(&self) -> &'static str {
        if self.file.is_some() { "file" } else { "text" }
    }

    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).map(String::as_str).unwrap_or_default()
    }
}

fn refused(error: &MultipartError, too_large: &'static str) -> Error {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge(too_large),
        _ => Error::BadRequest("The document broke off before it was complete."),
    }
}
