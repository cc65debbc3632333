//! Stories of what is shown: nothing that steers a terminal, help for shells, and one sentence where no window opens.

use crate::stage::{SOUND, Stage};

#[test]
fn no_name_steers_the_terminal() {
    // A name cannot hold the sign that begins an escape, but it can turn the direction of reading; a path can hold both.
    let turned = SOUND.replace("\"First\"", "\"Fir\\u{202e}st\"");
    let stage = Stage::new("escape").with("plan.ron", turned);
    for arguments in [
        &["check", "plan.ron"][..],
        &["score", "plan.ron"],
        &["score", "plan.ron", "--format", "json"],
        &["score", "plan.ron", "--format", "csv"],
        &["check", "\u{1b}[31mno.ron"],
    ] {
        let run = stage.run(arguments);
        let steers = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!run.out.contains(steers) && !run.err.contains(steers), "{run:?}");
    }
    let escaped = SOUND.replace("\"First\"", "\"Fir\\u{1b}[31mst\"");
    let run = stage.with("plan.ron", escaped).run(&["check", "plan.ron"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(!run.err.contains('\u{1b}'), "{run:?}");
}

#[test]
fn every_shell_is_helped() {
    let stage = Stage::new("completions");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = stage.run(&["completions", shell]);
        assert_eq!(run.code, 0, "{run:?}");
        assert!(run.out.contains("portolan") && run.out.contains("render"), "{shell}");
    }
}

// One on a line, so that two who add a command do not collide.
#[rustfmt::skip]
const COMMANDS: &[&str] = &[
    "check",
    "score",
    "fund",
    "frontier",
    "why-not",
    "prices",
    "conflicts",
    "robust",
    "compare",
    "money",
    "simulate",
    "weights",
    "explain",
    "sensitivity",
    "acceptability",
    "pareto",
    "promises",
    "import",
    "fmt",
    "render",
    "completions",
    "man",
];

#[test]
fn the_manual_and_the_documentation_know_every_command() {
    let stage = Stage::new("man");
    let page = stage.run(&["man"]).out;
    let documentation = include_str!("../../docs/command-line.md");
    for command in COMMANDS {
        let listed = format!("portolan-{command}(1)").replace('-', "\\-");
        assert!(page.contains(&listed), "{command}");
        assert!(documentation.contains(&format!("## `portolan {command}")), "{command}");
    }
    let run = stage.run(&["man", "--dir", "pages"]);
    assert_eq!((run.code, run.out.lines().count()), (0, COMMANDS.len() + 1), "{run:?}");
    for command in COMMANDS {
        let page = stage.content(&format!("pages/portolan-{command}.1"));
        assert!(page.contains(".SH SYNOPSIS"), "{command}");
    }
}

#[test]
fn the_documentation_knows_every_option() {
    let stage = Stage::new("options");
    let documentation = include_str!("../../docs/command-line.md");
    for command in COMMANDS {
        let (_, section) = documentation.split_once(&format!("## `portolan {command}")).unwrap();
        let section = section.split("\n## ").next().unwrap();
        let help = stage.run(&[command, "--help"]).out;
        let options =
            help.split_whitespace().filter(|word| word.starts_with("--") && *word != "--help");
        for option in options {
            assert!(section.contains(option), "{command} {option}");
        }
    }
}

#[cfg(feature = "gui")]
#[test]
fn without_a_display_one_sentence_says_what_to_do() {
    let run = Stage::new("no-display").run(&[]);
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{run:?}");
    assert_eq!(run.err.trim_end().lines().count(), 1, "{run:?}");
    assert!(run.err.contains("render") && run.err.contains("xvfb-run"), "{run:?}");
}

#[cfg(not(feature = "gui"))]
#[test]
fn a_build_without_a_window_says_so() {
    let stage = Stage::new("no-window").with("plan.ron", SOUND);
    for arguments in [&[][..], &["plan.ron"], &["render", "plan.ron", "-o", "map.png"]] {
        let run = stage.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{run:?}");
        assert!(run.err.starts_with("This build of Portolan has no window"), "{run:?}");
    }
    assert_eq!(stage.names(), ["plan.ron"]);
    assert_eq!(stage.run(&["render", "none.ron", "-o", "map.png"]).code, 2);
}

#[cfg(feature = "gui")]
#[test]
fn a_picture_is_drawn_without_a_display() {
    let stage = Stage::new("picture").with("plan.ron", SOUND);
    let run = stage.run(&[
        "render", "plan.ron", "--view", "map", "--size", "320x200", "--scale", "2", "--theme",
        "dark", "-o", "map.png",
    ]);
    assert_eq!(run.code, 0, "{run:?}");
    let picture = std::fs::read(stage.path("map.png")).unwrap();
    let side = |from: usize| u32::from_be_bytes(picture[from..from + 4].try_into().unwrap());
    assert_eq!((&picture[..4], side(16), side(20)), (&b"\x89PNG"[..], 640, 400));
    assert_eq!(stage.run(&["render", "none.ron", "-o", "map.png"]).code, 2);
}

#[cfg(feature = "gui")]
#[test]
fn every_view_is_drawn_and_what_is_selected_is_seen() {
    let stage = Stage::new("views").with("plan.ron", SOUND);
    let picture = |view: &str, select: &[&str]| {
        let mut arguments = vec!["render", "plan.ron", "--size", "900x400", "--view", view];
        for name in select {
            arguments.extend(["--select", name]);
        }
        arguments.extend(["-o", "view.png"]);
        let run = stage.run(&arguments);
        assert_eq!(run.code, 0, "{run:?}");
        std::fs::read(stage.path("view.png")).unwrap()
    };
    for view in ["map", "table", "rank"] {
        assert!(picture(view, &[]) != picture(view, &["First"]), "{view}");
        assert!(picture(view, &["First"]) != picture(view, &["First", "growth"]), "{view}");
    }
    let first = picture("map", &["First"]);
    for name in ["fIRST", " first ", "fi", "0000000000p1"] {
        assert!(picture("map", &[name]) == first, "{name}");
    }
    assert!(picture("map", &["Order"]) != first);
}

#[test]
fn a_name_that_is_not_clear_is_refused_with_those_that_come_near() {
    let twice = SOUND.replace("\"=Second\"", "\"Fish\"");
    let stage = Stage::new("unclear").with("plan.ron", twice);
    let check = |name: &str, expected: &str| {
        let run = stage.run(&["render", "plan.ron", "--select", name, "-o", "map.png"]);
        assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (2, "", expected), "{name}");
    };
    check(
        "FI",
        "“FI” can mean 2 things; give more of the name, or the id:
  First (project 0000000000p1)
  Fish (project 0000000000p2)
",
    );
    check(
        "Firts",
        "No project, outcome or change is called “Firts”. These come near:
  First (project 0000000000p1)
  Fish (project 0000000000p2)
",
    );
    check("zzz", "No project, outcome or change is called “zzz”.\n");
    check("", "No project, outcome or change is called “”.\n");
    assert_eq!(stage.names(), ["plan.ron"]);
}
