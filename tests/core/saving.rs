//! What a person can rely on when a portfolio is saved, and what they are told when it cannot be.
#![expect(clippy::disallowed_methods, reason = "these tests play the others who write to the file")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use expect_test::{Expect, expect};
use portolan::file::beside::{list_backups, sweep};
use portolan::file::disk::Disk as _;
use portolan::file::fingerprint::Fingerprint;
use portolan::file::save::{Backups, Durability, Expected, Saved, save};
use portolan::file::save_error::SaveError;

use super::scratch::{DISK, Scratch, over, request};

/// Saves "new", and checks what the person is told instead, and that the file is as it was.
fn check_refused(scratch: &Scratch, path: &Path, expected: Expected, told: &Expect) -> SaveError {
    let before = (scratch.names(), fs::read(path).ok());
    let refused = save(&DISK, &request(path, b"new", expected)).unwrap_err();
    told.assert_eq(&scratch.in_words(&refused));
    assert_eq!((scratch.names(), fs::read(path).ok()), before);
    refused
}

#[test]
fn a_new_file_is_saved_and_can_be_saved_over() {
    let scratch = Scratch::new("new");
    let path = scratch.join("plan.ron");
    let saved = save(&DISK, &request(&path, b"1", Expected::NewFile)).unwrap();
    let fingerprint = Fingerprint::of(b"1");
    assert_eq!(saved, Saved { path: path.clone(), fingerprint, durability: Durability::Full });
    assert_eq!(scratch.names(), ["plan.ron"]);

    save(&DISK, &request(&path, b"2", Expected::Unchanged(saved.fingerprint))).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"2");
}

#[test]
fn the_last_three_versions_are_kept() {
    let scratch = Scratch::new("three");
    let path = scratch.join("plan.ron");
    for version in ["1", "2", "3", "4", "5"] {
        save(&DISK, &request(&path, version.as_bytes(), Expected::Anything)).unwrap();
    }
    let backups = list_backups(&DISK, &path).unwrap();
    assert_eq!(backups, [1, 2, 3].map(|number| scratch.join(&format!(".plan.ron.bak{number}"))));
    let kept: Vec<_> = backups.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    assert_eq!(kept, ["4", "3", "2"]);
    assert_eq!(scratch.names().len(), 4);
}

#[test]
fn saving_the_same_again_pushes_out_no_backup() {
    let scratch = Scratch::new("same");
    let path = scratch.join("plan.ron");
    for version in ["1", "2", "2", "2", "2", "2"] {
        save(&DISK, &request(&path, version.as_bytes(), Expected::Anything)).unwrap();
    }
    let backups = list_backups(&DISK, &path).unwrap();
    assert_eq!(backups.len(), 1);
    assert_eq!(fs::read(&backups[0]).unwrap(), b"1");
}

#[test]
fn a_missing_backup_is_a_free_place() {
    let scratch = Scratch::new("gap");
    let path = scratch.join("plan.ron");
    for version in ["1", "2", "3", "4"] {
        save(&DISK, &request(&path, version.as_bytes(), Expected::Anything)).unwrap();
    }
    fs::remove_file(scratch.join(".plan.ron.bak2")).unwrap();
    save(&DISK, &request(&path, b"5", Expected::Anything)).unwrap();
    let backups = list_backups(&DISK, &path).unwrap();
    let kept: Vec<_> = backups.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    assert_eq!(kept, ["4", "3", "1"]);
}

#[test]
fn a_spare_copy_has_no_backups() {
    let scratch = Scratch::new("spare");
    let path = scratch.join("plan.ron");
    for version in ["1", "2"] {
        let mut request = request(&path, version.as_bytes(), Expected::Anything);
        request.backups = Backups::None;
        save(&DISK, &request).unwrap();
    }
    assert_eq!(scratch.names(), ["plan.ron"]);
}

