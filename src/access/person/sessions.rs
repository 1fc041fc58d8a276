//! A session: one browser in which somebody is signed in, until they or time end it.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{PgConnection, PgPool};

use super::{Person, store};
use base::ids::{PersonId, SessionId};
use platform::history;
use platform::secrets::{self, Token};
use platform::web::{App, ClientAddress, Cookies, Error, Result, transaction};

/// So long after it was last used, and no longer after signing in than the other.
pub const UNUSED: TimeDelta = TimeDelta::days(30);
pub const LONGEST: TimeDelta = TimeDelta::days(90);

#[derive(Clone, Debug)]
pub struct Session {
    pub id: SessionId,
    pub device: String,
    pub signed_in_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
}

/// The browser that a request comes from.
pub struct Browser {
    pub address: ClientAddress,
    device: String,
    session: Option<String>,
}

impl FromRequestParts<App> for Browser {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let agent = parts.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
        let device = device(agent.unwrap_or_default());
        let session = Cookies(&parts.headers).session(&app.config).map(str::to_owned);
        let address = ClientAddress::from_request_parts(parts, app).await?;
        Ok(Browser { address, device, session })
    }
}

/// Signs a person in with a token of its own; whatever this browser had before ends.
pub async fn begin(
    tx: &mut PgConnection,
    person: PersonId,
    browser: &Browser,
    by_link: bool,
    now: DateTime<Utc>,
) -> Result<Token> {
    let token = Token::new();
    if let Some(old) = &browser.session {
        store::sessions::end(tx, &secrets::hash(old)).await?;
    }
    let session = store::sessions::Beginning {
        token_hash: token.hash(),
        person,
        device: &browser.device,
        by_link,
        now,
        expires_at: now + UNUSED,
    };
    store::sessions::begin(tx, session).await?;
    Ok(token)
}

pub async fn sign_out(db: &PgPool, browser: &Browser) -> Result<()> {
    match &browser.session {
        Some(token) => store::sessions::end(&mut *db.acquire().await?, &secrets::hash(token)).await,
        None => Ok(()),
    }
}

pub async fn end(db: &PgPool, by: &Person, session: SessionId) -> Result<()> {
    let mut tx = transaction(db).await?;
    store::sessions::end_of(&mut tx, by.id, session).await?;
    history::log(&mut tx, by.id, by.event("session_ended")).await?;
    tx.commit().await?;
    Ok(())
}

pub async fn end_others(db: &PgPool, by: &Person) -> Result<()> {
    let mut tx = transaction(db).await?;
    store::sessions::end_others(&mut tx, by.id, by.session_id).await?;
    history::log(&mut tx, by.id, by.event("other_sessions_ended")).await?;
    tx.commit().await?;
    Ok(())
}

/// "Firefox on Android", as far as a browser says what it is.
fn device(agent: &str) -> String {
    // Each of these also calls itself by the names that come after it.
    let browsers = [
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    let systems = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("CrOS", "ChromeOS"),
        ("Mac OS X", "Mac"),
        ("Linux", "Linux"),
    ];
    let first = |known: &[(&str, &'static str)]| {
        known.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    match (first(&browsers), first(&systems)) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(browser), None) => browser.to_owned(),
        (None, Some(system)) => format!("A browser on {system}"),
        (None, None) => "An unknown browser".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::device;

    #[test]
    fn a_device_is_called_in_plain_words() {
        let chrome = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) \
             Chrome/156.0.0.0 Mobile Safari/537.36";
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like \
             Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0";

        assert_eq!(device(chrome), "Chrome on Android");
        assert_eq!(device(edge), "Edge on Windows");
        assert_eq!(
            device("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0"),
            "Firefox on Linux"
        );
        assert_eq!(device("curl/8"), "An unknown browser");
    }
}
