//! The states of a summary, and every way from one to another.

use super::Summary;
use platform::web::{Error, Result};

pub use base::states::SummaryState;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Edit,
    Submit,
    Comment,
    EndReview,
    Settle,
    Return,
    /// By one co-chair; whether the group's rule is met by it.
    Approve {
        enough: bool,
    },
    Publish,
    Correct,
}

impl Summary {
    /// The sentence that says what an edition in drafting corrects, which can be reworded.
    pub fn being_corrected(&self) -> Option<&str> {
        let begun = self.state == SummaryState::Drafting && self.edition > 1;
        begun.then_some(&*self.corrigendum)
    }

    /// The state that `step` leads to. There are no other moves.
    pub fn after(&self, step: Step) -> Result<SummaryState> {
        use SummaryState::{Approved, Drafting, InReview, Published};
        match (self.state, step) {
            (Drafting, Step::Edit) => Ok(Drafting),
            (Drafting, Step::Submit) => Ok(InReview),
            (InReview, Step::Comment | Step::EndReview) => Ok(InReview),
            (state @ (Drafting | InReview | Approved), Step::Settle) => Ok(state),
            (InReview, Step::Approve { enough: false }) => Ok(InReview),
            (InReview, Step::Approve { enough: true }) => Ok(Approved),
            (InReview | Approved, Step::Return) => Ok(Drafting),
            (Approved, Step::Publish) => Ok(Published),
            (Published, Step::Correct) => Ok(Drafting),
            (state, step) => Err(Error::conflict(refusal(state, step))),
        }
    }
}

fn refusal(state: SummaryState, step: Step) -> String {
    use SummaryState::{Approved, Drafting, InReview, Published};
    let sentence = match (state, step) {
        (InReview | Approved, Step::Edit) => {
            "Its text cannot be changed now. Return the summary to drafting first, with a reason."
        }
        (Published, Step::Edit) => {
            "What is published is never edited. A corrigendum leads to the next edition."
        }
        (Published, Step::Publish) => "It is published already.",
        (_, Step::Publish) => "Only an approved summary can be published.",
        (Published, _) => "It is published.",
        (Drafting, Step::Comment | Step::EndReview | Step::Approve { .. }) => {
            "It has to be submitted for review first."
        }
        (_, Step::Submit) => "It is submitted already.",
        (_, Step::Correct) => "Only a published summary can be corrected by a corrigendum.",
        (Approved, Step::Comment | Step::EndReview) => "The review is over.",
        (Approved, Step::Approve { .. }) => "It is approved already.",
        _ => "It is being drafted already.",
    };
    format!("The summary is {state}. {sentence}")
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use base::ids::{GroupId, MeetingId};

    #[test]
    fn there_are_no_other_ways_than_these() {
        use SummaryState::{Approved, Drafting, InReview, Published};
        let ways = [
            (Drafting, Step::Edit, Drafting),
            (Drafting, Step::Submit, InReview),
            (Drafting, Step::Settle, Drafting),
            (InReview, Step::Comment, InReview),
            (InReview, Step::EndReview, InReview),
            (InReview, Step::Settle, InReview),
            (InReview, Step::Return, Drafting),
            (InReview, Step::Approve { enough: false }, InReview),
            (InReview, Step::Approve { enough: true }, Approved),
            (Approved, Step::Settle, Approved),
            (Approved, Step::Return, Drafting),
            (Approved, Step::Publish, Published),
            (Published, Step::Correct, Drafting),
        ];
        let steps = [Step::Edit, Step::Submit, Step::Comment, Step::EndReview, Step::Settle]
            .into_iter()
            .chain([Step::Return, Step::Approve { enough: false }, Step::Approve { enough: true }])
            .chain([Step::Publish, Step::Correct]);
        for step in steps {
            for state in [Drafting, InReview, Approved, Published] {
                let way = ways.iter().find(|(from, by, _)| (*from, *by) == (state, step));
                let led = summary(state).after(step).ok();
                assert_eq!(led, way.map(|(_, _, to)| *to), "{step:?} from {state:?}");
            }
        }
    }

    fn summary(state: SummaryState) -> Summary {
        Summary {
            meeting_id: MeetingId(Uuid::nil()),
            group_id: GroupId(Uuid::nil()),
            state,
            edition: 1,
            corrigendum: String::new(),
            deadline: None,
            text_hash: Vec::new(),
            returned: String::new(),
            shortened: None,
            sections: Vec::new(),
        }
    }
}
