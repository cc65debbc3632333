//! Weights as a table for people, with what they should know of the comparisons behind it.

use std::fmt::Write as _;

use super::{Comparisons, Weighed};
use crate::analysis::scoring::pairwise::{Mending, RATIO_FINE, Triad};
use crate::cli::table::{Side, aligned};
use crate::wording::{decimal, plural, points, times};

/// So many judgments are named.
const WORST_SHOWN: usize = 5;

pub(super) fn table(weighed: &Weighed) -> String {
    let mut places: Vec<usize> = (0..weighed.names.len()).collect();
    let weight = |place: &usize| weighed.weights.get(*place).copied().unwrap_or(0.0);
    places.sort_by(|one, other| weight(other).total_cmp(&weight(one)));
    let said = |place: &usize| {
        let compared = weighed.compared.as_ref()?;
        compared.priorities.weights.get(*place).map(|weight| points(weight * 100.0))
    };
    let row = |place: &usize| {
        let name = weighed.name(*place).to_owned();
        vec![points(weight(place) * 100.0), said(place).unwrap_or_default(), name]
    };
    let mut heads =
        vec![("Weight %", Side::Right), ("Compared %", Side::Right), ("Name", Side::Left)];
    let mut rows: Vec<Vec<String>> = places.iter().map(row).collect();
    if weighed.is_compared_only || weighed.compared.is_none() {
        heads.remove(1);
        for row in &mut rows {
            row.remove(1);
        }
    }
    let mut text = format!(
        "{}, {}\n\n{}",
        weighed.title,
        plural(weighed.names.len(), "weight"),
        aligned(&heads, &rows)
    );
    if let Some(compared) = &weighed.compared {
        // Writing to a `String` cannot fail.
        write!(text, "\n{}", comparisons(weighed, compared)).ok();
    }
    text
}

fn comparisons(weighed: &Weighed, compared: &Comparisons) -> String {
    let priorities = &compared.priorities;
    let mut text = format!(
        "{} of {} compared. λmax {}, consistency index {}, consistency ratio {}.\n",
        compared.judgments.count(),
        plural(compared.judgments.pair_count(), "pair"),
        decimal(priorities.lambda_max, 4),
        decimal(priorities.index, 4),
        decimal(priorities.ratio, 4),
    );
    let gaps = if compared.judgments.are_complete() {
        String::new()
    } else {
        format!(
            " Held against what so few comparisons can contradict each other, it is {}.",
            decimal(priorities.ratio_with_gaps, 4)
        )
    };
    let verdict = if priorities.ratio_with_gaps <= RATIO_FINE {
        "The comparisons agree well enough: up to 0.1 is fine."
    } else {
        "The comparisons contradict each other too much: up to 0.1 is fine."
    };
    writeln!(text, "{verdict}{gaps}").ok();
    if let Some(triad) = &compared.triad {
        writeln!(text, "\n{}", triad_line(weighed, triad)).ok();
    }
    if !compared.mendings.is_empty() {
        writeln!(text, "\nWhat would mend most, each by itself").ok();
    }
    for mending in compared.mendings.iter().take(WORST_SHOWN) {
        writeln!(text, "  {}", mending_line(weighed, mending)).ok();
    }
    if let Some((one, other)) = compared.next {
        writeln!(text, "\nTo ask next: “{}” or “{}”?", weighed.name(one), weighed.name(other)).ok();
    }
    text
}

fn triad_line(weighed: &Weighed, triad: &Triad) -> String {
    let [first, second, third] = triad.things.map(|place| weighed.name(place));
    format!(
        "Most contradictory: “{first}”, “{second}” and “{third}”. What is said of the first two pairs and of the third misses by a factor of {}.",
        times(triad.factor)
    )
}

fn mending_line(weighed: &Weighed, it: &Mending) -> String {
    let (one, other) = if it.times >= 1.0 { (it.one, it.other) } else { (it.other, it.one) };
    let turned = |value: f64| if it.times >= 1.0 { value } else { 1.0 / value };
    format!(
        "“{}” counts {} times as much as “{}”; with {} the ratio is {} (best of all numbers: {}, {}).",
        weighed.name(one),
        times(turned(it.times)),
        weighed.name(other),
        times(turned(it.better)),
        decimal(it.ratio, 4),
        times(turned(it.best)),
        decimal(it.ratio_best, 4)
    )
}
