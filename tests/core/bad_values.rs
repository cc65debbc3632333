//! What a person is told when a file can be read, but says something that cannot be.

use expect_test::expect;

use super::bad_files::check;

#[test]
fn a_field_that_is_missing() {
    check(
        "          likely: 500,\n",
        "",
        &expect![[r#"
        The field `likely` is missing in this record
        Line 46, column 9: project “Core banking”, cost “Hardware”, field `kind`
           |
        45 |           kind: Capex,
        46 |         ),
           |         ^
        47 |       ],
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn an_id_that_is_none() {
    check(
        "\"000000000009\"",
        "\"9\"",
        &expect![[r#"
        An id is 12 characters of 0–9 and a–z without i, l, o and u
        Line 51, column 16: project “Core banking”, field `milestones`, field `id`
           |
        50 |         (
        51 |           id: "9",
           |                ^
        52 |           name: "Go-live",
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn a_misspelt_word() {
    check(
        "stage: Active",
        "stage: Aktive",
        &expect![[r#"
        `Aktive` is none of Idea, Proposed, Approved, Active, OnHold, Done, Cancelled
        Line 31, column 14: project “Core banking”, field `stage`
           |
        30 |       name: "Core banking",
        31 |       stage: Aktive,
           |              ^
        32 |       tags: ["cloud"],
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn a_level_that_the_ladder_does_not_have() {
    check(
        "\"strong\"",
        "\"heroic\"",
        &expect![[r#"
        The ladder has no level "heroic"; it has none, low, moderate, strong, extreme
        Line 37, column 18: project “Core banking”, field `contributions`, field `level`
           |
        36 |           outcome: "000000000002",
        37 |           level: "heroic",
           |                  ^
        38 |           confidence: 80,
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
    check(
        "\"low\"",
        "\"heroic\"",
        &expect![[r#"
        The ladder has no level "heroic"; it has none, low, moderate, strong, extreme
        Line 16, column 9: outcome “Growth”, field `statements`
           |
        15 |       statements: {
        16 |         "heroic": "A little",
           |         ^
        17 |       },
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn a_field_that_stands_twice() {
    check(
        "duration: 4,",
        "duration: 4,\n      duration: 5,",
        &expect![[r#"
        The field `duration` stands twice in the same record
        Line 34, column 7: project “Core banking”, field `duration`
           |
        33 |       duration: 4,
        34 |       duration: 5,
           |       ^
        35 |       contributions: [
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
    check(
        "duration: 4,",
        "later: 4,\n      later: 5,",
        &expect![[r#"
        The field `later` stands twice in the same record
        Line 34, column 7: project “Core banking”, field `later`
           |
        33 |       later: 4,
        34 |       later: 5,
           |       ^
        35 |       contributions: [
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn a_key_that_stands_twice() {
    check(
        "\"low\": \"A little\",",
        "\"low\": \"A little\",\n        \"low\": \"Some\",",
        &expect![[r#"
        "low" stands twice in the same table
        Line 17, column 10: outcome “Growth”, field `statements`
           |
        16 |         "low": "A little",
        17 |         "low": "Some",
           |          ^
        18 |       },
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn an_element_that_stands_twice() {
    check(
        "[\"cloud\"]",
        "[\"cloud\", \"cloud\"]",
        &expect![[r#"
        "cloud" stands twice in the same list
        Line 32, column 30: project “Core banking”, field `tags`
           |
        31 |       stage: Active,
        32 |       tags: ["cloud", "cloud"],
           |                              ^
        33 |       duration: 4,
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn an_id_that_stands_twice() {
    check(
        "id: \"00000000000a\"",
        "id: \"000000000007\"",
        &expect![[r#"
        This project has the same id as another one before it; give one of them a new id
        Line 58, column 7: field `projects`, field `id`
           |
        57 |     (
        58 |       id: "000000000007",
           |       ^
        59 |       name: "Portal",
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn two_contributions_to_one_outcome() {
    let good = "          confidence: 80,\n        ),\n";
    let bad = format!(
        "{good}        (\n          outcome: \"000000000002\",\n          confidence: 50,\n        ),\n"
    );
    check(
        good,
        &bad,
        &expect![[r#"
        This contribution has the same id as another one before it; give one of them a new id
        Line 41, column 11: project “Core banking”, field `contributions`, field `outcome`
           |
        40 |         (
        41 |           outcome: "000000000002",
           |           ^
        42 |           confidence: 50,
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn numbers_without_end() {
    check(
        "confidence: 80",
        "confidence: NaN",
        &expect![[r#"
        A figure must be a finite number
        Line 38, column 23: project “Core banking”, field `contributions`, field `confidence`
           |
        37 |           level: "strong",
        38 |           confidence: NaN,
           |                       ^
        39 |         ),
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
    check(
        "confidence: 80",
        "confidence: inf",
        &expect![[r#"
        A figure must be a finite number
        Line 38, column 23: project “Core banking”, field `contributions`, field `confidence`
           |
        37 |           level: "strong",
        38 |           confidence: inf,
           |                       ^
        39 |         ),
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
    check(
        "weight: 50",
        "weight: 1e999",
        &expect![[r#"
        A figure must be a finite number
        Line 14, column 15: outcome “Growth”, field `weight`
           |
        13 |       name: "Growth",
        14 |       weight: 1e999,
           |               ^
        15 |       statements: {
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn a_percentage_beyond_a_hundred() {
    check(
        "confidence: 80",
        "confidence: 120",
        &expect![[r#"
        A percentage goes from 0 to 100; this is 120
        Line 38, column 23: project “Core banking”, field `contributions`, field `confidence`
           |
        37 |           level: "strong",
        38 |           confidence: 120,
           |                       ^
        39 |         ),
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
    check(
        "discount_rate: 4",
        "discount_rate: -4",
        &expect![[r#"
        A percentage goes from 0 to 100; this is -4
        Line 9, column 18: field `discount_rate`
           |
         8 |   horizon: 12,
         9 |   discount_rate: -4,
           |                  ^
        10 |   outcomes: [
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn a_number_too_large() {
    check(
        "likely: 500",
        "likely: 99999999999999999999",
        &expect![[r#"
        The number is too large or below zero
        Line 46, column 19: project “Core banking”, cost “Hardware”, field `likely`
           |
        45 |           kind: Capex,
        46 |           likely: 99999999999999999999,
           |                   ^
        47 |         ),
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
    check(
        "duration: 4",
        "duration: -1",
        &expect![[r#"
        The number is too large or below zero
        Line 33, column 18: project “Core banking”, field `duration`
           |
        32 |       tags: ["cloud"],
        33 |       duration: -1,
           |                  ^
        34 |       contributions: [
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
    check(
        "likely: 500",
        "likely: 1.5",
        &expect![[r#"
        A whole number is expected here, without point or exponent
        Line 46, column 20: project “Core banking”, cost “Hardware”, field `likely`
           |
        45 |           kind: Capex,
        46 |           likely: 1.5,
           |                    ^
        47 |         ),
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn a_day_that_is_none() {
    check(
        "2027-05-01",
        "2026-13-01",
        &expect![[r#"
        "2026-13-01" is no day; a day is written as year, month and day, such as 2027-01-31
        Line 53, column 21: project “Core banking”, milestone “Go-live”, field `planned`
           |
        52 |           name: "Go-live",
        53 |           planned: "2026-13-01",
           |                     ^
        54 |         ),
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
    check(
        "2027-05-01",
        "20270501",
        &expect![[r#"
        "20270501" is no day; a day is written as year, month and day, such as 2027-01-31
        Line 53, column 21: project “Core banking”, milestone “Go-live”, field `planned`
           |
        52 |           name: "Go-live",
        53 |           planned: "20270501",
           |                     ^
        54 |         ),
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn a_month_that_is_none() {
    check(
        "first_period: \"2027-01\"",
        "first_period: \"2027-1\"",
        &expect![[r#"
        A month is written as year and month, such as 2027-04
        Line 6, column 18: field `first_period`
          |
        5 |   currency: "EUR",
        6 |   first_period: "2027-1",
          |                  ^
        7 |   period: Quarter,
          |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
    check(
        "first_period: \"2027-01\"",
        "first_period: \"2027-13\"",
        &expect![[r#"
        A month goes from 01 to 12 and a year from 1900 to 2999
        Line 6, column 18: field `first_period`
          |
        5 |   currency: "EUR",
        6 |   first_period: "2027-13",
          |                  ^
        7 |   period: Quarter,
          |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn a_horizon_that_cannot_be() {
    check(
        "horizon: 12",
        "horizon: 0",
        &expect![[r#"
        A portfolio looks 1 to 600 periods ahead; this says 0
        Line 8, column 3: field `horizon`
          |
        7 |   period: Quarter,
        8 |   horizon: 0,
          |   ^
        9 |   discount_rate: 4,
          |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn a_currency_that_is_none() {
    check(
        "\"EUR\"",
        "\"Euro\"",
        &expect![[r#"
        A currency is three capital letters, such as EUR
        Line 5, column 3: field `currency`
          |
        4 |   title: "Plan",
        5 |   currency: "Euro",
          |   ^
        6 |   first_period: "2027-01",
          |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn names_that_cannot_be() {
    check(
        "\"Core banking\"",
        r#""Core\nbanking""#,
        &expect![[r#"
        A name stands on one line; this one has a line break or a control character in it
        Line 30, column 20: project “Core\n”, field `name`
           |
        29 |       id: "000000000007",
        30 |       name: "Core\nbanking",
           |                    ^
        31 |       stage: Active,
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
    check(
        "\"Core banking\"",
        "\" \"",
        &expect![[r#"
        A name cannot be empty
        Line 30, column 14: field `projects`, field `name`
           |
        29 |       id: "000000000007",
        30 |       name: " ",
           |              ^
        31 |       stage: Active,
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
    check(
        "\"Core banking\"",
        &format!("\"{}\"", "ß".repeat(301)),
        &expect![[r#"
        A name has at most 300 characters; this one has 301
        Line 30, column 14: field `projects`, field `name`
           |
        29 |       id: "000000000007",
        30 |       name: "ßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßß
           |              ^
        31 |       stage: Active,
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn an_estimate_out_of_order() {
    check(
        "likely: 500,",
        "likely: 500,\n          low: 600,",
        &expect![[r#"
        An estimate goes from low over likely to high; these three are not in that order
        Line 46, column 11: project “Core banking”, cost “Hardware”, field `likely`
           |
        45 |           kind: Capex,
        46 |           likely: 500,
           |           ^
        47 |           low: 600,
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn a_ladder_that_does_not_rise() {
    let bad = "outcomes: [],\n  ladder: [\n    (key: \"a\", name: \"A\", value: 2),\n    (key: \"b\", name: \"B\", value: 1),\n  ],\n  later: [";
    check(
        "outcomes: [",
        bad,
        &expect![[r#"
        Each level must count more than the one below; "B" does not
        Line 11, column 3: field `ladder`
           |
        10 |   outcomes: [],
        11 |   ladder: [
           |   ^
        12 |     (key: "a", name: "A", value: 2),
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn a_budget_of_a_kind_and_a_pool() {
    check(
        "total: 900",
        "kind: Capex,\n      pool: \"Change\"",
        &expect![[r#"
        A budget limits one kind of cost or one named pool, not both; take out `kind` or `pool`
        Line 25, column 7: budget “Change”, field `pool`
           |
        24 |       kind: Capex,
        25 |       pool: "Change",
           |       ^
        26 |     ),
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn a_synergy_where_nothing_enables() {
    let bad = "dependencies: [\n    (\n      id: \"00000000000b\",\n      from: \"000000000007\",\n      kind: Together,\n      to: \"00000000000a\",\n      synergy: 5,\n    ),\n  ],\n  pins: {";
    check(
        "pins: {",
        bad,
        &expect![[r#"
        Only a dependency of kind Enables has `synergy`; take it out or change the kind
        Line 68, column 7: field `dependencies`, field `synergy`
           |
        67 |       to: "00000000000a",
        68 |       synergy: 5,
           |       ^
        69 |     ),
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}

#[test]
fn a_pin_of_nothing() {
    check(
        "\"project 000000000007\"",
        "\"group 000000000007\"",
        &expect![[r#"
        A pin is filed under "project", "change", "outcome" or "measure" and the id after it
        Line 63, column 5: field `pins`
           |
        62 |   pins: {
        63 |     "group 000000000007": (10, 20),
           |     ^
        64 |   },
           |
        Mend the line shown above in a text editor, or open the last good backup."#]],
    );
}
