//! Speakers who asked in a review not to be named in a passage, and were followed.

use crate::draft::attributed::attributed;
use crate::draft::blocks::blocks;
use base::states::Attribution;
use meetings::record::Record;

/// What they said in such a passage is told without their name from then on.
pub fn withhold(record: &mut Record) {
    let requests = &record.around.asked;
    for said in &mut record.contributions {
        let asked = requests.iter().any(|request| {
            said.speaker_id.is_some()
                && said.speaker_id == request.who.id
                && blocks(&attributed(said)).contains(&&*request.quote)
        });
        if asked {
            said.attribution = Attribution::Withheld;
        }
    }
}
