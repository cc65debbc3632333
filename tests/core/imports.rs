//! Imports of real tables and of small odd ones: nothing invented, nothing dropped in silence.

#![cfg(test)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use expect_test::{Expect, expect};
use portolan::cli::import::propose_from;
use portolan::exchange::import::{ImportReport, Proposal, RowReason, propose, tell};
use portolan::exchange::mapping::{Mapping, read_mapping};
use portolan::file::{read, write};
use portolan::model::{Level, Name, Percent, Portfolio, Stage, flaws};
use proptest::prelude::*;

/// A real table, if it is on this machine.
fn real(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(path);
    if !path.exists() {
        println!("skipped: no {} here", path.display());
        return None;
    }
    Some(path)
}

fn map_path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-portfolios").join(name)
}

fn federal() -> Option<(PathBuf, Proposal)> {
    let source = real("us-it-dashboard/businesscase.csv")?;
    let proposal = propose_from(&source, &map_path("us-federal-it-2017.map.ron")).unwrap();
    Some((source, proposal))
}

/// What the likely amounts of the lines of each name add up to, in cents.
fn cost_sums(portfolio: &Portfolio) -> BTreeMap<String, i128> {
    let mut sums = BTreeMap::new();
    for cost in portfolio.projects.values().flat_map(|project| project.costs.values()) {
        *sums.entry(cost.name.to_string()).or_default() += i128::from(cost.amount.likely().minor);
    }
    sums
}

#[test]
fn the_federal_table_gives_747_projects_and_the_sums_of_its_source() {
    let Some((_, Proposal { portfolio, report })) = federal() else { return };
    assert_eq!((report.row_count, report.project_count, report.refusals.len()), (747, 747, 0));
    assert_eq!(report.cells_not_taken, []);
    assert_eq!(flaws(&portfolio), []);

    let sums: Vec<i128> = report.sums.iter().map(|sum| sum.taken.minor).collect();
    // The published sums, in thousands of USD.
    for (sum, published) in sums.iter().zip([273_316_781, 41_951_660, 43_636_279, 43_375_988]) {
        assert_eq!((sum + 50_000).div_euclid(100_000), published);
    }
    let names = ["Fiscal 2014 and before", "Fiscal 2015", "Fiscal 2016", "Fiscal 2017, asked for"];
    assert_eq!(cost_sums(&portfolio), names.map(str::to_owned).into_iter().zip(sums).collect());
    assert!(report.sums.iter().all(|sum| sum.taken_count == 747 && sum.rounded_count == 0));
}

/// The same sums by other means: the crate `csv`, and millionths of a million counted on six decimals.
#[test]
fn the_federal_sums_are_those_of_another_reader() {
    let Some((source, Proposal { report, .. })) = federal() else { return };
    let mut reader = csv::Reader::from_path(source).unwrap();
    let headers = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    for sum in &report.sums {
        let place = headers.iter().position(|name| name == sum.column).unwrap();
        let dollars = rows.iter().map(|row| {
            let (whole, part) = row[place].split_once('.').unwrap_or((&row[place], ""));
            format!("{whole}{part:0<6}").parse::<i128>().unwrap()
        });
        assert_eq!(sum.taken.minor, dollars.sum::<i128>() * 100, "{}", sum.column);
    }
}

