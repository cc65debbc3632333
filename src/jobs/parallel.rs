//! Many like pieces of one calculation at once, on all processors, with their answers in order.

use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::monitor::{Cancelled, Monitor};

/// Does `work` for every chunk from 0 to `chunk_count` − 1 and gives the answers in the order of the chunks.
///
/// There are as many threads as processors, the caller's among them. Which thread does which chunk is chance, so the answer of a chunk must
/// hang on its number alone; random numbers come from [`chunk_seed`]. Then the same call gives the same answer, however
/// many processors there are. Whether to stop is asked before every chunk: make them no longer than a few hundredths of a second.
pub fn in_order<Part: Send>(
    chunk_count: usize,
    monitor: &Monitor,
    work: impl Fn(usize) -> Part + Sync,
) -> Result<Vec<Part>, Cancelled> {
    let threads = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    in_order_on(threads, chunk_count, monitor, work)
}

/// The same on so many threads.
pub fn in_order_on<Part: Send>(
    threads: NonZeroUsize,
    chunk_count: usize,
    monitor: &Monitor,
    work: impl Fn(usize) -> Part + Sync,
) -> Result<Vec<Part>, Cancelled> {
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let take_turns = || -> Result<Vec<(usize, Part)>, Cancelled> {
        let mut parts = Vec::new();
        loop {
            let chunk = next.fetch_add(1, Ordering::Relaxed);
            monitor.round(permille(done.load(Ordering::Relaxed), chunk_count))?;
            if chunk >= chunk_count {
                return Ok(parts);
            }
            parts.push((chunk, work(chunk)));
            done.fetch_add(1, Ordering::Relaxed);
        }
    };
    let helper_count = threads.get().min(chunk_count).saturating_sub(1);
    let mut parts = thread::scope(|scope| {
        // Where the system gives no thread, the others do its part.
        let start = |_| thread::Builder::new().spawn_scoped(scope, take_turns).ok();
        let helpers: Vec<_> = (0..helper_count).filter_map(start).collect();
        let mut parts = take_turns()?;
        for helper in helpers {
            parts.extend(helper.join().unwrap_or_else(|panic| resume_unwind(panic))?);
        }
        Ok(parts)
    })?;
    parts.sort_unstable_by_key(|(chunk, _)| *chunk);
    Ok(parts.into_iter().map(|(_, part)| part).collect())
}

fn permille(done: usize, all: usize) -> u32 {
    done.saturating_mul(1000)
        .checked_div(all)
        .and_then(|part| u32::try_from(part).ok())
        .unwrap_or(0)
}

/// The seed of one chunk of a calculation with this seed: chunks with near numbers have seeds that have nothing to do with each other
/// (the mixing of `SplitMix64`; Steele, Lea and Flood 2014).
pub fn chunk_seed(seed: u64, chunk: usize) -> u64 {
    let place = u64::try_from(chunk).unwrap_or(u64::MAX).wrapping_add(1);
    let mut mixed = seed.wrapping_add(place.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_answer_is_the_same_on_however_many_threads() {
        let squares: Vec<usize> = (0..100).map(|chunk| chunk * chunk).collect();
        for threads in [1, 2, 3, 8, 200] {
            let threads = NonZeroUsize::new(threads).unwrap();
            let found = in_order_on(threads, 100, &Monitor::default(), |chunk| chunk * chunk);
            assert_eq!(found.as_ref(), Ok(&squares));
        }
        assert_eq!(in_order(100, &Monitor::default(), |chunk| chunk * chunk), Ok(squares));
        assert_eq!(in_order(0, &Monitor::default(), |chunk| chunk), Ok(vec![]));
    }

    #[test]
    fn it_tells_how_far_it_is() {
        let monitor = Monitor::default();
        let told = in_order_on(NonZeroUsize::MIN, 1_000, &monitor, |_| monitor.done_permille());
        assert_eq!(told, Ok((0..1_000).collect()));
        assert_eq!(monitor.done_permille(), 1_000);
    }

    #[test]
    fn it_stops_when_asked() {
        let monitor = Monitor::default();
        let done = AtomicUsize::new(0);
        let found = in_order(1_000, &monitor, |chunk| {
            if chunk == 500 {
                monitor.cancel();
            }
            done.fetch_add(1, Ordering::Relaxed);
        });
        assert_eq!(found, Err(Cancelled));
        assert!(done.load(Ordering::Relaxed) < 1_000);
    }

    #[test]
    fn a_panic_of_one_chunk_is_a_panic_of_all() {
        let done = std::panic::catch_unwind(|| {
            in_order(50, &Monitor::default(), |chunk| assert!(chunk != 20, "a mistake"))
        });
        assert!(done.is_err());
    }

    #[test]
    fn chunks_have_seeds_of_their_own() {
        let seeds: BTreeSet<u64> =
            (0..50).flat_map(|seed| (0..200).map(move |chunk| chunk_seed(seed, chunk))).collect();
        assert_eq!(seeds.len(), 50 * 200);
        // The first three numbers of SplitMix64 with the seed 1234567, as its authors give them.
        let first = [0, 1, 2].map(|chunk| chunk_seed(1_234_567, chunk));
        assert_eq!(
            first,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }
}
