//! `robust`: what is in whatever the weights turn out to be.

use std::fmt::Write as _;

use super::Given;
use super::fund_arguments::{KnownCosts, KnownRatings, KnownWeights, RobustArguments};
use super::json::{lines, number, object, text};
use super::planning::{Asked, asked, ids_json, or_null, plan_json, tall};
use super::scoring_arguments::AnswerFormat;
use super::table::{Side, aligned};
use super::told::{Ending, Told};
use crate::analysis::optimise::robust::{
    Competitor, CoreIndex, CostsKnown, Found, Information, Judgment, Known, Question, RatingsKnown,
    Robust, Standing, WeightsKnown, Work, robust as all_robust,
};
use crate::jobs::Monitor;
use crate::model::ProjectId;
use crate::wording::{decimal, list_of, plural, points, shortened};
use crate::workspace::funding_words::{judgment_words, project_name};

/// So many beginnings of plans are held at most while all are listed.
const PLANS_MAX: usize = 4_000;
/// There is time for so many draws at least, for twice as many on two processors.
const DRAWS_LEAST: f64 = 200.0;
/// In this part of the time weightings are drawn; what is left is for a second look.
const SAMPLING_PART: f64 = 0.7;
/// So much of the search tree for the best plan of each draw.
const NODES_MAX: u64 = 200;
const SHOWN: usize = 5;
const NAME_CHARACTERS_MAX: usize = 48;

pub(super) fn robust(arguments: &RobustArguments, given: &Given<'_>) -> Result<Told, Told> {
    let asked = asked(&arguments.plan, given)?;
    let information = Information::of(&asked.portfolio, known(arguments));
    let is_over = || asked.is_over();
    let work = Work {
        plans_max: PLANS_MAX,
        samples: arguments.samples.max(1),
        seed: arguments.seed,
        is_listing_over: &|| asked.is_quarter_over(),
        is_over: &is_over,
        is_sampling_over: &|| asked.seconds_passed() > SAMPLING_PART * arguments.plan.time_limit,
        clock: &|| asked.seconds_passed(),
        draw_seconds_max: arguments.plan.time_limit / DRAWS_LEAST,
        draw_nodes_max: NODES_MAX,
        gap_permille: asked.effort(&is_over).gap_permille,
    };
    let monitor = Monitor::default();
    let robust = all_robust(&asked.portfolio, asked.wish, &information, &work, &monitor)
        .map_err(|failure| asked.failed(failure))?;
    let out = match arguments.plan.format {
        AnswerFormat::Json => json(&asked, &robust),
        AnswerFormat::Table => table(&asked, &robust),
    };
    let ending = if robust.plans.is_empty() { Ending::Findings } else { Ending::Fine };
    Ok(Told { out, err: String::new(), ending }.beside(asked.warnings.iter().cloned()))
}

fn known(arguments: &RobustArguments) -> Known {
    Known {
        weights: match arguments.weights {
            KnownWeights::Nothing => WeightsKnown::Nothing,
            KnownWeights::Order => WeightsKnown::Order,
            KnownWeights::Ranges => WeightsKnown::Ranges,
        },
        ratings: match arguments.ratings {
            KnownRatings::Agreed => RatingsKnown::Agreed,
            KnownRatings::Open => RatingsKnown::Open,
            KnownRatings::OneStep => RatingsKnown::OneStep,
        },
        costs: match arguments.costs {
            KnownCosts::Likely => CostsKnown::Likely,
            KnownCosts::Ranges => CostsKnown::Ranges,
        },
    }
}

fn standing_word(standing: Standing) -> &'static str {
    match standing {
        Standing::Core => "core",
        Standing::AllFound => "all-found",
        Standing::Borderline => "borderline",
        Standing::NoneFound => "none-found",
        Standing::Exterior => "exterior",
    }
}

fn json(asked: &Asked<'_>, robust: &Robust) -> String {
    let project = |(&id, core): (&ProjectId, &CoreIndex)| {
        let [low, high] = core.range;
        object(&[
            ("id", text(&id.to_string())),
            ("name", text(&project_name(&asked.portfolio, id))),
            ("core_index", number(core.index)),
            ("low", number(low)),
            ("high", number(high)),
            ("error", number(core.error())),
            ("unproved", number(core.unproved)),
            ("standing", text(standing_word(core.standing))),
        ])
    };
    let plan = |(plan, count): &(crate::analysis::optimise::Plan, usize)| {
        object(&[("funded", plan_json(plan)), ("count", count.to_string())])
    };
    let competitor = |competitor: &Competitor| {
        object(&[
            ("most", number(competitor.most)),
            ("least", number(competitor.least)),
            ("always_possible", competitor.is_always_possible.to_string()),
            ("funded", ids_json(competitor.plan.funded.keys().copied())),
        ])
    };
    let samples = match robust.found {
        Found::Exact => None,
        Found::Sampled { samples, .. } => Some(samples.to_string()),
    };
    let gap = match robust.found {
        Found::Exact => None,
        Found::Sampled { gap_permille, .. } => Some(number(f64::from(gap_permille) / 1000.0)),
    };
    let competitors = robust.competitors.as_ref();
    let competitors = competitors.map(|all| lines(&all.iter().map(competitor).collect::<Vec<_>>()));
    tall(&[
        ("exact", (robust.found == Found::Exact).to_string()),
        ("samples", or_null(samples)),
        ("gap", or_null(gap)),
        ("projects", lines(&robust.core.iter().map(project).collect::<Vec<_>>())),
        ("plans", lines(&robust.plans.iter().map(plan).collect::<Vec<_>>())),
        ("competitors", or_null(competitors)),
        ("questions", lines(&robust.questions.iter().map(question_json).collect::<Vec<_>>())),
    ])
}