#[test]
fn federal_links_are_rated_as_the_map_says_and_not_where_the_source_is_silent() {
    let Some((_, Proposal { portfolio, report })) = federal() else { return };
    assert_eq!(portfolio.outcomes.len(), 25);
    let by_confidence = |percent: Percent| {
        let links = |project: &&_| -> bool {
            let project: &portolan::model::Project = project;
            project
                .contributions
                .values()
                .any(|link| link.level.is_some() && link.confidence == percent)
        };
        portfolio.projects.values().map(AsRef::as_ref).filter(links).count()
    };
    // 219, 325, 173, 28 and 2 investments have the evaluations 5 to 1; those without an objective are not rated.
    let counts =
        [90.0, 75.0, 50.0, 30.0, 15.0].map(|percent| by_confidence(Percent::new(percent).unwrap()));
    assert!(
        counts.iter().zip([219, 325, 173, 28, 2]).all(|(&rated, all)| rated <= all),
        "{counts:?}"
    );
    let rated = counts.iter().sum::<usize>();
    assert!((680..=695).contains(&rated), "{rated}");

    for project in portfolio.projects.values() {
        let rated = project.contributions.values().filter(|link| link.level.is_some()).count();
        let expected = [None, Some(Level(3)), Some(Level(2)), Some(Level(2))];
        for link in project.contributions.values().filter(|link| link.level.is_some()) {
            assert_eq!(
                link.level,
                expected.get(rated).copied().unwrap_or(Some(Level(1))),
                "{}",
                project.name
            );
            assert!(link.rationale.starts_with('“'), "{}", link.rationale.as_str());
        }
        for link in project.contributions.values().filter(|link| link.level.is_none()) {
            assert!(
                link.rationale.starts_with("Nobody has rated this."),
                "{}",
                link.rationale.as_str()
            );
        }
        assert_eq!(project.stage, Stage::Active);
    }
    let linked =
        portfolio.projects.values().filter(|project| !project.contributions.is_empty()).count();
    assert_eq!(linked + report.without_outcome.len(), 747);
}

#[test]
fn what_is_imported_is_written_and_read_again_without_a_difference() {
    let Some((_, Proposal { portfolio, .. })) = federal() else { return };
    let text = write(&portfolio, "").unwrap();
    assert_eq!(read(text.into_bytes()).unwrap().portfolio, portfolio);
}

#[test]
fn the_same_table_and_map_give_the_same_portfolio() {
    let (Some((_, one)), Some((_, other))) = (federal(), federal()) else { return };
    assert_eq!(one, other);
}

#[test]
fn the_canadian_table_keeps_projects_without_a_budget() {
    let Some(source) = real("canada-it-projects/gc-it-projects-2022.csv") else { return };
    let Proposal { portfolio, report } =
        propose_from(&source, &map_path("canada-it-2022.map.ron")).unwrap();
    assert_eq!((report.row_count, report.project_count, report.refusals.len()), (495, 495, 0));
    assert_eq!(report.cells_not_taken, []);
    let sum = &report.sums[0];
    assert_eq!((sum.taken.minor, sum.taken_count, sum.empty_count), (702_333_694_800, 481, 14));
    assert_eq!(report.without_cost.len(), 14);
    let dated =
        portfolio.projects.values().filter(|project| !project.milestones.is_empty()).count();
    assert_eq!(dated, 481);
    assert_eq!(portfolio.stakeholders.len(), 47);
    assert!(
        portfolio
            .projects
            .values()
            .flat_map(|project| project.contributions.values())
            .all(|link| link.level.is_none())
    );
    assert_eq!(flaws(&portfolio), []);
}

/// A map with little in it; `more` goes to its end.
fn map(more: &str) -> Mapping {
    let text = format!(
        r##"(
            portfolio: (title: "Test", currency: "EUR", calendar: (first: "2027-01", length: Quarter, horizon: 8)),
            project: (
                key: ["Id"],
                name: ["Name"],
                stage: From(column: "State", values: {{"running": Active, "idea": Idea}}),
                tags: [(column: "Tags", split: ";", prefix: "#")],
                start: From(column: "Start", forms: ["%Y-%m-%d", "%Y"], means: Fixed),
                finish: (column: "End", forms: ["%Y-%m-%d", "fiscal year"], means: Deadline),
                duration: StartToFinish,
                lead: (column: "Lead"),
            ),
            costs: [(column: "Cost", name: "Budget", unit: Thousand, decimal: Comma)],
            {more}
        )"##
    );
    read_mapping(&text).unwrap()
}

const HEADING: &str = "Id|Name|State|Tags|Start|End|Lead|Cost|Goals|Risk\n";

fn import(rows: &str, more: &str) -> Proposal {
    propose(format!("{HEADING}{rows}").as_bytes(), &map(more)).unwrap()
}

const GOALS: &str = r#"
    blank: ["n/a"],
    outcomes: (
        text: (column: "Goals", pieces: Separated(";"), others: AddEach),
        table: [(name: "Customers stay", kind: CustomerRetention, words: ["customer*"])],
        level: From(column: "Risk", values: {"low": "strong"}),
        ratings: [(column: "Risk", outcome: "Less can go wrong", levels: {"low": "moderate", "high": "none"})],
    ),
