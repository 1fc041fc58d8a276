//! A meeting's record as it is shown to whoever is not told of those who asked not to be named.

use std::collections::HashMap;

use super::{Action, Contribution, Record};
use access::rights::Member;
use base::ids::ContributionId;
use base::states::Attribution;
use base::withheld::Withheld;

impl Record {
    /// As somebody may read it.
    pub(super) fn for_reader(mut self, by: &Member) -> Self {
        if !by.reads_speakers() {
            self.withhold();
        }
        self
    }

    /// They are named for what they said in their own name, as owners, as moderators and among those
    /// who were there; and nowhere else.
    fn withhold(&mut self) {
        let withheld = std::mem::take(&mut self.withheld);
        let mut of_said: HashMap<ContributionId, Withheld> = HashMap::new();
        for said in &mut self.contributions {
            let hidden = said.without(&withheld);
            of_said.insert(said.id, hidden);
        }
        for note in &mut self.notes {
            let hidden = note.contribution_id.and_then(|said| of_said.get(&said));
            hidden.unwrap_or(&withheld).veil(&mut note.text, &mut note.html);
        }
        for decision in &mut self.decisions {
            withheld.veil(&mut decision.text, &mut decision.html);
        }
        for action in &mut self.actions {
            action.without(&withheld);
        }
        for removed in &mut self.removed {
            withheld.veil(&mut removed.about, &mut removed.text);
        }
        for item in &mut self.items {
            item.withhold(&withheld);
        }
        if let Some(earlier) = &mut self.earlier {
            earlier.withhold();
        }
    }
}

impl Contribution {
    /// And whom its text and the notes on it do not name.
    fn without(&mut self, withheld: &Withheld) -> Withheld {
        let hidden = match self.attribution {
            Attribution::Withheld => {
                self.speaker_id = None;
                self.speaker.clear();
                self.capacity.clear();
                withheld.clone()
            }
            Attribution::Attributed => withheld.but(self.speaker_id, &self.speaker),
        };
        self.capacity = hidden.hide(&self.capacity);
        hidden.veil(&mut self.text, &mut self.html);
        hidden
    }
}

impl Action {
    fn without(&mut self, withheld: &Withheld) {
        withheld.veil(&mut self.text, &mut self.html);
        self.reason = withheld.hide(&self.reason);
    }
}
