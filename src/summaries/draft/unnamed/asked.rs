//! Speakers who asked in a review not to be named in a passage, and were followed.

use crate::draft::attributed::attributed;
use crate::draft::blocks::blocks;
use access::fields::people::PersonRef;
use base::states::Attribution;
use meetings::record::Record;

pub struct Request {
    pub who: PersonRef,
    /// The passage, as it stood.
    pub quote: String,
}

/// What they said in such a passage is told without their name from then on.
pub fn withhold(record: &mut Record, requests: &[Request]) {
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