"#;

#[test]
fn a_row_becomes_a_project_with_all_that_the_map_names() {
    let rows =
        "A|\tCore\n|running|big; core ;|2027-02-10|2027|Ann|1,5|Happy customers; Save energy|low\n";
    let rows = rows.replace("\tCore\n", "\"\tCore\n bank \"").replace("|2027|", "|2027-11-01|");
    let Proposal { portfolio, report } = import(&rows, GOALS);
    let project = portfolio.projects.values().next().unwrap();
    assert_eq!((project.name.as_str(), project.stage), ("Core bank", Stage::Active));
    let tags: Vec<&str> = project.tags.iter().map(Name::as_str).collect();
    assert_eq!(tags, ["#big", "#core"]);
    assert_eq!(project.window.fixed_start.unwrap().to_string(), "2027-02");
    assert_eq!(project.window.finish_by.unwrap().to_string(), "2027-11");
    assert_eq!(project.duration, Some(4));
    assert_eq!(project.costs.values().next().unwrap().amount.likely().minor, 150_000);
    let links: BTreeMap<&str, Option<Level>> = project
        .contributions
        .iter()
        .map(|(outcome, link)| (portfolio.outcomes[outcome].name.as_str(), link.level))
        .collect();
    let expected = [
        ("Customers stay", Some(Level(3))),
        ("Less can go wrong", Some(Level(2))),
        ("Save energy", Some(Level(3))),
    ];
    assert_eq!(links, BTreeMap::from(expected));
    assert_eq!(report.cells_not_taken, []);
}

#[test]
fn a_project_that_ends_in_a_year_ends_with_that_year() {
    let Proposal { portfolio, .. } = import("A|One|||2027|2027-28||||\n", "");
    let project = portfolio.projects.values().next().unwrap();
    assert_eq!(project.window.finish_by.unwrap().to_string(), "2027-12");
    assert_eq!(project.duration, Some(4));
}

#[track_caller]
fn told(rows: &str, more: &str, expected: &Expect) {
    expected.assert_eq(&tell(&import(rows, more).report));
}

