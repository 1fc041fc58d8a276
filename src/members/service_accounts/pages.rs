//! The pages of a group's service accounts.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::PgPool;

use super::{AccountForm, AccountPath, ServiceAccount};
use crate::tokens::pages::{Made, Row};
use crate::tokens::{self, TokenForm};
use access::group::Group;
use access::rights::{May, Member};
use base::clock::Clock;
use base::ids::{PersonId, TokenId};
use base::policy::ManageServiceAccounts;
use base::time::ZonedTime;
use platform::web::{App, Done, Form, Frame, Invalid, Page, Path, Result, form_again};

#[derive(Template)]
#[template(path = "service_accounts/index.html")]
struct Index {
    frame: Frame,
    member: Member,
    accounts: Vec<ServiceAccount>,
    form: AccountForm,
    invalid: Invalid,
}

impl Index {
    async fn of(app: &App, may: &May<ManageServiceAccounts>) -> Result<Self> {
        let accounts = super::list(&app.db, may, app.clock.now()).await?;
        let (frame, member) = (may.frame().at("members").working(), may.clone().into_member());
        let (form, invalid) = (AccountForm::empty(), Invalid::default());
        Ok(Index { frame, member, accounts, form, invalid })
    }

    fn moment(&self, at: &DateTime<Utc>) -> ZonedTime {
        ZonedTime { at: *at, zone: self.member.zone() }
    }

    fn at(&self, account: &ServiceAccount) -> AccountPath {
        AccountPath { group: self.member.group.slug.clone(), account: account.id }
    }
}

#[derive(Template)]
#[template(path = "service_accounts/show.html")]
struct Show {
    frame: Frame,
    at: AccountPath,
    group: Group,
    account: ServiceAccount,
    rows: Vec<Row>,
    form: TokenForm,
    invalid: Invalid,
}

impl Show {
    async fn of(app: &App, may: &May<ManageServiceAccounts>, at: AccountPath) -> Result<Self> {
        let now = app.clock.now();
        let account = super::find(&app.db, may, at.account, now).await?;
        let tokens = tokens::list(&app.db, account.id, now).await?.into_iter();
        let rows = tokens.map(|token| Row::of(token, &at.tokens(), now, may.zone())).collect();
        let (frame, group) = (may.frame().at("members").working(), may.group.clone());
        let (form, invalid) = (TokenForm::empty(), Invalid::default());
        Ok(Show { frame, at, group, account, rows, form, invalid })
    }
}

#[derive(Deserialize)]
pub struct TokenPath {
    account: PersonId,
    token: TokenId,
}

pub async fn index(
    may: May<ManageServiceAccounts>,
    State(app): State<App>,
) -> Result<Page<impl Template>> {
    Ok(Page(Index::of(&app, &may).await?))
}

pub async fn make(
    may: May<ManageServiceAccounts>,
    State(app): State<App>,
    Form(form): Form<AccountForm>,
) -> Result<Response> {
    let notice = "The service account is made. Make a token for it, so that it can be used.";
    let made = super::make(&app, &may, &form).await;
    let done = made.map(|at| Done::to(at.show()).saying(notice));
    form_again(done, async |invalid| Ok(Index { form, invalid, ..Index::of(&app, &may).await? }))
        .await
}

pub async fn show(
    may: May<ManageServiceAccounts>,
    State(app): State<App>,
    Path(at): Path<AccountPath>,
) -> Result<Page<impl Template>> {
    Ok(Page(Show::of(&app, &may, at).await?))
}

pub async fn make_token(
    may: May<ManageServiceAccounts>,
    State(app): State<App>,
    Path(at): Path<AccountPath>,
    Form(form): Form<TokenForm>,
) -> Result<Response> {
    let made = super::make_token(&app.db, &may, at.account, &form, app.clock.now()).await;
    let page = made.map(|issued| Made::page(&app, may.frame().at("members"), issued, &at.show()));
    form_again(page, async |invalid| Ok(Show { form, invalid, ..Show::of(&app, &may, at).await? }))
        .await
}

pub async fn revoke_token(
    may: May<ManageServiceAccounts>,
    State(db): State<PgPool>,
    State(clock): State<Clock>,
    Path(at): Path<TokenPath>,
) -> Result<Response> {
    super::revoke_token(&db, &may, at.account, at.token, clock.now()).await?;
    let account = AccountPath { group: may.group.slug.clone(), account: at.account };
    let notice = "The token is cancelled: it does not work any more.";
    Ok(Done::to(account.show()).saying(notice).into_response())
}

pub async fn remove(
    may: May<ManageServiceAccounts>,
    State(app): State<App>,
    Path(at): Path<AccountPath>,
) -> Result<Response> {
    super::remove(&app, &may, at.account).await?;
    let notice = "The service account is removed, and its tokens are cancelled.";
    Ok(Done::to(may.group.service_accounts()).saying(notice).into_response())
}
