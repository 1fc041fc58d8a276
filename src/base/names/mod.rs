//! People's names in texts: one matcher for all that looks for a name, or compares two.
//!
//! A name is the same in capitals or without its marks, with any apostrophe, hyphen or blank, with
//! its family name first, and inside a text whose script has no blanks.

mod letters;
mod coded;
mod fold;
mod words;
mod ordinary;
mod name;
mod roll;
mod surroundings;
mod addresses;
mod gaps;
mod beginnings;
mod runs;
mod finder;
mod around;
mod people;
mod subject;
#[cfg(test)]
mod cases;
#[cfg(test)]
mod spellings;

pub use addresses::address_around;
pub use beginnings::{Beginnings, is_of_word};
pub use finder::{Finder, Found};
pub use fold::{fold, folded_words, is_unspaced};
pub use name::{Name, given, same_person};
pub use ordinary::is_ordinary;
pub use people::{People, Place};
pub use roll::Roll;
pub use subject::subject;
pub use surroundings::{begins_sentence, sentence_around, with_title};
pub use words::{is_adverb, is_lead_in, is_particle, is_saying, is_suffix, is_title};
