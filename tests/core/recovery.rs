//! Unsaved changes survive a crash, and a lock says who has a portfolio open.

use std::fs;

use portolan::file::lock::{Holder, Lock, Locking, STALE_AFTER, lock_path, take};
use portolan::file::recovery::{About, Slot, left_behind, read_recovery, remove};

use super::portfolios::rich;
use super::scratch::{DISK, Scratch, content, request};

fn about(path: Option<std::path::PathBuf>) -> About {
    About {
        path,
        based_on: Some("ab".repeat(32)),
        at: 1_700_000_000_000,
        person: "anna on finch".to_owned(),
        process: 12,
    }
}

#[test]
fn what_was_kept_is_found_once_its_program_is_gone() {
    let scratch = Scratch::new("recovery");
    let folder = scratch.join("recovery");
    let file = scratch.join("plan.ron");
    let portfolio = rich(3, 3);
    let mut slot = Slot::of(&folder, Some(&file), 7);
    slot.keep(&DISK, &rich(2, 2), "// mine\n", &about(Some(file.clone()))).unwrap();
    slot.keep(&DISK, &portfolio, "// mine\n", &about(Some(file.clone()))).unwrap();
    assert!(left_behind(&DISK, &folder, None).is_empty(), "its program is alive");

    let path = slot.path().to_owned();
    drop(slot);
    for of in [None, Some(file.as_path())] {
        assert_eq!(left_behind(&DISK, &folder, of), [path.as_path()]);
    }
    assert!(left_behind(&DISK, &folder, Some(&scratch.join("other.ron"))).is_empty());

    let (read, opened) = read_recovery(&path).unwrap();
    assert_eq!(read, about(Some(file)));
    assert_eq!((opened.portfolio, opened.preamble.as_str()), (portfolio, "// mine\n"));
    remove(&path);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}

#[test]
fn two_windows_do_not_share_a_recovery_file() {
    let scratch = Scratch::new("recovery-two");
    let file = scratch.join("plan.ron");
    let paths =
        [1, 2].map(|session| Slot::of(scratch.path(), Some(&file), session).path().to_owned());
    assert_ne!(paths[0], paths[1]);
    let new = Slot::of(scratch.path(), None, 1);
    assert!(new.path().file_name().unwrap().to_str().unwrap().starts_with("new-"));
}

#[test]
fn a_torn_or_foreign_file_is_passed_over() {
    let scratch = Scratch::new("recovery-torn");
    let mut slot = Slot::of(scratch.path(), None, 7);
    slot.keep(&DISK, &rich(3, 3), "", &about(None)).unwrap();
    let whole = fs::read(slot.path()).unwrap();
    for length in [0, 10, whole.len().div_euclid(2)] {
        let path = scratch.join("torn.ron");
        portolan::file::save::save(
            &DISK,
            &request(&path, &whole[..length], portolan::file::save::Expected::Anything),
        )
        .unwrap();
        assert!(read_recovery(&path).is_none());
    }
}

#[cfg(unix)]
#[test]
fn nobody_else_may_look_into_the_folder() {
    use std::os::unix::fs::PermissionsExt as _;
    let scratch = Scratch::new("recovery-private");
    let folder = scratch.join("recovery");
    Slot::of(&folder, None, 7).keep(&DISK, &rich(1, 1), "", &about(None)).unwrap();
    assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
}

fn holder(person: &str, since: u64) -> Holder {
    let host = person.rsplit_once(" on ").unwrap().1.to_owned();
    Holder { person: person.to_owned(), host, process: 1, since }
}

/// A portfolio to lock, and what a lock file says that nobody holds any more.
fn portfolio(scratch: &Scratch, left: Option<&Holder>) -> std::path::PathBuf {
    let path = scratch.join("plan.ron");
    let save = |path: &std::path::Path, bytes: &[u8]| {
        let request = request(path, bytes, portolan::file::save::Expected::Anything);
        portolan::file::save::save(&DISK, &request).unwrap();
    };
    save(&path, &content(1, 3));
    if let Some(holder) = left {
        let text = format!(
            "(person:\"{}\",host:\"{}\",process:{},since:{})",
            holder.person, holder.host, holder.process, holder.since
        );
        save(&lock_path(&path).unwrap(), text.as_bytes());
    }
    path
}

fn ours(locking: Locking) -> Lock {
    match locking {
        Locking::Ours(lock) => lock,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_second_one_is_told_who_was_first_until_the_first_one_leaves() {
    let scratch = Scratch::new("lock");
    let path = portfolio(&scratch, None);
    let (anna, bob) = (holder("anna on finch", 5), holder("bob on finch", 9));
    let lock = ours(take(&path, &anna));
    assert!(lock.is_of(&path));
    match take(&path, &bob) {
        Locking::Held(holder) => assert_eq!(holder, anna),
        other => panic!("{other:?}"),
    }
    drop(lock);
    assert!(!lock_path(&path).unwrap().exists());
    drop(ours(take(&path, &bob)));
}

#[test]
fn a_lock_of_somebody_who_is_gone_is_taken_over() {
    let now = STALE_AFTER * 3;
    let here = holder("anna on finch", now - 1);
    let elsewhere = holder("anna on wren", now - 1);
    let forgotten = holder("anna on wren", now - STALE_AFTER - 1);
    for (left, is_ours) in [(here, true), (elsewhere, false), (forgotten, true)] {
        let scratch = Scratch::new(&format!("stale-{}-{}", left.host, left.since));
        let path = portfolio(&scratch, Some(&left));
        let locking = take(&path, &holder("bob on finch", now));
        assert_eq!(matches!(locking, Locking::Ours(_)), is_ours, "{left:?}");
        if !is_ours {
            assert!(matches!(locking, Locking::Held(holder) if holder == left));
        }
    }
}

#[test]
fn where_there_can_be_no_lock_there_is_no_fuss() {
    let scratch = Scratch::new("lock-none");
    let locking = take(&scratch.join("nothing/plan.ron"), &holder("bob on finch", 1));
    assert!(matches!(locking, Locking::Impossible));
}
