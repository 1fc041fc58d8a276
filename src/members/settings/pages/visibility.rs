//! Who may read the group: asked only beside what everybody would read.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::settings::{self, Exposure, VisibilityForm};
use access::rights::{May, Member};
use base::addresses::meeting::{MeetingKey, MeetingPath};
use base::policy::ChangeGroup;
use base::states::Visibility;
use platform::web::{App, Done, Form, Frame, Invalid, Page, Result, form_again};

#[derive(Template)]
#[template(path = "settings/visibility.html")]
pub struct Show {
    frame: Frame,
    member: Member,
    exposure: Exposure,
    seen: String,
    invalid: Invalid,
}

impl Show {
    fn is_public(&self) -> bool {
        self.member.group.visibility == Visibility::Public
    }

    fn meeting(&self, number: &i32) -> MeetingPath {
        let meeting = MeetingKey::Number(*number);
        MeetingPath { group: self.member.group.slug.clone(), meeting }
    }

    /// Those of which everybody would read the agenda, and not only when they are.
    fn agendas(&self) -> Vec<&settings::Meeting> {
        self.exposure.meetings.iter().filter(|meeting| meeting.agenda).collect()
    }
}

async fn page(app: &App, may: May<ChangeGroup>, invalid: Invalid) -> Result<Show> {
    let exposure = settings::exposure(&app.db, &may).await?;
    let (frame, seen) = (may.frame().at("group").working(), exposure.seen());
    Ok(Show { frame, member: may.into_member(), exposure, seen, invalid })
}

pub async fn show_visibility(may: May<ChangeGroup>, State(app): State<App>) -> Result<Page<Show>> {
    page(&app, may, Invalid::default()).await.map(Page)
}

pub async fn set_visibility(
    may: May<ChangeGroup>,
    State(app): State<App>,
    Form(form): Form<VisibilityForm>,
) -> Result<Response> {
    let set = settings::set_visibility(&app, &may, &form).await;
    let done = set.map(|to| {
        Done::to(may.group.path()).saying(match to {
            Visibility::Public => "The group is public now. Its members get a mail.",
            Visibility::MembersOnly => "The group is for members only now. They get a mail.",
        })
    });
    form_again(done, |invalid| page(&app, may, invalid)).await
}
