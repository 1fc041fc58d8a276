//! What follows the question mark of a call: no other parameters than the call is described with.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

use super::Description;
use crate::error::{Error, Invalid};

/// How a call is described: its method, and what its types say.
pub type Described = (&'static str, fn(&mut Description));

/// A misspelt parameter is refused by its name, where it would otherwise do nothing.
pub async fn only_known_parameters(
    State((method, describe)): State<Described>,
    request: Request,
    next: Next,
) -> Result<Response, Error> {
    if let Some(query) = request.uri().query() {
        let mut call = Description::new(method, &serde_json::Value::Null);
        describe(&mut call);
        refuse_unknown(query, &call.query_names().collect::<Vec<_>>())?;
    }
    Ok(next.run(request).await)
}

fn refuse_unknown(query: &str, known: &[&str]) -> Result<(), Error> {
    let mut invalid = Invalid::default();
    for (name, _) in url::form_urlencoded::parse(query.as_bytes()) {
        if !known.contains(&&*name) {
            invalid.add(name.clone().into_owned(), unknown(&name, known));
        }
    }
    invalid.or(())
}

fn unknown(name: &str, known: &[&str]) -> String {
    match known {
        [] => format!("This call has no query parameters, so also none called “{name}”."),
        known => format!("There is no parameter “{name}”. There are: {}.", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_described_parameters_are_taken() {
        assert!(refuse_unknown("after=a&limit=2&after=b", &["after", "limit"]).is_ok());
        assert!(refuse_unknown("", &[]).is_ok());
        for (query, known) in
            [("limt=2", vec!["limit"]), ("limit=2", vec![]), ("Limit=2", vec!["limit"])]
        {
            let refused = refuse_unknown(query, &known);
            assert!(matches!(refused, Err(Error::Invalid(_))), "{query}");
        }
    }
}
