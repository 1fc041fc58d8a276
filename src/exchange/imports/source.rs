//! The document that a record is read from, as it came.

use axum::body::Bytes;
use sha2::{Digest, Sha256};

use super::{NotUnderstood, Report, Unreadable, read, understand};
use base::ids::ImportId;
use base::long_work;

const LONGEST_NAME: usize = 200;

#[derive(Clone, Debug)]
pub struct Source {
    pub file_name: String,
    pub bytes: Bytes,
}

#[derive(Debug, thiserror::Error)]
pub enum Objection {
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error(transparent)]
    NotUnderstood(#[from] NotUnderstood),
}

impl Objection {
    /// What is in the way, a sentence each.
    pub fn sentences(&self) -> Vec<String> {
        match self {
            Objection::Unreadable(unreadable) => vec![unreadable.to_string()],
            Objection::NotUnderstood(NotUnderstood { missing }) => missing.clone(),
        }
    }
}

/// A document that was understood, before anybody confirmed what it says.
#[derive(Clone, Debug)]
pub struct Import {
    pub id: ImportId,
    pub source: Source,
    pub report: Report,
}

impl Source {
    pub fn new(file_name: &str, bytes: impl Into<Bytes>) -> Self {
        // Of a path, as some browsers send it, the name; nothing that ends a line or a header.
        let name = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
        let name: String = name.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
        let file_name = if name.is_empty() { "report.md".to_owned() } else { name };
        Source { file_name, bytes: bytes.into() }
    }

    pub fn sha256(&self) -> Vec<u8> {
        Sha256::digest(&self.bytes).to_vec()
    }

    pub fn understood(self) -> Result<Import, Objection> {
        let length = self.bytes.len();
        let report = long_work::of_length(length, || -> Result<_, Objection> {
            Ok(understand(&read(&self.bytes)?)?)
        })?;
        Ok(Import { id: ImportId::new(), source: self, report })
    }
}
