//! The report of an import in words: complete, and short where many rows say the same.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};

use super::columns::start_of;
use super::report::{CellNote, ColumnSum, ImportReport, RowName};
use crate::exchange::figure::sum_in_unit;

/// The whole report in lines, without control characters, for a terminal or a window.
pub fn tell(report: &ImportReport) -> String {
    let mut text = String::new();
    // Writing to a `String` cannot fail.
    match write_all(&mut text, report) {
        Ok(()) | Err(fmt::Error) => text,
    }
}

fn write_all(out: &mut String, report: &ImportReport) -> fmt::Result {
    head(out, report)?;
    sums(out, report)?;
    rows(
        out,
        "Projects without a cost, because their cells are empty or could not be taken",
        &report.without_cost,
    )?;
    outcomes(out, report)?;
    rows(
        out,
        "Projects without an outcome; nobody has said what they are for",
        &report.without_outcome,
    )?;
    unplaced(out, report)?;
    cells(out, &report.cells_not_taken)?;
    refusals(out, report)
}

fn head(out: &mut String, report: &ImportReport) -> fmt::Result {
    let separator = match report.delimiter {
        '\t' => "tabs".to_owned(),
        sign => format!("“{sign}”"),
    };
    writeln!(out, "Read as {}, cells separated by {separator}.", report.encoding)?;
    if report.unreadable_count > 0 {
        writeln!(
            out,
            "{} could not be read in that encoding and are shown as “�”. State the right one as `encoding` in the map.",
            counted(report.unreadable_count, "character")
        )?;
    }
    writeln!(
        out,
        "{}: {}, {} refused. {}, {}.",
        counted(report.row_count, "row"),
        counted(report.project_count, "project"),
        report.refusals.len(),
        counted(report.outcomes.len(), "outcome"),
        counted(report.stakeholder_count, "person or unit"),
    )
}

fn sums(out: &mut String, report: &ImportReport) -> fmt::Result {
    if report.sums.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nSums, to be held against the source")?;
    for sum in &report.sums {
        let unit = format!("{}{}", sum.unit.before_currency(), report.currency);
        let taken = sum_in_unit(sum.taken.minor, report.currency, sum.unit);
        write!(
            out,
            "  {}: {taken} {unit} in {}",
            shown(&sum.column),
            counted(sum.taken_count, "cell")
        )?;
        for part in sum_parts(sum) {
            write!(out, "; {part}")?;
        }
        writeln!(out)?;
        if sum.refused_count > 0 {
            let refused = sum_in_unit(sum.refused.minor, report.currency, sum.unit);
            let all = sum_in_unit(
                sum.taken.minor.saturating_add(sum.refused.minor),
                report.currency,
                sum.unit,
            );
            let count = counted(sum.refused_count, "cell");
            writeln!(out, "    and {refused} {unit} in {count} of refused rows, together {all}")?;
        }
    }
    Ok(())
}

fn sum_parts(sum: &ColumnSum) -> impl Iterator<Item = String> {
    let parts = [
        (sum.empty_count, "empty"),
        (sum.unread_count, "not an amount"),
        (sum.rounded_count, "rounded"),
    ];
    parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"))
}

fn outcomes(out: &mut String, report: &ImportReport) -> fmt::Result {
    if report.outcomes.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nOutcomes")?;
    for outcome in &report.outcomes {
        let links = counted(outcome.link_count, "project");
        writeln!(out, "  {}: {links}, {} rated", shown(&outcome.name), outcome.rated_count)?;
    }
    Ok(())
}

fn rows(out: &mut String, title: &str, rows: &[RowName]) -> fmt::Result {
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{title}")?;
    for RowName { line, name } in rows {
        writeln!(out, "  line {line}: {}", shown(name))?;
    }
    Ok(())
}

fn unplaced(out: &mut String, report: &ImportReport) -> fmt::Result {
    if report.texts_without_outcome.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nTexts that mean no outcome of the map. Add a word for them, or leave them")?;
    for (text, &count) in &report.texts_without_outcome {
        writeln!(out, "  {}: {}", counted(count, "row"), shown(text))?;
    }
    Ok(())
}

/// Cells with the same text and reason stand together.
fn cells(out: &mut String, notes: &[CellNote]) -> fmt::Result {
    if notes.is_empty() {
        return Ok(());
    }
    let mut alike: BTreeMap<(&str, String, &str), BTreeSet<usize>> = BTreeMap::new();
    for CellNote { line, column, text, reason } in notes {
        alike.entry((column, reason.to_string(), text)).or_default().insert(*line);
    }
    writeln!(out, "\nCells that were not taken; their projects were, without them")?;
    for ((column, reason, text), lines) in alike {
        let word = if lines.len() == 1 { "line" } else { "lines" };
        let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
        writeln!(
            out,
            "  {word} {}, {}: “{}”: {reason}",
            lines.join(", "),
            shown(column),
            shown(text)
        )?;
    }
    Ok(())
}

fn refusals(out: &mut String, report: &ImportReport) -> fmt::Result {
    if report.refusals.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nRows that were refused")?;
    for refusal in &report.refusals {
        writeln!(out, "  line {}: {}", refusal.line, clean(&refusal.reason.to_string()))?;
    }
    Ok(())
}

/// "1 row", "2 rows"; "person or unit" becomes "people or units".
fn counted(count: usize, what: &str) -> String {
    match (count, what) {
        (1, _) => format!("1 {what}"),
        (_, "person or unit") => format!("{count} people or units"),
        _ => format!("{count} {what}s"),
    }
}

/// The start of a text on one line.
fn shown(text: &str) -> String {
    clean(&start_of(text))
}

/// The text without what could move the cursor, colour the terminal or turn the reading direction.
fn clean(text: &str) -> String {
    let harmful = |sign: char| {
        sign.is_control()
            || matches!(sign, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200B}'..='\u{200F}')
    };
    text.chars().map(|sign| if harmful(sign) { '\u{FFFD}' } else { sign }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_cannot_move_the_cursor() {
        assert_eq!(shown("a\u{1B}[31m\u{202E}b\nc"), "a�[31m�b c");
        assert_eq!(shown(&"x".repeat(61)), format!("{}…", "x".repeat(60)));
        assert_eq!(counted(1, "row"), "1 row");
        assert_eq!(counted(0, "row"), "0 rows");
    }
}
