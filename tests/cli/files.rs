//! Stories of reading and writing portfolios: `check`, `fmt`, and everything that is in the way.

use serde_json::Value;

use crate::stage::{FLAWED, Run, SOUND, Stage, samples};

const CIRCLE: &str = "Projects require each other in a circle: “Hen” → “Egg” → “Hen”.";
const NO_LEAD: &str = "stakeholder 0000000000s1, which does not exist.";

fn assert_ends(run: &Run, code: i32) {
    assert_eq!(run.code, code, "{run:?}");
}

#[test]
fn a_sound_file_is_fine_and_what_is_worth_a_look_changes_no_exit_code() {
    let run = Stage::new("sound").with("plan.ron", SOUND).run(&["check", "plan.ron"]);
    assert_ends(&run, 0);
    assert!(
        run.out.contains("Worth a look\n  1 contribution of “Third” waiting to be rated.\n"),
        "{run:?}"
    );
    let closing =
        "No contradictions in 3 projects, 2 outcomes, 5 contributions and 0 dependencies.\n";
    assert!(run.out.ends_with(closing), "{run:?}");
    assert_eq!(run.err, "");
}

#[test]
fn a_flawed_file_is_told_in_full() {
    let stage = Stage::new("flawed").with("plan.ron", FLAWED);
    let run = stage.run(&["check", "plan.ron"]);
    assert_ends(&run, 1);
    for sentence in [CIRCLE, NO_LEAD, "2 contradictions in 2 projects, 1 outcome, "] {
        assert!(run.out.contains(sentence), "{sentence}: {run:?}");
    }

    let run = stage.run(&["check", "plan.ron", "--format", "json"]);
    assert_ends(&run, 1);
    let told: Value = serde_json::from_str(&run.out).unwrap();
    let flaws = told["flaws"].as_array().unwrap();
    assert_eq!(flaws.len(), 2);
    assert!(flaws.iter().any(|flaw| flaw["sentence"].as_str().unwrap().contains(CIRCLE)));
    for flaw in flaws {
        assert_eq!(flaw["place"]["kind"], "project");
        assert_eq!(flaw["place"]["id"], "0000000000p1");
    }
    assert!(
        told["attention"].as_array().unwrap().iter().any(|one| one["place"]["kind"] == "outcome")
    );
}

#[test]
fn every_sample_is_sound_and_canonical() {
    for (name, content) in samples() {
        let stage = Stage::new("samples").with(&name, &content);
        assert_ends(&stage.run(&["check", &name]), 0);
        assert_ends(&stage.run(&["fmt", "--check", &name]), 0);
    }
}

#[test]
fn what_cannot_be_read_is_shown_with_its_place() {
    let broken = SOUND.replace(
        "level: \"extreme\", confidence: 100.0),\n    ], costs",
        "level: \"extrem\", confidence: 100.0),\n    ], costs",
    );
    let stage = Stage::new("broken").with("plan.ron", broken);
    for arguments in [&["check", "plan.ron"], &["score", "plan.ron"], &["fmt", "plan.ron"]] {
        let run = stage.run(arguments);
        assert_ends(&run, 2);
        assert_eq!(run.out, "");
        for part in
            ["The ladder has no level \"extrem\"", "Line 10, column ", "^", "\nFile: plan.ron\n"]
        {
            assert!(run.err.contains(part), "{part}: {run:?}");
        }
    }
    let run = stage.run(&["check", "no-such.ron"]);
    assert_ends(&run, 2);
    assert!(run.err.starts_with("The file cannot be read: "), "{run:?}");
}

#[test]
fn arguments_that_make_no_sense_end_as_what_cannot_be_read() {
    let stage = Stage::new("arguments");
    for arguments in [
        &["check"][..],
        &["score", "a", "--format", "xml"],
        &["render", "a", "-o", "b", "--size", "9"],
    ] {
        let run = stage.run(arguments);
        assert_ends(&run, 2);
        assert!(run.err.starts_with("error: ") && run.out.is_empty(), "{run:?}");
    }
}

#[test]
fn fmt_writes_one_form_and_then_has_nothing_to_do() {
    let with_crlf = format!("\u{feff}{}", SOUND.replace('\n', "\r\n"));
    let stage = Stage::new("fmt").with("plan.ron", &with_crlf);
    assert_ends(&stage.run(&["fmt", "--check", "plan.ron"]), 1);
    assert_eq!(stage.content("plan.ron"), with_crlf);

    let run = stage.run(&["fmt", "plan.ron"]);
    assert_ends(&run, 0);
    assert!(run.out.starts_with("Written in canonical form: plan.ron\n"), "{run:?}");
    assert!(run.err.contains("byte-order mark"), "{run:?}");
    let written = stage.content("plan.ron");
    assert!(written.starts_with("// Kept.\n(\n  format: 1,\n") && !written.contains('\r'));
    assert!(written.find("0000000000a1").unwrap() < written.find("0000000000a2").unwrap());
    assert_eq!(stage.names(), [".plan.ron.bak1", "plan.ron"]);
    assert_eq!(stage.content(".plan.ron.bak1"), with_crlf);

    assert_ends(&stage.run(&["fmt", "--check", "plan.ron"]), 0);
    let run = stage.run(&["fmt", "plan.ron"]);
    assert_ends(&run, 0);
    assert_eq!(run.out, "Already in canonical form: plan.ron\n");
    assert_eq!((stage.content("plan.ron"), stage.names().len()), (written, 2));
}

#[test]
fn fmt_mends_the_form_of_a_flawed_file_too() {
    let stage = Stage::new("fmt-flawed").with("plan.ron", FLAWED);
    assert_ends(&stage.run(&["fmt", "plan.ron"]), 0);
    assert_ends(&stage.run(&["fmt", "--check", "plan.ron"]), 0);
    assert_ends(&stage.run(&["check", "plan.ron"]), 1);
}

#[test]
fn what_cannot_be_written_says_so() {
    let stage = Stage::new("unwritable").with("plan.ron", SOUND).with("file", "");
    let mut permissions = std::fs::metadata(stage.path("plan.ron")).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(stage.path("plan.ron"), permissions).unwrap();
    let run = stage.run(&["fmt", "plan.ron"]);
    assert_ends(&run, 3);
    assert!(run.err.starts_with("The file is marked as read-only"), "{run:?}");
    assert_eq!(stage.content("plan.ron"), SOUND);
    assert_ends(&stage.run(&["man", "--dir", "file"]), 3);
}

#[test]
fn a_file_called_like_a_command_is_reached_by_its_path() {
    let stage = Stage::new("named-check").with("check", SOUND);
    assert_ends(&stage.run(&["check", "check"]), 0);
    assert_ends(&stage.run(&["check", "./check"]), 0);
}

#[test]
fn large_files_are_read_when_asked_for() {
    let mut large = String::from(SOUND);
    large.insert_str(0, &format!("// {}\n", "x".repeat(64 << 20)));
    let stage = Stage::new("large").with("plan.ron", large);
    let run = stage.run(&["check", "plan.ron"]);
    assert_ends(&run, 2);
    assert!(run.err.contains("--large"), "{run:?}");
    assert_ends(&stage.run(&["check", "plan.ron", "--large"]), 0);
}
