//! What an action says: what is to be done, by whom and by when.

use chrono::NaiveDate;

use crate::record::{On, Who};
use crate::revisions::{Editable, Field, Kind, choice, field};

#[derive(Clone, Debug)]
pub struct Assignment {
    pub on: On,
    pub text: String,
    pub html: String,
    pub owner: Who,
    pub due: Option<NaiveDate>,
}

impl Editable for Assignment {
    fn fields(&self) -> Vec<Field> {
        let (owner, member) = (&self.owner, self.owner.member());
        let named = if member.is_empty() { "" } else { &owner.name };
        let due = self.due.map(|due| due.to_string()).unwrap_or_default();
        vec![
            self.on.field(),
            field("text", "What is to be done", &self.text, Kind::Text),
            choice("owner", "Owner", member.clone(), named),
            field("guest", "Owner who is not a member", owner.guest(), Kind::Line),
            field("due", "Due", &due, Kind::Line),
        ]
    }
}
