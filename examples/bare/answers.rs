//! The answers that are sent, as they were read from their folder.

use std::collections::HashMap;
use std::fs;

use anyhow::Context;
use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// The best first.
pub const ENCODINGS: [&str; 4] = ["br", "zstd", "gzip", "identity"];

pub struct Answer {
    pub encoding: &'static str,
    pub body: Bytes,
    headers: Vec<(HeaderName, HeaderValue)>,
}

#[derive(Default)]
pub struct Answers(HashMap<String, Vec<Answer>>);

impl Answers {
    pub fn read(folder: &str) -> anyhow::Result<Self> {
        let mut answers = Answers::default();
        for encoding in ENCODINGS {
            for entry in fs::read_dir(folder)? {
                let file = entry?.path();
                let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
                let Some(name) = name.strip_suffix(&format!(".{encoding}")) else { continue };
                let head = fs::read_to_string(format!("{}.head", file.display()))?;
                let headers = head.lines().map(header).collect::<anyhow::Result<_>>()?;
                let body = fs::read(&file)?.into();
                let answer = Answer { encoding, body, headers };
                answers.0.entry(name.to_owned()).or_default().push(answer);
            }
        }
        Ok(answers)
    }

    /// The best encoding that whoever asks accepts.
    pub fn find(&self, name: &str, headers: &HeaderMap) -> Option<&Answer> {
        let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
        let accepted: Vec<_> = accepted.unwrap_or_default().split(',').map(str::trim).collect();
        let accepts = |encoding| encoding == "identity" || accepted.contains(&encoding);
        self.0.get(name)?.iter().find(|answer| accepts(answer.encoding))
    }

    pub fn all(&self) -> impl Iterator<Item = (&str, &Answer)> {
        self.0.iter().flat_map(|(name, all)| all.iter().map(|answer| (name.as_str(), answer)))
    }
}

impl Answer {
    pub fn send(&self, body: Bytes) -> Response {
        let mut response = body.into_response();
        response.headers_mut().remove(header::CONTENT_TYPE);
        response.headers_mut().extend(self.headers.iter().cloned());
        response
    }
}

fn header(line: &str) -> anyhow::Result<(HeaderName, HeaderValue)> {
    let (name, value) = line.split_once(": ").with_context(|| format!("not a header: {line}"))?;
    Ok((name.parse()?, value.parse()?))
}