#[test]
fn everything_that_is_not_taken_is_told_with_its_line_and_reason() {
    told(
        "A|One|paused|x|soon|2027-22|Ann|12,345|n/a|low\n\
         B|\"Two\nlines\"|idea||2027-05-01|2027-01-01||abc|Save energy|medium\n\
         A|Again||||||1|| \n\
         C|Too short\n\
         ||||||||\n\
         |||||||||\n\
         |No key||||||2||\n\
         D||||||||| \n\
         E|Fine||||||3|Happy customers||\n\
         F|Long||||||||||more\n",
        GOALS,
        &expect![[r#"
            Read as UTF-8, cells separated by “|”.
            10 rows: 3 projects, 7 refused. 3 outcomes, 1 person or unit.

            Sums, to be held against the source
              Cost: 15.345 thousand EUR in 2 cells; 1 not an amount
                and 3 thousand EUR in 2 cells of refused rows, together 18.345

            Projects without a cost, because their cells are empty or could not be taken
              line 3: Two lines

            Outcomes
              Customers stay: 1 project, 0 rated
              Less can go wrong: 2 projects, 1 rated
              Save energy: 1 project, 0 rated

            Cells that were not taken; their projects were, without them
              line 3, Cost: “abc”: it is not a number: “a” does not belong there
              line 2, End: “2027-22”: it is no date in any of the forms that the map states: “%Y-%m-%d”, “fiscal year”
              line 3, End: “2027-01-01”: the end is before the start, so there is no duration
              line 3, Risk: “medium”: the map does not say what it means
              line 2, Start: “soon”: it is no date in any of the forms that the map states: “%Y-%m-%d”, “%Y”
              line 2, State: “paused”: the map does not say what it means

            Rows that were refused
              line 5: its key “A” is that of line 2 already. Name more columns as `key` in the map, or take one out
              line 6: it has 2 cells where the heading has 10. Put cells with a separator or a line break in quotes
              line 7: all its cells are empty
              line 8: all its cells are empty
              line 9: it has no key: “Id” is empty
              line 10: it has no usable name: a name cannot be empty
              line 12: it has 12 cells where the heading has 10. Put cells with a separator or a line break in quotes
        "#]],
    );
}

#[track_caller]
fn refused(bytes: &[u8], more: &str, expected: &Expect) {
    expected.assert_eq(&propose(bytes, &map(more)).unwrap_err().to_string());
}

#[test]
fn a_file_that_cannot_be_imported_says_why_and_what_to_do() {
    refused(
        b"",
        "",
        &expect![
            "The file is empty. Export the table again, with its column names in the first row"
        ],
    );
    refused(
        b"PK\x03\x04\x14\x00",
        "",
        &expect![
            "The file is an Excel workbook or another ZIP archive, not a CSV. Open it where it came from and export or save the table as CSV"
        ],
    );
    refused(
        b"<!DOCTYPE html><html><body>Sign in</body></html>",
        "",
        &expect![
            "The file is a web page (HTML), not a CSV. Open it where it came from and export or save the table as CSV"
        ],
    );
    refused(
        HEADING.replace("Cost", "Costs").as_bytes(),
        "",
        &expect![
            "The table has no column “Cost”, which the map names. The nearest is “Costs”. Its columns are “Id”, “Name”, “State”, “Tags”, “Start”, “End”, “Lead”, “Costs”, “Goals”, “Risk”"
        ],
    );
    refused(
        HEADING.replace("Risk", "Name").as_bytes(),
        "",
        &expect![
            "The table has more than one column “Name”, and the map names it. Give the columns different names"
        ],
    );
    refused(
        format!("{HEADING}A|\"One|||\n").as_bytes(),
        "",
        &expect![
            "The quote opened on line 2 is never closed. Close it, or double it where it is part of the text"
        ],
    );
    let level = r#"outcomes: (text: (column: "Goals"), level: ByCount(["strnog"])),"#;
    refused(
        HEADING.as_bytes(),
        level,
        &expect![
            "The map says nothing usable as `outcomes`: there is no level “strnog”; the levels are none, low, moderate, strong, extreme. Correct the map"
        ],
    );
}

#[test]
fn a_column_that_nobody_can_decide_on_is_asked_about() {
    let mut map = map("");
    map.costs[0].decimal = None;
    let error = propose(format!("{HEADING}A|One||||||1.234||\n").as_bytes(), &map).unwrap_err();
    expect!["The amounts in “Cost” cannot be read yet: “1.234” may be a thousand or a part of one. Write `decimal: Point` or `decimal: Comma` in the map"].assert_eq(&error.to_string());
}

#[test]
fn a_wrong_unit_is_told_with_its_place_in_the_map() {
    let text = r#"(
        portfolio: (title: "T", currency: "EUR", calendar: (first: "2027-01", length: Quarter, horizon: 8)),
        project: (key: ["Id"], name: ["Name"]),
        costs: [(column: "Cost", name: "Budget", unit: Millions)],
    )"#;
    expect!["The map cannot be understood at line 4, column 56: Unexpected variant named `Millions` in enum `Unit`, expected one of `One`, `Thousand`, `Million`, or `Billion` instead"].assert_eq(&read_mapping(text).unwrap_err().to_string());
}

#[test]
fn utf16_from_excel_is_read() {
    let text = "\u{FEFF}Id\tName\tState\tTags\tStart\tEnd\tLead\tCost\nA\tGröße\t\t\t\t\tÆgir\t1\n";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let Proposal { portfolio, report } = propose(&bytes, &map("")).unwrap();
    assert_eq!(portfolio.projects.values().next().unwrap().name.as_str(), "Größe");
    assert_eq!((report.encoding, report.delimiter), ("UTF-16LE", '\t'));
}

#[test]
fn a_missing_file_is_told_with_its_path() {
    let map = map_path("canada-it-2022.map.ron");
    let error = propose_from(Path::new("no/such.csv"), &map).unwrap_err().to_string();
    assert!(
        error.starts_with("The file cannot be read: ") && error.ends_with("\nFile: no/such.csv"),
        "{error}"
    );
    let error = propose_from(&map, Path::new("no/such.ron")).unwrap_err().to_string();
    assert!(error.ends_with("\nFile: no/such.ron"), "{error}");
}

/// One row of a table made up: its cells, and how many thousandths of a thousand stand in it as an amount.
fn any_row() -> impl Strategy<Value = (Vec<String>, i128)> {
    let key = prop_oneof!["[A-F]{1}", "[A-Z]{3}", Just(String::new())];
    let name = prop_oneof!["[a-z \n]{0,12}", "\\PC{0,20}"];
    let amount = prop_oneof![
        (0_u32..5_000_000).prop_map(|euros| (
            format!("{},{:03}", euros.div_euclid(1_000), euros.rem_euclid(1_000)),
            i128::from(euros) * 100
        )),
        Just((String::new(), 0)),
        Just(("unknown".to_owned(), 0)),
    ];
    let cells = (
        key,
        name,
        "[a-z]{0,4}",
        "[a-z;]{0,6}",
        "[0-9-]{0,10}",
        "[0-9-]{0,10}",
        amount,
        "[a-z; ]{0,12}",
        -1_i8..12,
    );
    cells.prop_map(|(key, name, state, tags, start, end, (amount, cents), goals, length)| {
        let mut row =
            vec![key, name, state, tags, start, end, String::new(), amount, goals, "x".to_owned()];
        // Now and then a row has another length than the heading.
        if (0..10).contains(&length) && length % 3 == 0 {
            row.truncate(usize::try_from(length).unwrap());
            return (row, 0);
        }
        (row, cents)
    })
}

fn quoted(row: &[String]) -> String {
    let cells: Vec<String> =
        row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
    cells.join("|")
}

/// Every line of the report names a row that is there, once, in order.
fn refused_lines(report: &ImportReport) -> Vec<usize> {
    report.refusals.iter().map(|refusal| refusal.line).collect()
}

proptest! {
    #[test]
    fn every_row_is_a_project_or_refused_and_every_amount_is_counted(
        rows in prop::collection::vec(any_row(), 0..30)
    ) {
        let (mut text, mut starts) = (HEADING.to_owned(), Vec::new());
        for (cells, _) in &rows {
            // A row without cells is a blank line, and no row.
            if !cells.is_empty() {
                starts.push(text.matches('\n').count() + 1);
            }
            text.push_str(&quoted(cells));
            text.push('\n');
        }
        let Proposal { portfolio, report } = propose(text.as_bytes(), &map(GOALS)).unwrap();
        prop_assert_eq!(report.row_count, starts.len());
        prop_assert_eq!(report.project_count + report.refusals.len(), report.row_count);
        prop_assert_eq!(portfolio.projects.len(), report.project_count);
        let lines = refused_lines(&report);
        prop_assert!(lines.is_sorted_by(|one, other| one < other));
        prop_assert!(lines.iter().all(|line| starts.contains(line)), "{:?}", lines);

        let sum = &report.sums[0];
        let known: i128 = rows.iter().map(|(_, cents)| cents).sum();
        prop_assert_eq!(sum.taken.minor + sum.refused.minor, known);
        let ragged = |refusal: &&_| matches!(refusal, portolan::exchange::import::RowRefusal { reason: RowReason::Ragged { .. }, .. });
        let ragged = report.refusals.iter().filter(ragged).count();
        let counted = sum.taken_count + sum.empty_count + sum.unread_count;
        prop_assert_eq!(counted, report.project_count);
        prop_assert!(sum.refused_count + ragged <= report.refusals.len());
        let held: i128 = cost_sums(&portfolio).values().sum();
        prop_assert_eq!(held, sum.taken.minor);
        let told = tell(&report);
        prop_assert!(!told.contains('\u{1B}'), "{}", told);
        let all_told = lines.iter().all(|line| told.contains(&format!("  line {line}: ")));
        prop_assert!(all_told, "{}", told);
    }

    /// Whatever the bytes, it ends in a proposal or in words.
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut text = HEADING.as_bytes().to_vec();
        text.extend(&bytes);
        for source in [&bytes, &text] {
            if let Err(error) = propose(source, &map(GOALS)) {
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }
}
