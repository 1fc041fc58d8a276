//! What somebody typed and could not send, because their session had ended: kept for a day, shown
//! again to them once they sign in, and to nobody else.

mod store;
mod pages;
mod layer;

use std::time::Duration;

use chrono::TimeDelta;
use tokio::time::interval;
use url::Url;
use url::form_urlencoded::parse;

use crate::person::typist::{self, Typist};
use base::ids::PersonId;
use platform::secrets::{Token, hash};
use platform::web::next::own_path;
use platform::web::typed::Typed;
use platform::web::{App, Result};

pub use layer::carry;

const KEPT_FOR: TimeDelta = TimeDelta::days(1);

/// What the address of a page says, on which a form is to be filled in again.
const PARAMETER: &str = "kept";

/// Passwords are typed again.
const SECRETS: [&str; 2] = ["password", "current"];

/// What was typed, by whom, and into which form.
#[derive(Clone, Debug)]
pub struct Kept {
    pub typist: Typist,
    /// The page on which the form stood.
    pub page: String,
    /// Where the form was sent.
    pub action: String,
    pub typed: Typed,
}

/// Keeps a form; tells the address at which it is shown filled in.
async fn keep(app: &App, kept: &Kept) -> Result<String> {
    let token = Token::new();
    store::keep(&app.db, &token.hash(), kept, app.clock.now()).await?;
    Ok(with_token(&kept.page, &token.to_string()))
}

async fn find(app: &App, token: &str) -> Result<Option<Kept>> {
    store::find(&app.db, &hash(token), app.clock.now() - KEPT_FOR).await
}

/// The form that was sent to this address is sent, by whose it is: what others typed stays, whatever
/// address their page has. Its page has other forms, such as the one to sign out.
async fn forget(app: &App, token: &str, person: PersonId, action: &str) -> Result<()> {
    store::forget(&app.db, &hash(token), person, action).await
}

/// Who goes on with what they typed, if that is what somebody signs in for.
pub async fn typist_of(app: &App, next: &str) -> Result<Option<String>> {
    match split(next) {
        (_, Some(token)) => Ok(find(app, &token).await?.map(|kept| kept.typist.name)),
        _ => Ok(None),
    }
}

/// Forgets hourly what is older than a day.
pub async fn watch(app: App) {
    let mut hourly = interval(Duration::from_secs(60 * 60));
    loop {
        hourly.tick().await;
        if let Err(error) = store::forget_old(&app.db, app.clock.now() - KEPT_FOR).await {
            tracing::warn!(%error, "forms that are no longer kept could not be deleted");
        }
    }
}

/// What is kept of a form: no secret, and not what the layer itself put there.
fn to_keep(typed: Typed) -> Typed {
    typed.without(|name| name == typist::FIELD || SECRETS.contains(&name))
}

/// An address without the parameter, and what the parameter said.
fn split(address: &str) -> (String, Option<String>) {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let of_ours = |pair: &&str| parse(pair.as_bytes()).any(|(name, _)| name == PARAMETER);
    let pairs = query.split('&');
    let token = pairs.clone().find(of_ours);
    let token = token.and_then(|pair| parse(pair.as_bytes()).next()).map(|(_, value)| value.into());
    let others: Vec<_> = pairs.filter(|pair| !of_ours(pair) && !pair.is_empty()).collect();
    match others.is_empty() {
        true => (path.to_owned(), token),
        false => (format!("{path}?{}", others.join("&")), token),
    }
}

fn with_token(address: &str, token: &str) -> String {
    let (address, _) = split(address);
    let (address, _) = address.split_once('#').unwrap_or((&address, ""));
    let sign = if address.contains('?') { '&' } else { '?' };
    format!("{address}{sign}{PARAMETER}={token}")
}

/// The path of an absolute address, which browsers name as the page that a form stood on.
fn path_of(referrer: &str) -> Option<String> {
    let url = Url::parse(referrer).ok()?;
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    Some(own_path(&format!("{}{query}", url.path())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_form_says_what_is_filled_in() {
        for (address, page, token) in [
            ("/a", "/a", None),
            ("/a?b=c&d", "/a?b=c&d", None),
            ("/a?kept=t", "/a", Some("t")),
            ("/a?b=c&kept=t&d=e", "/a?b=c&d=e", Some("t")),
            ("/a?kept=t&b=c", "/a?b=c", Some("t")),
            ("/a?unkept=t", "/a?unkept=t", None),
        ] {
            assert_eq!(split(address), (page.to_owned(), token.map(str::to_owned)), "{address}");
        }
        assert_eq!(with_token("/a", "t"), "/a?kept=t");
        assert_eq!(with_token("/a?b=c&kept=old", "t"), "/a?b=c&kept=t");
        assert_eq!(path_of("https://x.example/a?b=c#d").as_deref(), Some("/a?b=c"));
        assert_eq!(path_of("https://x.example//y.example").as_deref(), Some("/"));
        assert_eq!(path_of("nowhere"), None);
    }
}
