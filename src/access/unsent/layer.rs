//! The layer that loses nothing that was typed: it marks each form with the session it is shown
//! in, keeps a form that was not sent because of who sent it, and fills it in again.

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::pages::{self, SignIn};
use super::{Kept, find, forget, keep, path_of, split, to_keep};
use crate::person::typist::{self, Mark};
use platform::secrets::hash;
use platform::web::next::{self, own_path};
use platform::web::typed::{Typed, first_field, lend};
use platform::web::{
    App, Asked, Cookies, Done, Error, Frame, FrameSlot, Invalid, NotSent, Result, is_call, refill,
};

pub async fn carry(State(app): State<App>, request: Request, next: Next) -> Response {
    // A page's script keeps what was typed by itself.
    if is_call(request.uri().path()) || Asked::of(request.headers()).is_script() {
        return next.run(request).await;
    }
    let slot = request.extensions().get::<FrameSlot>().cloned().unwrap_or_default();
    let answer = match request.method().is_safe() {
        true => show(&app, request, next, &slot).await,
        false => send(&app, request, next, &slot).await,
    };
    answer.unwrap_or_else(IntoResponse::into_response)
}

async fn show(app: &App, mut request: Request, next: Next, slot: &FrameSlot) -> Result<Response> {
    let address = request.uri().path_and_query().map_or("/", |address| address.as_str()).to_owned();
    let (page, token) = split(&address);
    let Some(token) = token else {
        return with_marks(next.run(request).await, &slot.frame(), &address).await;
    };
    *request.uri_mut() = page.parse::<Uri>().map_err(|_| Error::NotFound)?;
    let response = next.run(request).await;
    let frame = slot.frame();
    let response = match (find(app, &token).await?, &frame.person) {
        (None, None) => response,
        (None, Some(_)) => changed(response, |html| Ok(pages::over(&html))).await?,
        (Some(_), None) => Done::to(format!("/sign-in{}", next::query(&address))).into_response(),
        (Some(kept), Some(person)) if kept.typist.id != person.id => {
            let why = NotSent::TypedByAnother;
            return Ok(sign_in(frame, why, Some(kept), address, true));
        }
        (Some(kept), Some(_)) => filled_in(response, &frame, kept).await?,
    };
    with_marks(response, &frame, &address).await
}

async fn filled_in(response: Response, frame: &Frame, kept: Kept) -> Result<Response> {
    if !is_page(&response) || !response.status().is_success() {
        return Ok(pages::without_form(frame.clone(), kept));
    }
    let (mut parts, html) = taken_apart(response).await?;
    match pages::filled_in(&html, &kept)? {
        None => Ok(pages::without_form(frame.clone(), kept)),
        Some(html) => {
            parts.headers.remove(header::ETAG);
            Ok(Response::from_parts(parts, Body::from(html)))
        }
    }
}

async fn send(app: &App, request: Request, next: Next, slot: &FrameSlot) -> Result<Response> {
    let (mut parts, body) = request.into_parts();
    let (mark, body) = first_field(&parts.headers, body, typist::FIELD).await;
    let mark = mark.and_then(|mark| mark.parse::<Mark>().ok());
    if let Some(mark) = &mark {
        parts.extensions.insert(mark.clone());
    }
    let (headers, action) = (parts.headers.clone(), parts.uri.path().to_owned());
    let page = page_of(mark.as_ref(), &headers, &action);
    let (body, lent) = lend(body);

    let mut response = next.run(Request::from_parts(parts, body)).await;
    if let Some(why) = response.extensions_mut().remove::<NotSent>() {
        let form = Form { mark, headers, page, action };
        return form.not_sent(app, slot.frame(), why, lent.back()).await;
    }
    let done = response.status().is_success() || response.status().is_redirection();
    if let (true, (_, Some(token)), Some(person)) = (done, split(&page), slot.frame().person) {
        forget(app, &token, person.id, &action).await?;
    }
    with_marks(response, &slot.frame(), &page).await
}

/// The page on which a form stood: as the form says, or else the browser. Whoever says nothing
/// is led to where the form was sent.
fn page_of(mark: Option<&Mark>, headers: &HeaderMap, action: &str) -> String {
    let referrer = headers.get(header::REFERER).and_then(|value| value.to_str().ok());
    let marked = mark.map(|mark| mark.page.clone());
    marked.or_else(|| path_of(referrer?)).unwrap_or_else(|| own_path(action))
}

/// A form that was not sent.
struct Form {
    mark: Option<Mark>,
    headers: HeaderMap,
    page: String,
    action: String,
}

impl Form {
    async fn not_sent(
        self,
        app: &App,
        frame: Frame,
        why: NotSent,
        body: Option<Body>,
    ) -> Result<Response> {
        let typed = match body {
            Some(body) => Typed::read(&self.headers, body).await.ok(),
            None => None,
        };
        let cookie = Cookies(&self.headers).session(&app.config).map(hash);
        let typist = typist::find(&app.db, self.mark.as_ref(), cookie.as_deref()).await?;
        let (page, before) = split(&self.page);
        let (Some(typist), Some(typed)) = (typist, typed.clone()) else {
            let lost = typed.is_none_or(|typed| !typed.fields.is_empty());
            return Ok(sign_in(frame, why, None, page, lost));
        };
        let (person, action) = (typist.id, self.action.clone());
        let kept = Kept { typist, page, action, typed: to_keep(typed) };
        let address = keep(app, &kept).await?;
        // It is the same form, once more.
        if let Some(token) = before {
            forget(app, &token, person, &self.action).await?;
        }
        Ok(sign_in(frame, why, Some(kept), address, true))
    }
}

fn sign_in(frame: Frame, why: NotSent, kept: Option<Kept>, next: String, typed: bool) -> Response {
    let (typist, files) = match kept {
        Some(kept) => (Some(kept.typist.name), kept.typed.files),
        None => (None, Vec::new()),
    };
    let frame = Frame { back: next.clone(), ..frame };
    SignIn { frame, why, typist, files, typed, next, invalid: Invalid::default() }.answer()
}

/// The page, with a mark in each of its forms that says to whom it was shown.
async fn with_marks(response: Response, frame: &Frame, page: &str) -> Result<Response> {
    let session = frame.person.as_ref().and_then(|person| person.session);
    let Some(session) = session else { return Ok(response) };
    let mark = Mark { session, page: own_path(page) }.to_string();
    changed(response, |html| Ok(refill::with_field(&html, typist::FIELD, &mark))).await
}

async fn changed(
    response: Response,
    change: impl FnOnce(String) -> Result<String>,
) -> Result<Response> {
    if !is_page(&response) {
        return Ok(response);
    }
    let (parts, html) = taken_apart(response).await?;
    Ok(Response::from_parts(parts, Body::from(change(html)?)))
}

fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

async fn taken_apart(response: Response) -> Result<(axum::http::response::Parts, String)> {
    let (mut parts, body) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    let bytes = to_bytes(body, usize::MAX).await.map_err(anyhow::Error::from)?;
    let html = String::from_utf8(Vec::from(bytes)).map_err(anyhow::Error::from)?;
    Ok((parts, html))
}
