//! The first field of a form, read before anything else is, while the rest is still on its way.

use std::future::ready;

use axum::body::{Body, Bytes};
use axum::http::HeaderMap;
use futures_util::{StreamExt, stream};
use url::form_urlencoded;

use super::Kind;

/// A first field that is longer is none of ours.
const FURTHEST: usize = 16 * 1024;

/// The value of the first field, if that is its name, and the whole body.
pub async fn first_field(headers: &HeaderMap, body: Body, name: &str) -> (Option<String>, Body) {
    let Some(kind) = Kind::of(headers) else { return (None, body) };
    let mut rest = body.into_data_stream();
    let (mut seen, mut failure, mut found) = (Vec::new(), None, Found::NotYet);
    while matches!(found, Found::NotYet) && seen.len() < FURTHEST {
        match rest.next().await {
            Some(Ok(bytes)) => seen.extend_from_slice(&bytes),
            Some(Err(error)) => {
                failure = Some(error);
                break;
            }
            None => {
                found = kind.look(&seen, name, true);
                break;
            }
        }
        found = kind.look(&seen, name, false);
    }
    let seen = stream::once(ready(Ok(Bytes::from(seen))));
    let whole = Body::from_stream(seen.chain(stream::iter(failure.map(Err))).chain(rest));
    match found {
        Found::Value(value) => (Some(value), whole),
        Found::NotYet | Found::Another => (None, whole),
    }
}

enum Found {
    Value(String),
    Another,
    NotYet,
}

impl Kind {
    fn look(&self, seen: &[u8], name: &str, complete: bool) -> Found {
        // As browsers write them.
        let (before, after) = match self {
            Kind::Plain => (format!("{name}="), "&".to_owned()),
            Kind::WithFiles { boundary } => (
                format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n"),
                format!("\r\n--{boundary}"),
            ),
        };
        let common = before.len().min(seen.len());
        let is_cut_off = complete && common < before.len();
        if is_cut_off || seen[..common] != before.as_bytes()[..common] {
            return Found::Another;
        }
        let value = &seen[common..];
        let after = after.as_bytes();
        let end = value.windows(after.len()).position(|window| window == after);
        match end.or_else(|| complete.then_some(value.len())) {
            None => Found::NotYet,
            Some(end) => Found::Value(self.decode(&value[..end])),
        }
    }

    fn decode(&self, value: &[u8]) -> String {
        match self {
            Kind::WithFiles { .. } => String::from_utf8_lossy(value).into_owned(),
            Kind::Plain => {
                let pair = [b"_=", value].concat();
                let mut pairs = form_urlencoded::parse(&pair);
                pairs.next().map(|(_, value)| value.into_owned()).unwrap_or_default()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;
    use axum::http::header;

    use super::*;

    async fn look(kind: &str, chunks: &'static [&'static str]) -> (Option<String>, String) {
        let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, kind.parse().unwrap())]);
        let body = stream::iter(chunks.iter().map(|chunk| Ok::<_, std::io::Error>(*chunk)));
        let (found, body) = first_field(&headers, Body::from_stream(body), "by").await;
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        (found, String::from_utf8(bytes.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn the_first_field_is_found_and_nothing_of_the_body_is_lost() {
        let plain = "application/x-www-form-urlencoded";
        let parts = "multipart/form-data; boundary=e";
        let cases: [(&str, &'static [&'static str], Option<&str>); 8] = [
            (plain, &["by=a%2Fb&text=c"], Some("a/b")),
            (plain, &["b", "y=a", "b&te", "xt=c"], Some("ab")),
            (plain, &["by=a"], Some("a")),
            (plain, &["text=c&by=a"], None),
            (plain, &["b"], None),
            (plain, &[], None),
            (
                parts,
                &["--e\r\nContent-Disposition: form-data; name=\"by\"\r\n\r\na/b\r\n", "--e--\r\n"],
                Some("a/b"),
            ),
            (parts, &["--e\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\na"], None),
        ];
        for (kind, chunks, expected) in cases {
            let (found, body) = look(kind, chunks).await;
            assert_eq!(found.as_deref(), expected, "{chunks:?}");
            assert_eq!(body, chunks.concat());
        }
    }
}
