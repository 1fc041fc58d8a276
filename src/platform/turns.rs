//! Long work is done off the threads that answer, at most as many pieces at once as there are
//! cores, so that readers wait for none of it.

use std::cell::Cell;
use std::sync::{Condvar, LazyLock, Mutex, PoisonError};
use std::thread::available_parallelism;

use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::task::block_in_place;

static TURNS: LazyLock<Turns> = LazyLock::new(|| Turns {
    free: Mutex::new(available_parallelism().map_or(1, usize::from)),
    returned: Condvar::new(),
});

struct Turns {
    free: Mutex<usize>,
    returned: Condvar,
}

struct Turn;

thread_local! {
    /// Work that is part of other work has its turn already.
    static HAS_TURN: Cell<bool> = const { Cell::new(false) };
}

/// What `base::long_work` asks for.
pub fn aside(work: &mut dyn FnMut()) {
    let answers = Handle::try_current()
        .is_ok_and(|runtime| runtime.runtime_flavor() == RuntimeFlavor::MultiThread);
    if HAS_TURN.get() || !answers {
        return work();
    }
    block_in_place(|| {
        let _turn = Turn::wait();
        work();
    });
}

impl Turn {
    fn wait() -> Turn {
        let free = TURNS.free.lock().unwrap_or_else(PoisonError::into_inner);
        let free = TURNS.returned.wait_while(free, |free| *free == 0);
        *free.unwrap_or_else(PoisonError::into_inner) -= 1;
        HAS_TURN.set(true);
        Turn
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        HAS_TURN.set(false);
        *TURNS.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        TURNS.returned.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Arc, Barrier};

    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 1)]
    async fn no_more_is_done_at_once_than_there_are_cores() {
        let cores = available_parallelism().unwrap().get();
        let (now, most) = (Arc::<AtomicUsize>::default(), Arc::<AtomicUsize>::default());
        // All that may work at once meet; one more than may could never come.
        let meeting = Arc::new(Barrier::new(cores));
        let pieces: Vec<_> = (0..3 * cores)
            .map(|_| {
                let (now, most, meeting) = (now.clone(), most.clone(), meeting.clone());
                tokio::spawn(async move {
                    aside(&mut || {
                        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        meeting.wait();
                        // Within other work there is no second turn to wait for.
                        aside(&mut || ());
                        now.fetch_sub(1, Ordering::SeqCst);
                    });
                })
            })
            .collect();
        for piece in pieces {
            piece.await.unwrap();
        }
        assert_eq!(most.load(Ordering::SeqCst), cores);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 1)]
    async fn a_turn_is_given_back_after_a_panic() {
        let cores = available_parallelism().unwrap().get();
        for _ in 0..=cores {
            assert!(tokio::spawn(async { aside(&mut || panic!("on purpose")) }).await.is_err());
        }
        aside(&mut || ());
    }
}
