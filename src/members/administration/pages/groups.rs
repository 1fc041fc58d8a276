//! The administrator's pages about groups.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use sqlx::PgPool;

use crate::administration::{self, Appointed, Appointment, GroupForm, Overview};
use crate::invitations::Invitation;
use access::group::Group;
use access::person::Administrator;
use base::addresses::group::GroupPath;
use base::policy::Role;
use base::time::zones;
use platform::web::{App, Done, Form, Frame, Invalid, Page, Path, Query, Result, form_again};

const APPOINTED: &str = "The appointment is made, and a mail about it is on its way.";

#[derive(Template)]
#[template(path = "administration/index.html")]
struct Index {
    frame: Frame,
    overview: Overview,
    words: String,
}

#[derive(Template)]
#[template(path = "administration/new_group.html")]
struct NewGroup {
    frame: Frame,
    form: GroupForm,
    invalid: Invalid,
}

impl NewGroup {
    fn zones(&self) -> Vec<(String, String)> {
        zones(&self.form.settings.time_zone)
    }

    fn zone_hint(&self) -> &'static str {
        "In which the group agrees its times."
    }
}

#[derive(Template)]
#[template(path = "administration/group.html")]
struct Show {
    frame: Frame,
    group: Group,
    appointed: Vec<Appointed>,
    invited: Vec<Invitation>,
    form: Appointment,
    invalid: Invalid,
}

impl Show {
    async fn of(app: &App, by: &Administrator, at: &GroupPath) -> Result<Self> {
        let (group, appointed, invited) = administration::appointed(app, by, &at.group).await?;
        let (form, invalid) = (Appointment::empty(), Invalid::default());
        Ok(Show { frame: frame(by), group, appointed, invited, form, invalid })
    }

    fn roles(&self) -> [(&'static str, String); 2] {
        [Role::CoChair, Role::Secretariat].map(|role| (role.key(), role.label()))
    }
}

#[derive(Deserialize)]
pub struct Words {
    #[serde(default)]
    words: String,
}

pub async fn index(
    by: Administrator,
    State(db): State<PgPool>,
    Query(Words { words }): Query<Words>,
) -> Result<Page<impl Template>> {
    let overview = administration::overview(&db, &by, &words).await?;
    Ok(Page(Index { frame: frame(&by), overview, words }))
}

pub async fn form(by: Administrator) -> Page<impl Template> {
    let (form, invalid) = (GroupForm::empty(), Invalid::default());
    Page(NewGroup { frame: frame(&by), form, invalid })
}

pub async fn make(
    by: Administrator,
    State(db): State<PgPool>,
    Form(form): Form<GroupForm>,
) -> Result<Response> {
    let path = administration::make_group(&db, &by, &form).await;
    let done =
        path.map(|path| Done::to(path).saying("The group is made. Now appoint who runs it."));
    form_again(done, async |invalid| Ok(NewGroup { frame: frame(&by), form, invalid })).await
}

pub async fn show(
    by: Administrator,
    State(app): State<App>,
    Path(at): Path<GroupPath>,
) -> Result<Page<impl Template>> {
    Ok(Page(Show::of(&app, &by, &at).await?))
}

pub async fn appoint(
    by: Administrator,
    State(app): State<App>,
    Path(at): Path<GroupPath>,
    Form(form): Form<Appointment>,
) -> Result<Response> {
    let appointed = administration::appoint(&app, &by, &at.group, &form).await;
    let to = format!("/administration/groups/{}", at.group);
    let done = appointed.map(|()| Done::to(to).saying(APPOINTED));
    form_again(done, async |invalid| Ok(Show { form, invalid, ..Show::of(&app, &by, &at).await? }))
        .await
}

fn frame(by: &Administrator) -> Frame {
    by.0.frame().at("administration").working()
}
