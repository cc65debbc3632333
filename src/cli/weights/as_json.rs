//! Weights as JSON, unrounded.

use super::{Comparisons, Weighed};
use crate::analysis::scoring::pairwise::{Mending, RATIO_FINE, Triad};
use crate::cli::json::{lines, list, number, object, text};

pub(super) fn json(weighed: &Weighed) -> String {
    let by_name = |weights: &[f64]| {
        let fields = weighed.names.iter().zip(weights);
        object(&fields.map(|(name, weight)| (name.as_str(), number(*weight))).collect::<Vec<_>>())
    };
    let compared = weighed.compared.as_ref();
    let figure = |figure: fn(&Comparisons) -> f64| {
        compared.map_or_else(|| "null".to_owned(), |compared| number(figure(compared)))
    };
    let worst: Vec<String> = compared.map_or_else(Vec::new, |it| {
        it.mendings.iter().map(|mending| judgment(weighed, mending)).collect()
    });
    let fields = [
        ("weights", by_name(&weighed.weights)),
        (
            "from_comparisons",
            compared.map_or_else(|| "null".to_owned(), |it| by_name(&it.priorities.weights)),
        ),
        ("method", text(weighed.method)),
        ("lambda_max", figure(|it| it.priorities.lambda_max)),
        ("ci", figure(|it| it.priorities.index)),
        ("cr", figure(|it| it.priorities.ratio)),
        ("cr_with_gaps", figure(|it| it.priorities.ratio_with_gaps)),
        (
            "consistent",
            compared.map_or_else(
                || "null".to_owned(),
                |it| (it.priorities.ratio_with_gaps <= RATIO_FINE).to_string(),
            ),
        ),
        ("judged", compared.map_or_else(|| "0".to_owned(), |it| it.judgments.count().to_string())),
        (
            "pairs",
            compared.map_or_else(|| "0".to_owned(), |it| it.judgments.pair_count().to_string()),
        ),
        (
            "worst_triad",
            compared
                .and_then(|it| it.triad.as_ref())
                .map_or_else(|| "null".to_owned(), |it| triad(weighed, it)),
        ),
        ("worst", lines(&worst)),
        (
            "next",
            compared.and_then(|it| it.next).map_or_else(
                || "null".to_owned(),
                |(one, other)| list(&[text(weighed.name(one)), text(weighed.name(other))]),
            ),
        ),
    ];
    let fields: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}: {value}", text(name))).collect();
    format!("{{{}}}", fields.join(",\n"))
}

/// A judgment the way round in which it reads "counts more".
fn judgment(weighed: &Weighed, it: &Mending) -> String {
    let is_upright = it.times >= 1.0;
    let (more, less) = if is_upright { (it.one, it.other) } else { (it.other, it.one) };
    let turned = |times: f64| number(if is_upright { times } else { 1.0 / times });
    object(&[
        ("more", text(weighed.name(more))),
        ("less", text(weighed.name(less))),
        ("times", turned(it.times)),
        ("better", turned(it.better)),
        ("cr", number(it.ratio)),
        ("best", turned(it.best)),
        ("cr_best", number(it.ratio_best)),
    ])
}

fn triad(weighed: &Weighed, it: &Triad) -> String {
    object(&[
        ("names", list(&it.things.map(|place| text(weighed.name(place))))),
        ("factor", number(it.factor)),
        (
            "mend",
            it.mending
                .as_ref()
                .map_or_else(|| "null".to_owned(), |mending| judgment(weighed, mending)),
        ),
    ])
}
