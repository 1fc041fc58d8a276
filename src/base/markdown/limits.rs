//! Texts of the largest size: whatever is in them, they are read, or refused, in a second.
//!
//! Tests are built without optimisation, and several run at once. So each text is measured against
//! prose of the same size, which takes a tenth of a second in the program that people use.

use std::time::{Duration, Instant};

use super::*;

const LARGE: usize = 1_000_000;
const PROSE: &str = "The \"quick\" brown fox jumps over the *lazy* dog & so on. ";
/// How often as long as prose a text may take. Most take once or twice as long.
const MOST: u32 = 3;

/// What costs most, each again and again up to a megabyte.
const PARTS: [&str; 23] = [
    "a\n",
    "*a_ ",
    "~~a 好*，",
    "__a__.b ",
    "`a``b",
    "\\",
    "C:\\a\\*.",
    "[a](",
    "[](/",
    "[](h[",
    "![a](/b ",
    "<",
    "<-a",
    "a.b@",
    "&#1;",
    "https://a((",
    "www.a",
    "|a|b\n",
    "a\tb\n",
    " - a\n",
    "7. a\n\n",
    "> > > > > > > > > > > > > > > > > > > > > > > > a\n",
    "- - - - - - - - - - - - - - - - - - - - - - a\n",
];

#[test]
fn no_megabyte_takes_much_longer_than_prose() {
    let prose = time_of(PROSE);
    for part in PARTS {
        // Measured again, because the machine may have done something else then.
        let late =
            time_of(part) > MOST * prose && (0..2).all(|_| time_of(part) > MOST * time_of(PROSE));
        assert!(!late, "{part:?} takes {:?}, prose {:?}", time_of(part), time_of(PROSE));
    }
}

fn time_of(part: &str) -> Duration {
    let source = part.repeat(LARGE / part.chars().count());
    let start = Instant::now();
    let _ = Markdown::parse(&source, Under::H2);
    start.elapsed()
}
