//! What a person is told when a file cannot be read: what it is, where it stands, and what to do.

use std::process::Command;

use expect_test::{Expect, expect};
use portolan::file::{BYTES_MAX, BYTES_MAX_ANYWAY, ReadError, Trouble, read, refuse_size};

/// A file in which nothing is wrong.
pub(crate) const GOOD: &str = r#"(
  format: 1,
  min_reader: 1,
  title: "Plan",
  currency: "EUR",
  first_period: "2027-01",
  period: Quarter,
  horizon: 12,
  discount_rate: 4,
  outcomes: [
    (
      id: "000000000002",
      name: "Growth",
      weight: 50,
      statements: {
        "low": "A little",
      },
    ),
  ],
  budgets: [
    (
      id: "000000000006",
      name: "Change",
      total: 900,
    ),
  ],
  projects: [
    (
      id: "000000000007",
      name: "Core banking",
      stage: Active,
      tags: ["cloud"],
      duration: 4,
      contributions: [
        (
          outcome: "000000000002",
          level: "strong",
          confidence: 80,
        ),
      ],
      costs: [
        (
          id: "000000000008",
          name: "Hardware",
          kind: Capex,
          likely: 500,
        ),
      ],
      milestones: [
        (
          id: "000000000009",
          name: "Go-live",
          planned: "2027-05-01",
        ),
      ],
    ),
    (
      id: "00000000000a",
      name: "Portal",
    ),
  ],
  pins: {
    "project 000000000007": (10, 20),
  },
)
"#;

fn refused(bytes: impl Into<Vec<u8>>) -> ReadError {
    read(bytes.into()).map(|opened| opened.portfolio).unwrap_err()
}

/// Reads something else and compares what a person is told.
fn check_bytes(bytes: impl Into<Vec<u8>>, told: &Expect) {
    told.assert_eq(&refused(bytes).to_string());
}

/// Reads the good file with one thing in it changed, and compares what a person is told.
pub(crate) fn check(good: &str, bad: &str, told: &Expect) {
    assert_eq!(GOOD.matches(good).count(), 1, "{good}");
    let error = refused(GOOD.replace(good, bad));
    assert!(error.place.is_some(), "{error}");
    told.assert_eq(&error.to_string());
}

#[test]
fn the_good_file_is_good() {
    let opened = read(GOOD.into()).unwrap();
    assert_eq!(opened.warnings, []);
    assert_eq!(portolan::model::flaws(&opened.portfolio), []);
}

