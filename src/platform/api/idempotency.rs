//! What makes something, once: a request that names an Idempotency-Key and comes again gets the
//! answer that the first one got (draft-ietf-httpapi-idempotency-key-header-07).

use std::sync::{Arc, Mutex};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use sqlx::PgPool;
use uuid::Uuid;

use super::answers::KeptInstead;
use super::body::{check_media_type, read};
use super::store::{self, Claim, Kept};
use crate::api::token::Used;
use crate::transaction::ask_again;
use crate::web::{App, ClientAddress, Error, Result, is_call};
use base::ids::TokenId;

/// What is understood of the largest document takes about twice as much.
const LARGEST_ANSWER: usize = 16 * 1024 * 1024;

/// The body of a request that makes something, and the id of what it makes: the same each time
/// that the request comes, also if it was cut off before.
pub struct Idempotent<T> {
    pub id: Uuid,
    pub body: T,
}

/// The same of a request whose address says all, and whose body nobody reads.
pub struct Keyed;

/// Where a request that will be answered once is noted for `keep`.
#[derive(Clone, Default)]
struct Slot(Arc<Mutex<Option<Key>>>);

#[derive(Clone, Debug)]
pub struct Key {
    pub token: Option<TokenId>,
    /// Without a token, it begins with the address that it was sent from.
    pub key: String,
}

impl<T: DeserializeOwned + Send> FromRequest<App> for Idempotent<T> {
    type Rejection = Response;

    /// It comes last of a handler's arguments: who may not make this is not told what was.
    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        let (parts, body) = request.into_parts();
        check_media_type(&parts.headers).map_err(Error::into_response)?;
        let unread = Request::from_parts(parts.clone(), body);
        let bytes = Bytes::from_request(unread, app).await;
        let bytes = bytes.map_err(|rejection| Error::from(rejection).into_response())?;
        ask_again().await.map_err(Error::into_response)?;
        let body: T = read(&bytes).map_err(Error::into_response)?;
        let id = claim(&parts, &bytes, app).await?;
        Ok(Idempotent { id, body })
    }
}

impl FromRequestParts<App> for Keyed {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        claim(parts, b"", app).await.map(|_| Keyed)
    }
}

/// The id of what is made. A request that was answered before ends here, with that answer.
async fn claim(parts: &Parts, body: &[u8], app: &App) -> Result<Uuid, Response> {
    let Some(key) = key(parts).map_err(Error::into_response)? else { return Ok(Uuid::now_v7()) };
    let named = format!("{} {}\n", parts.method, parts.uri);
    let hash = Sha256::new().chain_update(named).chain_update(body).finalize();
    let claim = store::claim(&app.db, &key, &hash, app.clock.now()).await;
    match claim.map_err(Error::into_response)? {
        Claim::Mine(id) => {
            let slot = parts.extensions.get::<Slot>().cloned().unwrap_or_default();
            *slot.0.lock().expect("nobody panics with it") = Some(key);
            Ok(id)
        }
        Claim::Answered(kept) => Err(kept.into_response()),
        Claim::Other => Err(other().into_response()),
        Claim::Running => Err(running().into_response()),
    }
}

fn key(parts: &Parts) -> Result<Option<Key>> {
    let Some(sent) = parts.headers.get("idempotency-key") else { return Ok(None) };
    let is_key =
        (1..=200).contains(&sent.len()) && sent.as_bytes().iter().all(u8::is_ascii_graphic);
    let sent = sent.to_str().ok().filter(|_| is_key).ok_or(Error::BadRequest(
        "An Idempotency-Key has 1 to 200 letters, digits or signs of ASCII, and no spaces.",
    ))?;
    let token = parts.extensions.get::<Used>().map(|used| used.id);
    let key = match (token, parts.extensions.get::<ClientAddress>()) {
        (None, Some(ClientAddress(Some(from)))) => format!("{from} {sent}"),
        _ => sent.to_owned(),
    };
    Ok(Some(Key { token, key }))
}

fn other() -> Error {
    Error::invalid("Idempotency-Key", "Another request was sent with this key. Use a new one.")
}

fn running() -> Error {
    Error::conflict("The first request with this key is not answered yet. Try again in a moment.")
}

/// Keeps the answer to a request with a key. One that failed may be tried again with its key.
pub async fn keep(State(db): State<PgPool>, mut request: Request, next: Next) -> Response {
    if !is_call(request.uri().path()) || !request.headers().contains_key("idempotency-key") {
        return next.run(request).await;
    }
    let slot = Slot::default();
    request.extensions_mut().insert(slot.clone());
    let response = next.run(request).await;
    let key = slot.0.lock().expect("nobody panics with it").take();
    let Some(key) = key else { return response };
    let kept = match response.status().is_success() {
        true => keep_answer(&db, &key, response).await,
        false => store::release(&db, &key).await.map(|()| response),
    };
    kept.unwrap_or_else(Error::into_response)
}

async fn keep_answer(db: &PgPool, key: &Key, response: Response) -> Result<Response> {
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, LARGEST_ANSWER).await.map_err(anyhow::Error::from)?;
    let header = |name| parts.headers.get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
    let kept = Kept {
        status: parts.status.as_u16().into(),
        location: header(header::LOCATION),
        etag: header(header::ETAG),
        body: match parts.extensions.get::<KeptInstead>() {
            Some(KeptInstead(body)) => body.clone(),
            None => bytes.to_vec(),
        },
    };
    store::keep(db, key, &kept).await?;
    Ok(Response::from_parts(parts, Body::from(bytes)))
}

impl IntoResponse for Kept {
    fn into_response(self) -> Response {
        let status = u16::try_from(self.status).ok().and_then(|s| StatusCode::from_u16(s).ok());
        let mut response = (status.unwrap_or_default(), self.body).into_response();
        let json = response.status() != StatusCode::NO_CONTENT;
        let json = json.then(|| "application/json".to_owned());
        for (name, value) in [
            (header::CONTENT_TYPE, json),
            (header::LOCATION, self.location),
            (header::ETAG, self.etag),
        ] {
            response.headers_mut().remove(&name);
            if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}