/// What would be decided, by the ids it is about; a `middle` is a weight from 0 to 1, or points from 0 to 100.
fn question_json(question: &Question) -> String {
    let mut fields = match question.judgment {
        Judgment::Heavier(one, other) => {
            let both = super::json::list(&[one, other].map(|id| text(&id.to_string())));
            vec![("kind", text("heavier")), ("heavier", both)]
        }
        Judgment::Weight(outcome, middle) => vec![
            ("kind", text("weight")),
            ("outcome", text(&outcome.to_string())),
            ("middle", number(middle)),
        ],
        Judgment::Rating(project, outcome, middle) => vec![
            ("kind", text("rating")),
            ("project", text(&project.to_string())),
            ("outcome", text(&outcome.to_string())),
            ("middle", number(middle)),
        ],
        Judgment::Cost(project) => {
            vec![("kind", text("cost")), ("project", text(&project.to_string()))]
        }
    };
    fields.push(("borderline_most", question.borderline_most.to_string()));
    fields.push(("borderline_least", question.borderline_least.to_string()));
    object(&fields)
}

fn table(asked: &Asked<'_>, robust: &Robust) -> String {
    if robust.plans.is_empty() {
        return "No plan keeps to all limits, or none was found in the time allowed; `portolan conflicts` says more.\n".to_owned();
    }
    let mut out = match robust.found {
        Found::Exact => {
            format!("Exact: {} that no other dominates.\n\n", plural(robust.plans.len(), "plan"))
        }
        Found::Sampled { samples, gap_permille } => format!(
            "Sampled, not exact: {} were drawn, and {} came out best{}.\n\n",
            plural(samples, "weighting"),
            plural(robust.plans.len(), "plan"),
            match gap_permille {
                0 => String::new(),
                _ => format!(
                    ", or at most {} % below the best",
                    decimal(f64::from(gap_permille) / 10.0, 1)
                ),
            }
        ),
    };
    if robust.core.values().any(|core| core.unproved > 0.0) {
        out.push_str(
            "Where the best plan of a weighting is not proved, it may be open whether it has a project; the range allows for both, and \"open\" says for how many weightings. \"all-found\" is what is in all plans that were found, \"none-found\" what is in none, with some of them open; only what is open in none is core or exterior.\n\n",
        );
    }
    let samples = match robust.found {
        Found::Exact => 0.0,
        Found::Sampled { samples, .. } => super::planning::count(samples),
    };
    let mut order: Vec<(&ProjectId, &CoreIndex)> = robust.core.iter().collect();
    order.sort_by(|(_, one), (_, other)| other.index.total_cmp(&one.index));
    let row = |(id, core): (&ProjectId, &CoreIndex)| {
        let [low, high] = core.range;
        let range =
            if core.error() > 0.0 { format!("{low:.3} to {high:.3}") } else { String::new() };
        vec![
            format!("{:.3}", core.index),
            range,
            if core.unproved > 0.0 {
                format!("{} open", decimal((core.unproved * samples).round(), 0))
            } else {
                String::new()
            },
            standing_word(core.standing).to_owned(),
            shortened(&project_name(&asked.portfolio, *id), NAME_CHARACTERS_MAX),
        ]
    };
    let range = if robust.found == Found::Exact { "" } else { "95 in 100" };
    let heads = [
        ("Core index", Side::Right),
        (range, Side::Left),
        ("", Side::Left),
        ("", Side::Left),
        ("Project", Side::Left),
    ];
    out.push_str(&aligned(&heads, &order.into_iter().map(row).collect::<Vec<_>>()));
    out.push_str(&competitors(asked, robust));
    out.push_str(&questions(asked, robust));
    out
}

fn competitors(asked: &Asked<'_>, robust: &Robust) -> String {
    let Some(all) = &robust.competitors else {
        return "\nThere is no plan of now that keeps to all limits, so nothing competes with it.\n"
            .to_owned();
    };
    let Some(worst) = all.first() else {
        return "\nNo plan is ever worth more than the plan of now.\n".to_owned();
    };
    let current = crate::analysis::optimise::current_plan(&asked.portfolio, &asked.wish);
    let names = |ids: Vec<ProjectId>| {
        let names: Vec<String> =
            ids.iter().map(|id| format!("“{}”", project_name(&asked.portfolio, *id))).collect();
        list_of(&names, SHOWN)
    };
    let gains = names(worst.plan.without(&current).collect());
    let loses = names(current.without(&worst.plan).collect());
    format!(
        "\nThe plan of now may fall behind {}, by {} points at most: behind the one with {gains}{}{}.\n",
        plural(all.len(), "plan"),
        points(worst.most),
        if loses.is_empty() { String::new() } else { format!(" instead of {loses}") },
        if worst.is_always_possible { "" } else { ", if costs turn out low enough for it" }
    )
}

fn questions(asked: &Asked<'_>, robust: &Robust) -> String {
    let count = robust.core.values().filter(|core| core.standing == Standing::Borderline).count();
    let mut out = format!("\n{} borderline.\n", plural(count, "project"));
    if count > 0 && robust.questions.iter().all(|question| question.borderline_most >= count) {
        out.push_str("  No single answer would leave fewer, whichever way it goes.\n");
    }
    let helpful = robust.questions.iter().filter(|question| question.borderline_most < count);
    for question in helpful.take(SHOWN) {
        let left = decimal(super::planning::count(question.borderline_most), 0);
        let words = judgment_words(&asked.portfolio, question.judgment);
        writeln!(out, "  {words} Then at most {left} are left.").ok();
    }
    out
}