#[test]
fn nothing_at_all() {
    check_bytes(
        "",
        &expect![[r#"
        The file is empty
        Open the last good backup, or start a new portfolio."#]],
    );
    let nothing = refused("");
    assert_eq!(refused(" \r\n\t"), nothing);
    assert_eq!(refused("\u{feff}\n"), nothing);
    assert_eq!(refused([0xFF, 0xFE]), nothing);
}

#[test]
fn a_workbook() {
    check_bytes(
        b"PK\x03\x04\x14\0\x06\0\x08\0\xFF\xFE".as_slice(),
        &expect![[r#"
        This is an Excel workbook or another zip archive, not a portfolio
        Save the sheet as CSV and bring it in with portolan import."#]],
    );
}

#[test]
fn an_old_workbook() {
    check_bytes(
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0".as_slice(),
        &expect![[r#"
        This is an old Excel or Word file, not a portfolio
        Save the sheet as CSV and bring it in with portolan import."#]],
    );
}

#[test]
fn a_pdf() {
    check_bytes(
        b"%PDF-1.7\n%\xE2\xE3\xCF\xD3".as_slice(),
        &expect![[r#"
        This is a PDF, not a portfolio
        Ask its author for the .ron file it was made from."#]],
    );
}

#[test]
fn a_web_page() {
    let page = "<!DOCTYPE html>\n<html><title>Sign in</title></html>";
    check_bytes(
        page,
        &expect![[r#"
        This is a web page, not a portfolio
        A download may have saved a sign-in page instead of the file: download it again."#]],
    );
    assert_eq!(refused("\n<HTML>"), refused(page));
}

#[test]
fn json() {
    check_bytes(
        "{\n  \"projects\": []\n}",
        &expect![[r#"
        This is JSON, not a portfolio
        A portfolio begins with a round bracket and its format: (format: 1, …"#]],
    );
    assert_eq!(refused("{}").what, refused("{\"a\": 1}").what);
}

#[test]
fn a_merge_left_unfinished() {
    let good = "      name: \"Portal\",\n";
    let bad = "<<<<<<< HEAD\n      name: \"Portal 1\",\n=======\n      name: \"Portal 2\",\n>>>>>>> theirs\n";
    check(
        good,
        bad,
        &expect![[r#"
        Two versions stand side by side in the file: a merge was left unfinished
        Line 59, column 1: field `projects`, field `id`
           |
        58 |       id: "00000000000a",
        59 | <<<<<<< HEAD
           | ^
        60 |       name: "Portal 1",
           |
        Take the version of each part that you want and remove the lines that begin with <<<<<<<, ======= and >>>>>>>."#]],
    );
    assert_eq!(refused(GOOD.replace(good, bad)).trouble, Trouble::Conflict);
}

#[test]
fn a_file_that_is_no_portfolio() {
    check_bytes(
        "Hello,\nworld\n",
        &expect![[r#"
        This is no Portolan portfolio: it does not begin with its format
        Line 1, column 1
          |
        1 | Hello,
          | ^
        2 | world
          |
        A portfolio begins with (format: 1, min_reader: 1, … Is it the right file?"#]],
    );
    check_bytes(
        "#![enable(implicit_some)]\n(title: \"Window\", size: (800, 600))",
        &expect![[r#"
        This is no Portolan portfolio: it does not begin with its format
        Line 2, column 1
          |
        1 | #![enable(implicit_some)]
        2 | (title: "Window", size: (800, 600))
          | ^
        A portfolio begins with (format: 1, min_reader: 1, … Is it the right file?"#]],
    );
}

#[test]
fn the_settings_of_another_program() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/ron");
    let mut read_count = 0;
    let mut open = vec![std::path::PathBuf::from(folder)];
    while let Some(path) = open.pop() {
        if let Ok(entries) = std::fs::read_dir(&path) {
            open.extend(entries.map(|entry| entry.unwrap().path()));
        } else if let Ok(bytes) = std::fs::read(&path) {
            read_count += 1;
            let error = refused(bytes);
            assert_eq!(error.trouble, Trouble::OtherFormat, "{}: {error}", path.display());
            assert!(!error.what.is_empty() && !error.help.is_empty());
        }
    }
    if read_count == 0 {
        println!("skipped: {folder} is not here");
    }
}

#[test]
fn bytes_that_are_no_text() {
    let latin = |byte| if byte == b'?' { 0xe4 } else { byte };
    check_bytes(
        GOOD.replace("Plan", "Pl?n").bytes().map(latin).collect::<Vec<_>>(),
        &expect![[r#"
        The file is no text: byte 45 is not valid UTF-8
        Is it the right file? If an editor has saved it in another encoding, save it there as UTF-8."#]],
    );
    check_bytes(
        [0xFE, 0xFF, 0xD8, 0x00],
        &expect![[r#"
        The file is no text: byte 1 is not valid UTF-8
        Is it the right file? If an editor has saved it in another encoding, save it there as UTF-8."#]],
    );
}

#[test]
fn zero_bytes() {
    check_bytes(
        GOOD.replace("Plan", "Pl\0an"),
        &expect![[r#"
        The file is no text: there are zero bytes in it
        Is it the right file?"#]],
    );
    check_bytes(
        vec![0; 4096],
        &expect![[r#"
        The file is no text: there are zero bytes in it
        Is it the right file?"#]],
    );
}

#[test]
fn a_file_cut_short_in_a_name() {
    let end = GOOD.find("banking").unwrap();
    check_bytes(
        &GOOD.as_bytes()[..end],
        &expect![[r#"
        The file is cut short: it stops before everything that was begun in it is closed
        Line 30, column 17: project “Cor”, field `name`
           |
        29 |       id: "000000000007",
        30 |       name: "Core 
           |                 ^
        Get the file again from where it came from, or open the last good backup."#]],
    );
}

#[test]
fn a_file_cut_short_after_a_record() {
    let end = GOOD.find("      milestones").unwrap();
    check_bytes(
        &GOOD.as_bytes()[..end],
        &expect![[r#"
        The file is cut short: it stops before everything that was begun in it is closed
        Line 48, column 8: project “Core banking”, field `costs`
           |
        47 |         ),
        48 |       ],
           |        ^
        Get the file again from where it came from, or open the last good backup."#]],
    );
}

#[test]
fn a_file_cut_short_before_its_last_bracket() {
    check_bytes(
        GOOD.trim_end().strip_suffix(')').unwrap(),
        &expect![[r#"
        The file is cut short: it stops before everything that was begun in it is closed
        Line 64, column 4: field `pins`
           |
        63 |     "project 000000000007": (10, 20),
        64 |   },
           |    ^
        Get the file again from where it came from, or open the last good backup."#]],
    );
}

#[test]
fn wherever_a_file_is_cut_short_it_is_said() {
    for end in GOOD.find("title").unwrap()..GOOD.trim_end().len() {
        let error = refused(&GOOD.as_bytes()[..end]);
        assert_eq!(error.trouble, Trouble::CutShort, "cut at {end}: {error}");
    }
}

#[test]
fn something_after_the_end() {
    check_bytes(
        format!("{GOOD}\n(more: 1)\n"),
        &expect![[r#"
        There is something after the end of the portfolio
        Line 67, column 1
           |
        66 |
        67 | (more: 1)
           | ^
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn a_number_where_a_text_is_expected() {
    check(
        "\"Go-live\"",
        "5",
        &expect![[r#"
        A text in quotes is expected here
        Line 52, column 16: project “Core banking”, field `milestones`, field `name`
           |
        51 |           id: "000000000009",
        52 |           name: 5,
           |                ^
        53 |           planned: "2027-05-01",
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn a_text_where_a_number_is_expected() {
    check(
        "likely: 500",
        "likely: \"500\"",
        &expect![[r#"
        A whole number is expected here
        Line 46, column 18: project “Core banking”, cost “Hardware”, field `likely`
           |
        45 |           kind: Capex,
        46 |           likely: "500",
           |                  ^
        47 |         ),
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn a_record_where_a_list_is_expected() {
    check(
        "tags: [\"cloud\"]",
        "tags: (\"cloud\")",
        &expect![[r#"
        A list in square brackets is expected here
        Line 32, column 12: project “Core banking”, field `tags`
           |
        31 |       stage: Active,
        32 |       tags: ("cloud"),
           |            ^
        33 |       duration: 4,
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn a_comma_too_few() {
    check(
        "stage: Active,",
        "stage: Active",
        &expect![[r#"
        A comma is missing before this
        Line 32, column 7: project “Core banking”, field `stage`
           |
        31 |       stage: Active
        32 |       tags: ["cloud"],
           |       ^
        33 |       duration: 4,
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn a_quote_too_few() {
    check(
        "\"Core banking\"",
        "\"Core banking",
        &expect![[r#"
        A name stands on one line; this one has a line break or a control character in it
        Line 30, column 14: field `projects`, field `name`
           |
        29 |       id: "000000000007",
        30 |       name: "Core banking,
           |              ^
        31 |       stage: Active,
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn a_bracket_too_few() {
    check(
        "          likely: 500,\n        ),",
        "          likely: 500,\n",
        &expect![[r#"
        The name of a field or a closing bracket is expected here
        Line 48, column 7: project “Core banking”, cost “Hardware”, field `likely`
           |
        47 |
        48 |       ],
           |       ^
        49 |       milestones: [
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn a_colon_too_few() {
    check(
        "level: \"strong\"",
        "level \"strong\"",
        &expect![[r#"
        A colon is missing here
        Line 37, column 16: project “Core banking”, field `contributions`, field `outcome`
           |
        36 |           outcome: "000000000002",
        37 |           level "strong",
           |                ^
        38 |           confidence: 80,
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn a_field_with_a_name_too_long() {
    check(
        "duration: 4",
        &format!("{}: 4", "x".repeat(129)),
        &expect![[r#"
        The name of a field has at most 128 characters
        Line 33, column 7: project “Core banking”, field `tags`
           |
        32 |       tags: ["cloud"],
        33 |       xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
           |       ^
        34 |       contributions: [
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn a_list_too_long() {
    let ones = "1,".repeat(100_001);
    let bad = format!("demands: {{\n        \"000000000005\": [{ones}],\n      }}");
    check(
        "duration: 4",
        &bad,
        &expect![[r#"
        A list has at most 100000 elements; this one has more
        Line 34, column 200028: project “Core banking”, field `demands`
           |
        33 |       demands: {
        34 | ,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,],
           |                                                                                ^
        35 |       },
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
    let just_enough = bad.replacen("1,", "", 1);
    assert!(read(GOOD.replace("duration: 4", &just_enough).into()).is_ok());
}

#[test]
fn a_million_brackets() {
    let told = expect![[r#"
        More than 64 brackets are open at once
        Line 33, column 43: project “Core banking”, field `later`
           |
        32 |       tags: ["cloud"],
        33 |       later: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
           |                                           ^
        34 |       contributions: [
           |
        No portfolio is nested so deeply. Is it the right file?"#]];
    for bracket in ["[", "Some(", "{1:", "(a:"] {
        let error =
            refused(GOOD.replace("duration: 4", &format!("later: {}", bracket.repeat(1_000_000))));
        assert_eq!(error.trouble, Trouble::Content, "{bracket}: {error}");
        if bracket == "[" {
            told.assert_eq(&error.to_string());
        }
    }
    check_bytes(
        "(".repeat(1_000_000),
        &expect![[r#"
        This is no Portolan portfolio: it does not begin with its format
        Line 1, column 1
          |
        1 | ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((
          | ^
        A portfolio begins with (format: 1, min_reader: 1, … Is it the right file?"#]],
    );
}

#[test]
fn unknown_fields_without_number() {
    // Names of unknown fields are remembered for as long as the program runs, so this one gets a program of its own.
    let (_crate, module) = module_path!().split_once("::").unwrap();
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &format!("{module}::in_a_program_of_its_own"), "--nocapture"])
        .env(OWN_PROGRAM, "1")
        .output()
        .unwrap();
    let told = String::from_utf8(child.stdout).unwrap();
    let told = told.split("-----\n").nth(1).unwrap_or(&told);
    expect![[r#"
        There are more than 4096 different fields that this version does not know
        Line 33, column 60337: project “Core banking”, field `later_4095`
           |
        32 |       tags: ["cloud"],
        33 |  1, later_4091: 1, later_4092: 1, later_4093: 1, later_4094: 1, later_4095: 1, later_4096: 1, 
           |                                                                                ^
        34 |       contributions: [
           |
        Mend the line shown above in a text editor, or open the last good backup.
    "#]].assert_eq(told);
}

const OWN_PROGRAM: &str = "PORTOLAN_TEST_UNKNOWN_FIELDS";

#[test]
fn in_a_program_of_its_own() {
    if std::env::var_os(OWN_PROGRAM).is_none() {
        return;
    }
    let fields = |count: u32| {
        let fields: Vec<_> = (0..count).map(|number| format!("later_{number}: 1, ")).collect();
        fields.concat()
    };
    assert!(read(GOOD.replace("duration: 4,", &fields(4_096)).into()).is_ok());
    println!("-----\n{}\n-----", refused(GOOD.replace("duration: 4,", &fields(4_097))));
}

#[test]
fn files_too_large() {
    let told = |bytes, most| refuse_size(bytes, most).unwrap_err().to_string();
    assert_eq!(refuse_size(BYTES_MAX, BYTES_MAX), Ok(()));
    expect![[r#"
        The file is too large: 65 MiB
        A portfolio of 10 000 projects has about 15 MiB. Files of up to 512 MiB can be opened with --large."#]].assert_eq(&told(BYTES_MAX + (1 << 20), BYTES_MAX));
    expect![[r#"
        The file is too large: 513 MiB
        No portfolio is larger than 512 MiB. Is it the right file?"#]]
    .assert_eq(&told(BYTES_MAX_ANYWAY + (1 << 20), BYTES_MAX_ANYWAY));
}

#[test]
fn a_picture_of_the_place_stays_small_and_harmless() {
    let long = format!("stage: \u{202e}\u{1b}[31m{}", "x".repeat(100_000));
    let error = refused(GOOD.replace("stage: Active", &long));
    let words = error.to_string();
    assert!(words.len() < 100_000 + 2_000, "{} bytes", words.len());
    let picture = error.place.unwrap().picture;
    assert!(picture.len() < 1_000 && picture.lines().count() <= 6, "{picture}");
    assert!(!picture.contains(['\u{202e}', '\u{1b}']), "{picture}");
}