#[test]
fn what_others_changed_is_not_saved_over() {
    let scratch = Scratch::new("changed");
    let path = scratch.join("plan.ron");
    fs::write(&path, "theirs").unwrap();
    let refused = check_refused(
        &scratch,
        &path,
        over(b"as opened"),
        &expect![[r#"
        Somebody has changed the file since you opened it, so it was not saved over. Compare the two and merge them, or save yours under another name.
        File: /plan.ron"#]],
    );
    let theirs = Fingerprint::of(b"theirs");
    assert!(matches!(refused, SaveError::ChangedOutside { now, .. } if now == theirs));

    // Once agreed, theirs is the newest backup.
    save(&DISK, &request(&path, b"new", Expected::Unchanged(theirs))).unwrap();
    assert_eq!(fs::read(&list_backups(&DISK, &path).unwrap()[0]).unwrap(), b"theirs");
}

#[test]
fn what_others_changed_to_the_very_same_is_no_matter() {
    let scratch = Scratch::new("agreeing");
    let path = scratch.join("plan.ron");
    fs::write(&path, "new").unwrap();
    save(&DISK, &request(&path, b"new", over(b"as opened"))).unwrap();
}

#[test]
fn what_others_moved_away_is_not_made_again_unasked() {
    let scratch = Scratch::new("gone");
    let path = scratch.join("plan.ron");
    check_refused(
        &scratch,
        &path,
        over(b"as opened"),
        &expect![[r#"
        The file is no longer where you opened it: it was moved, renamed or deleted. Save here again, or save under another name.
        File: /plan.ron"#]],
    );
}

#[test]
fn a_new_file_replaces_none_unasked() {
    let scratch = Scratch::new("there");
    let path = scratch.join("plan.ron");
    fs::write(&path, "theirs").unwrap();
    check_refused(
        &scratch,
        &path,
        Expected::NewFile,
        &expect![[r#"
        There is a file of this name already, and nobody agreed to replace it. Save under another name, or agree to replace it.
        File: /plan.ron"#]],
    );
}

#[test]
fn a_file_marked_read_only_is_not_replaced() {
    let scratch = Scratch::new("marked");
    let path = scratch.join("plan.ron");
    fs::write(&path, "old").unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    check_refused(
        &scratch,
        &path,
        over(b"old"),
        &expect![[r#"
        The file is marked as read-only, so it was not replaced. Save under another name, or allow writing in the file's properties.
        File: /plan.ron"#]],
    );
}

#[test]
fn a_folder_is_not_replaced() {
    let scratch = Scratch::new("folder");
    let path = scratch.join("plan.ron");
    fs::create_dir(&path).unwrap();
    check_refused(
        &scratch,
        &path,
        Expected::Anything,
        &expect![[r#"
        A folder or a device has this name, so no file can. Save under another name.
        File: /plan.ron"#]],
    );
    check_refused(
        &scratch,
        Path::new("/"),
        Expected::Anything,
        &expect![[r#"
        A folder or a device has this name, so no file can. Save under another name.
        File: /"#]],
    );
}

#[test]
fn a_folder_that_is_gone_is_not_made() {
    let scratch = Scratch::new("no-folder");
    let path = scratch.join("gone/plan.ron");
    check_refused(
        &scratch,
        &path,
        Expected::NewFile,
        &expect![[r#"
        The folder could not be found: it is no longer there. Nothing was saved, and what was there is as it was. Save to another folder.
        File: /gone/plan.ron"#]],
    );
}

#[test]
fn a_file_is_no_folder() {
    let scratch = Scratch::new("no-such");
    fs::write(scratch.join("file"), "").unwrap();
    let path = scratch.join("file/plan.ron");
    check_refused(
        &scratch,
        &path,
        Expected::NewFile,
        &expect![[r#"
        The folder could not be found: part of the path is a file, not a folder. Nothing was saved, and what was there is as it was. Save to another folder.
        File: /file/plan.ron"#]],
    );
}

#[test]
fn a_name_that_leaves_no_room_for_the_draft_is_refused() {
    let scratch = Scratch::new("long");
    let path = scratch.join(&"n".repeat(240));
    let refused = save(&DISK, &request(&path, b"new", Expected::NewFile)).unwrap_err();
    let told = scratch.in_words(&refused).replace(&"n".repeat(240), "n…n");
    expect![[r#"
        No new file could be made in the folder: the name is too long or has signs the disk refuses. Nothing was saved, and what was there is as it was. Save under a shorter name.
        File: /n…n"#]].assert_eq(&told);
    assert_eq!(scratch.names(), [""; 0]);
}

#[test]
fn a_draft_of_somebody_else_is_left_alone() {
    let scratch = Scratch::new("draft");
    let path = scratch.join("plan.ron");
    let theirs = scratch.join(".plan.ron.000000000000feed.tmp");
    fs::write(&theirs, "theirs").unwrap();
    save(&DISK, &request(&path, b"new", Expected::NewFile)).unwrap_err();
    assert_eq!(scratch.names(), [".plan.ron.000000000000feed.tmp"]);
    assert_eq!(fs::read(&theirs).unwrap(), b"theirs");
}

#[test]
fn only_what_a_save_left_behind_is_swept() {
    let scratch = Scratch::new("swept");
    let kept = [
        ".other.ron.0123456789abcdef.tmp",
        ".plan.ron.0123456789ABCDEF.tmp",
        ".plan.ron.bak1",
        ".plan.ron.tmp",
        "plan.ron",
    ];
    let left_behind = [".plan.ron.0123456789abcdef.tmp", ".plan.ron.ffffffffffffffff.tmp"];
    for name in kept.iter().chain(&left_behind) {
        fs::write(scratch.join(name), "").unwrap();
    }
    // A folder of such a name is nobody's draft.
    let folder = ".plan.ron.0000000000000000.tmp";
    fs::create_dir(scratch.join(folder)).unwrap();

    let removed = sweep(&DISK, &scratch.join("plan.ron")).unwrap();
    assert_eq!(removed, left_behind.map(|name| scratch.join(name)));
    let mut expected = kept.to_vec();
    expected.push(folder);
    expected.sort_unstable();
    assert_eq!(scratch.names(), expected);
}

#[test]
fn a_bare_name_is_in_the_folder_one_is_in() {
    let here = std::env::current_dir().unwrap().canonicalize().unwrap();
    assert_eq!(DISK.resolve(Path::new("not-there.ron")).unwrap(), here.join("not-there.ron"));
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink};

    use super::*;

    #[test]
    fn colleagues_keep_their_access_and_others_get_none() {
        let scratch = Scratch::new("mode");
        let path = scratch.join("plan.ron");
        for mode in [0o664, 0o600, 0o640, 0o666] {
            let old = format!("for {mode:o}");
            fs::write(&path, &old).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            save(&DISK, &request(&path, b"new", over(old.as_bytes()))).unwrap();
            for file in [&path, &list_backups(&DISK, &path).unwrap()[0]] {
                assert_eq!(fs::metadata(file).unwrap().mode() & 0o777, mode, "{}", file.display());
            }
        }
    }

    #[test]
    fn owner_and_group_stay() {
        let scratch = Scratch::new("owner");
        let path = scratch.join("plan.ron");
        fs::write(&path, "old").unwrap();
        if let Err(error) = chown(&path, Some(4_321), Some(1_234)) {
            println!("skipped: only an administrator may give files away ({error})");
            return;
        }
        save(&DISK, &request(&path, b"new", over(b"old"))).unwrap();
        let data = fs::metadata(&path).unwrap();
        assert_eq!((data.uid(), data.gid()), (4_321, 1_234));
    }

    #[test]
    fn a_link_stays_a_link() {
        let scratch = Scratch::new("link");
        fs::create_dir(scratch.join("shared")).unwrap();
        let (link, file) = (scratch.join("plan.ron"), scratch.join("shared/it.ron"));
        symlink("shared/it.ron", &link).unwrap();

        // First where it points to nothing yet, then over what is there.
        for (bytes, expected) in [(b"1", Expected::NewFile), (b"2", over(b"1"))] {
            let saved = save(&DISK, &request(&link, bytes, expected)).unwrap();
            assert_eq!(saved.path, file);
            assert_eq!(fs::read_link(&link).unwrap(), Path::new("shared/it.ron"));
            assert_eq!(fs::read(&file).unwrap(), bytes);
        }
        assert_eq!(list_backups(&DISK, &link).unwrap(), [scratch.join("shared/.it.ron.bak1")]);
    }
}

/// A disk of 1 MiB in memory, gone when the test is over.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// `None`, with the reason printed, where the machine does not allow it.
    fn mount(folder: PathBuf) -> Option<Self> {
        fs::create_dir(&folder).unwrap();
        run("mount", &["-t", "tmpfs", "-o", "size=1m", "portolan-test", folder.to_str()?])?;
        Some(Self(folder))
    }

    fn forbid_writing(&self) -> Option<()> {
        run("mount", &["-o", "remount,ro", self.0.to_str()?])
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // At once, even if a program that another test starts still holds a file for a moment.
        run("umount", &["--lazy", self.0.to_str().unwrap()]);
    }
}

fn run(program: &str, arguments: &[&str]) -> Option<()> {
    let reason = match Command::new(program).args(arguments).output() {
        Ok(output) if output.status.success() => return Some(()),
        Ok(output) => String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        Err(error) => error.to_string(),
    };
    println!("skipped: {program} {}: {reason}", arguments.join(" "));
    None
}

#[test]
fn a_full_disk_refuses_and_harms_nothing() {
    const KIB: usize = 1_024;
    let scratch = Scratch::new("full");
    let Some(disk) = SmallDisk::mount(scratch.join("disk")) else { return };
    let path = disk.0.join("plan.ron");
    let (old, new) = (vec![b'o'; 400 * KIB], vec![b'n'; 300 * KIB]);
    let mut refused = Vec::new();
    for level in 0..=40 {
        for file in fs::read_dir(&disk.0).unwrap() {
            fs::remove_file(file.unwrap().path()).unwrap();
        }
        fs::write(&path, &old).unwrap();
        // Full already, where such a program still holds a file that was removed: all the same here.
        fs::write(disk.0.join("filler"), vec![0; level * 15 * KIB]).ok();

        let saved = save(&DISK, &request(&path, &new, over(&old)));
        assert!(fs::read(&path).unwrap() == if saved.is_ok() { &*new } else { &*old }, "{level}");
        let file_count = fs::read_dir(&disk.0).unwrap().count();
        assert_eq!(file_count, if saved.is_ok() { 3 } else { 2 }, "the file, the filler, a backup");
        refused.extend(saved.err().map(|error| scratch.in_words(&error)));
    }
    assert!((10..=30).contains(&refused.len()), "{}", refused.len());
    refused.dedup();
    expect![[r#"
        The new copy could not be written: the disk is full. Nothing was saved, and what was there is as it was. Free some space, or save to another disk.
        File: /disk/plan.ron"#]].assert_eq(&refused.join("\n"));

    // The careless way, for comparison: neither old nor new.
    assert!(fs::write(&path, vec![b'n'; 900 * KIB]).is_err());
    assert!(fs::read(&path).unwrap() != old);
}

#[test]
fn a_disk_that_can_only_be_read_is_said_to_be() {
    let scratch = Scratch::new("read-only");
    let Some(disk) = SmallDisk::mount(scratch.join("disk")) else { return };
    let path = disk.0.join("plan.ron");
    fs::write(&path, "old").unwrap();
    if disk.forbid_writing().is_some() {
        check_refused(
            &scratch,
            &path,
            over(b"old"),
            &expect![[r#"
            No new file could be made in the folder: the disk can only be read. Nothing was saved, and what was there is as it was. Save to another disk.
            File: /disk/plan.ron"#]],
        );
    }
}

/// Protects the file or its folder even from an administrator, and checks what a save says then.
fn check_protected(protect_the: fn(&Path) -> &Path, told: &Expect) {
    let scratch = Scratch::new(&format!("protected-{}", told.position.line));
    let path = scratch.join("plan.ron");
    fs::write(&path, "old").unwrap();
    let protected = protect_the(&path).to_str().unwrap();
    if run("chattr", &["+i", protected]).is_none() {
        return;
    }
    let saved = save(&DISK, &request(&path, b"new", over(b"old")));
    run("chattr", &["-i", protected]).unwrap();
    told.assert_eq(&scratch.in_words(&saved.unwrap_err()));
    assert_eq!(fs::read(&path).unwrap(), b"old");
    assert_eq!(scratch.drafts(), [""; 0]);
}

#[test]
fn a_protected_file_is_left_alone() {
    check_protected(
        |path| path,
        &expect![[r#"
        The new copy could not be put in place: you are not allowed to. Nothing was saved, and what was there is as it was. Save to another folder, or ask who looks after this one to let you.
        File: /plan.ron"#]],
    );
}

#[test]
fn a_protected_folder_is_left_alone() {
    check_protected(
        |path| path.parent().unwrap(),
        &expect![[r#"
        No new file could be made in the folder: you are not allowed to. Nothing was saved, and what was there is as it was. Save to another folder, or ask who looks after this one to let you.
        File: /plan.ron"#]],
    );
}
