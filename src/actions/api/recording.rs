//! The actions of a meeting's record, as programs read and record them.

use super::{Body, Representation, of_meeting};
use crate::{Action, ActionForm};
use access::rights::Member;
use base::addresses::entry::EntryPath;
use base::addresses::meeting::MeetingPath;
use base::ids::ActionId;
use meetings::meeting::find;
use meetings::record::entry::api::Called;
use platform::web::{App, Error, Result};

impl Called for Action {
    type Body = Body;
    type Representation = Representation;

    fn form(body: Body, id: ActionId, revision: i32) -> Result<ActionForm> {
        body.form(id, revision)
    }

    fn id(action: &Representation) -> ActionId {
        action.id
    }

    async fn all(app: &App, by: &Member, at: &MeetingPath) -> Result<Vec<Representation>> {
        let meeting = find(&app.db, by.group.id, at.meeting).await?;
        of_meeting(app, by, &meeting).await
    }

    async fn one(app: &App, by: &Member, at: &EntryPath<ActionId>) -> Result<Representation> {
        let meeting = at.at.meeting.to_string();
        let action = super::one(app, by, at.entry).await?;
        let is_here = action.meeting.as_ref() == Some(&meeting);
        is_here.then_some(action).ok_or(Error::NotFound)
    }
}
