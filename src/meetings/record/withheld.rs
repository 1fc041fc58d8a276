//! Who of a meeting asked not to be named in its report. Those who spoke there, or could have, read
//! who said what; observers do not.

use super::Record;
use access::rights::Member;
use base::policy::Comment;
use base::states::Attribution;
use base::withheld::Withheld;

/// Whether somebody reads who said what, also where the speaker asked not to be named.
pub fn reads_speakers(by: &Member) -> bool {
    by.may(Comment)
}

impl Record {
    /// As somebody may read it.
    pub(super) fn for_reader(mut self, by: &Member) -> Self {
        if !reads_speakers(by) {
            self.withhold();
        }
        self
    }

    fn withhold(&mut self) {
        let speakers = |wanted: Attribution| {
            let those = self.contributions.iter().filter(|said| said.attribution == wanted);
            those.map(|said| said.speaker.clone()).collect::<Vec<_>>()
        };
        let named = speakers(Attribution::Attributed);
        let mut names = speakers(Attribution::Withheld);
        // Elsewhere, who is named for something else may be mentioned.
        let own = Withheld::new(names.clone());
        names.retain(|name| !named.contains(name));
        let withheld = Withheld::new(names);
        if own.is_empty() {
            return;
        }
        let mut theirs = Vec::new();
        for said in &mut self.contributions {
            let hide = match said.attribution {
                Attribution::Withheld => {
                    theirs.push(said.id);
                    said.speaker_id = None;
                    said.speaker = String::new();
                    said.capacity = String::new();
                    &own
                }
                Attribution::Attributed => &withheld,
            };
            said.text = hide.hide(&said.text);
            said.html = hide.hide_html(&said.html);
        }
        for note in &mut self.notes {
            let on_theirs = note.contribution_id.is_some_and(|id| theirs.contains(&id));
            let hide = if on_theirs { &own } else { &withheld };
            note.text = hide.hide(&note.text);
            note.html = hide.hide_html(&note.html);
        }
        for decision in &mut self.decisions {
            decision.text = withheld.hide(&decision.text);
            decision.html = withheld.hide_html(&decision.html);
        }
    }
}
