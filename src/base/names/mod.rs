//! People's names in texts: one matcher for all that looks for a name, or compares two.
//!
//! A name is the same in capitals or without its marks, with any apostrophe, hyphen or blank, with
//! its family name first, and inside a text whose script has no blanks.

mod letters;
mod coded;
mod fold;
mod gaps;
mod words;
mod titles;
mod ordinary;
mod addresses;
mod written;
mod name;
mod same;
mod roll;
mod meant;
mod bearers;
mod surroundings;
mod replaced;
mod beginnings;
mod runs;
mod finder;
mod around;
mod initials;
mod unspaced;
mod people;
mod subject;
#[cfg(test)]
mod cases;
#[cfg(test)]
mod speed;
#[cfg(test)]
mod spellings;
#[cfg(test)]
mod typed;

pub use addresses::{address_around, is_address};
pub use bearers::Bearers;
pub use beginnings::{Beginnings, is_of_word};
pub use finder::{Finder, Found};
pub use fold::{fold, folded_words, is_unspaced};
pub use name::Name;
pub use ordinary::is_ordinary;
pub use people::{People, Place};
pub use replaced::{Edit, edited, edits, replaced};
pub use roll::Roll;
pub use same::{keys, same_person};
pub use subject::subject;
pub use surroundings::{begins_sentence, sentence_around, with_title};
pub use words::{is_adverb, is_lead_in, is_particle, is_saying, is_suffix, is_title};
pub use written::given;
