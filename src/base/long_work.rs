//! Work that grows with what people wrote: reading, rendering, comparing, composing. Each has its
//! own limits of size and time; here it leaves the threads that answer, and waits for its turn.

use std::sync::OnceLock;

/// How a program does long work: it runs what it is given, once, before it returns.
pub type Aside = fn(&mut dyn FnMut());

static ASIDE: OnceLock<Aside> = OnceLock::new();

/// In bytes. Whatever is done with a shorter text takes a few milliseconds.
const SHORT: usize = 16 * 1024;

/// Said once, by the program whose threads answer.
pub fn announce(aside: Aside) {
    ASIDE.get_or_init(|| aside);
}

/// Does the work, in which `length` bytes of text take part.
pub fn of_length<T>(length: usize, work: impl FnOnce() -> T) -> T {
    match ASIDE.get() {
        Some(aside) if length > SHORT => {
            let (mut work, mut done) = (Some(work), None);
            aside(&mut || done = work.take().map(|work| work()));
            done.expect("the work was run before this returned")
        }
        _ => work(),
    }
}
