//! The form in which a comment or a suggestion is settled, with the text as it will be.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::read;
use crate::comments::wording::Present;
use crate::comments::{self, SettlingForm, Thread, Wording};
use crate::plan::{Item, Plan, Step, in_order};
use access::fields::settlement::SettlementForm;
use access::rights::{May, Reader};
use base::addresses::plan_comment::ThreadPath;
use base::merge::has_marks;
use base::policy::SettleComments;
use base::redline::redline;
use base::revisions::Stale;
use base::states::Kind;
use base::time::ZonedTime;
use platform::web::{App, Done, Error, Form, Frame, Invalid, Page, Path, Result, form_again};

#[derive(Template)]
#[template(path = "comments/settle.html")]
pub struct Settle {
    frame: Frame,
    at: ThreadPath,
    plan: Plan,
    items: Vec<Item>,
    thread: Thread,
    /// None, if what it is on is no longer in the plan.
    present: Option<Present>,
    made: ZonedTime,
    form: SettlementForm,
    offer: SettlingForm,
    invalid: Invalid,
    /// Who saved another text while this form was open.
    overtaken_by: Option<String>,
}

impl Settle {
    fn on(&self) -> String {
        self.thread.on.describe(&in_order(&self.items))
    }

    /// Whether accepting it can still change the plan.
    fn is_applicable(&self) -> bool {
        let placed = self.thread.kind == Kind::Objective || self.present.is_some();
        self.thread.is_suggestion() && !self.thread.applied && placed
    }

    fn has_title(&self) -> bool {
        let titled = self.present.as_ref().is_some_and(|present| present.has_title);
        self.thread.kind == Kind::Objective || (self.thread.kind == Kind::Change && titled)
    }

    /// What has become of the text since the suggestion was sent, title and text.
    fn moved_on(&self) -> Option<[String; 2]> {
        let present = self.present.as_ref().filter(|_| self.thread.kind == Kind::Change)?;
        let (was, is) = (&self.thread.base, &present.words);
        (was != is).then(|| [redline(&was.title, &is.title), redline(&was.text, &is.text)])
    }

    fn hint(&self) -> &'static str {
        match self.moved_on() {
            _ if has_marks(&self.offer.proposal) => {
                "The suggestion and the text as it is now changed the same place. There, both \
                 stand one after the other, between marked lines: first the text as it is, then \
                 the suggestion. Keep what is right, and remove those lines."
            }
            Some(_) => {
                "The suggestion, merged with what has changed since. You may change it. It is \
                 used only if you accept it, in full or in part."
            }
            None => "You may change it. It is used only if you accept it, in full or in part.",
        }
    }
}

async fn page(
    app: &App,
    may: &May<SettleComments>,
    at: ThreadPath,
    sent: Option<SettlingForm>,
    invalid: Invalid,
) -> Result<Settle> {
    let reader = Reader::from(may.clone().into_member());
    let (plan, items) = read(app, &reader, &at.at).await?;
    plan.after(Step::Settle, app.clock.now())?;
    let thread = comments::one(&app.db, &reader, &plan, at.comment).await?;
    let present = Present::of(&plan, &items, thread.on.part);
    let offer = sent.unwrap_or_else(|| SettlingForm::offered(&thread, present.as_ref()));
    let made = ZonedTime { at: thread.made_at, zone: may.zone() };
    let (frame, form) = (may.frame().at("plans").working(), offer.settlement.clone());
    let overtaken_by = None;
    Ok(Settle { frame, at, plan, items, thread, present, made, form, offer, invalid, overtaken_by })
}

pub async fn settlement(
    may: May<SettleComments>,
    State(app): State<App>,
    Path(at): Path<ThreadPath>,
) -> Result<Page<Settle>> {
    page(&app, &may, at, None, Invalid::default()).await.map(Page)
}

pub async fn settle(
    may: May<SettleComments>,
    State(app): State<App>,
    Path(at): Path<ThreadPath>,
    Form(form): Form<SettlingForm>,
) -> Result<Response> {
    match comments::settle(&app, &may, &at, &form).await {
        Err(Error::Stale(stale)) => overtaken(&app, &may, at, form, *stale).await,
        settled => {
            let done = settled.map(|()| Done::to(at.show()).saying("Decision saved."));
            form_again(done, |invalid| page(&app, &may, at, Some(form), invalid)).await
        }
    }
}

/// The form again, with both texts in one, when somebody else changed the plan meanwhile.
async fn overtaken(
    app: &App,
    may: &May<SettleComments>,
    at: ThreadPath,
    form: SettlingForm,
    stale: Stale,
) -> Result<Response> {
    let Wording { title, text } = Wording::of_proposals(&stale.fields);
    let form = SettlingForm { revision: stale.revision, title, proposal: text, ..form };
    let page = page(app, may, at, Some(form), Invalid::default()).await?;
    let page = Settle { overtaken_by: Some(stale.by), ..page };
    Ok((StatusCode::CONFLICT, Page(page)).into_response())
}
