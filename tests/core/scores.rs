//! Scores, costs and loads: as the documentation works them out, as naive code does, and as they must be for every portfolio.

use std::collections::BTreeMap;
use std::sync::Arc;

use portolan::analysis::finance::{Costs, cost_by_period};
use portolan::analysis::schedule::{Starts, load_by_role};
use portolan::analysis::scoring::{Ranked, Weights, alignment, difference, ranked};
use portolan::file::read;
use portolan::model::{
    Contribution, Dependency, DependencyId, DependencyKind, Id, Level, Money, OutcomeId, Percent,
    Pool, Portfolio, Project, ProjectId, RoleId, Stage, Timing, Weight,
};
use proptest::prelude::*;

use crate::portfolios::sound;

const DOCUMENTATION: &str = include_str!("../../docs/formulas.md");

/// The portfolio that the documentation works on.
fn worked_example() -> Portfolio {
    let (_, rest) = DOCUMENTATION.split_once("```ron\n").unwrap();
    let (text, _) = rest.split_once("```").unwrap();
    read(text.as_bytes().to_vec()).unwrap().portfolio
}

/// Requires that the documentation has this row in the table that begins with `head`.
fn assert_row(head: &str, row: &str) {
    let (_, table) = DOCUMENTATION.split_once(head).unwrap_or_else(|| panic!("no table {head}"));
    let table = table.split("\n\n").next().unwrap();
    assert!(table.lines().any(|line| line == row), "{row} is not in the table {head}{table}");
}

#[test]
fn the_scores_of_the_documentation_are_those_of_the_program() {
    let portfolio = worked_example();
    let order = ranked(&portfolio);
    assert_eq!(order.iter().map(|ranked| ranked.rank).collect::<Vec<_>>(), [1, 2, 3]);
    for Ranked { project, score, .. } in &order {
        let name = &portfolio.projects[project].name;
        let points = portfolio.outcomes.keys().map(|outcome| {
            let part = score.parts.iter().find(|part| part.outcome == *outcome);
            part.map_or("–".to_owned(), |part| format!("{:.2}", part.points))
        });
        let points: Vec<String> = points.collect();
        assert_row(
            "| Project | Growth |",
            &format!("| {name} | {} | {:.2} |", points.join(" | "), score.points),
        );
        let row =
            format!("| {name} | {:.2} | {:.2} | {:.2} |", score.coverage, score.low, score.high);
        assert_row("| Project | Coverage |", &row);
    }
}

#[test]
fn the_ranks_of_the_documentation_are_those_of_the_program() {
    let mut portfolio = worked_example();
    let second = Arc::clone(&portfolio.projects[&ranked(&portfolio)[1].project]);
    portfolio.projects.insert(ProjectId(Id::from_bits(7)), second);
    let order = ranked(&portfolio);
    let scores: Vec<String> =
        order.iter().map(|ranked| format!("{:.2}", ranked.score.points)).collect();
    let ranks: Vec<String> = order.iter().map(|ranked| ranked.rank.to_string()).collect();
    assert_row("| Scores |", &format!("| {} | {} |", scores.join(", "), ranks.join(", ")));
}

#[test]
fn the_difference_of_the_documentation_is_that_of_the_program() {
    let portfolio = worked_example();
    let order = ranked(&portfolio);
    let [first, second] = [&order[0].score, &order[1].score];
    let found = difference(&Weights::of(&portfolio).unwrap(), first, second);
    let head = "| Outcome | Portal | Alarm |";
    let tenths = |tenths: i64| format!("{:.1}", f64::from(i32::try_from(tenths).unwrap()) / 10.0);
    for part in &found.parts {
        let name = &portfolio.outcomes[&part.outcome].name;
        let [one, other] = [part.first, part.second]
            .map(|part| part.map_or("–".to_owned(), |part| format!("{:.2}", part.points)));
        let shown = tenths(part.shown_tenths);
        assert_row(head, &format!("| {name} | {one} | {other} | {:.2} | {shown} |", part.points));
    }
    let shown = tenths(found.gap_tenths);
    let (one, other, gap) = (first.points, second.points, found.gap);
    assert_row(head, &format!("| sum | {one:.2} | {other:.2} | {gap:.2} | {shown} |"));
}

#[test]
fn the_costs_of_the_documentation_are_those_of_the_program() {
    let portfolio = worked_example();
    let costs = Costs::of(&portfolio);
    for (&id, project) in &portfolio.projects {
        let cost = costs.total(id).minor;
        assert_eq!(cost.rem_euclid(100), 0);
        let start = costs.starts.of(id);
        let row = format!("| {} | {start} | {} |", project.name, cost.div_euclid(100));
        assert_row("| Project | Starts in period |", &row);
    }
}

#[test]
fn the_alignment_of_the_documentation_is_that_of_the_program() {
    let portfolio = worked_example();
    let found = alignment(&portfolio, &ranked(&portfolio), &Costs::of(&portfolio)).unwrap();
    for (outcome, row) in &found.rows {
        let name = &portfolio.outcomes[outcome].name;
        let (value, cost) = (row.value.unwrap(), row.cost.unwrap());
        assert_row(
            "| Outcome | Weight |",
            &format!("| {name} | {:.4} | {value:.4} | {cost:.4} |", row.weight),
        );
    }
    let unattributed = found.unattributed.unwrap();
    assert_row("| Outcome | Weight |", &format!("| unattributed | | | {unattributed:.4} |"));
}

#[test]
fn the_loads_of_the_documentation_are_those_of_the_program() {
    let portfolio = worked_example();
    let loads = load_by_role(&portfolio, &Starts::earliest(&portfolio));
    let loads = loads.values().next().unwrap();
    for (period, load) in loads.range(..4) {
        let (whole, part) =
            (load.asked_hundredths.div_euclid(100), load.asked_hundredths.rem_euclid(100));
        let short = if load.is_over() { "yes" } else { "no" };
        let row = format!(
            "| {period} | {whole}.{part:02} | {:.2} | {short} |",
            load.capacity.unwrap().people()
        );
        assert_row("| Period | Asked for |", &row);
    }
    assert!(loads.range(4..).all(|(_, load)| load.asked_hundredths == 0));
}

/// The score of a project, straight from its definition: points, low, high, coverage.
fn naive_score(portfolio: &Portfolio, project: &Project) -> Option<[f64; 4]> {
    let is_leaf =
        |id: &OutcomeId| !portfolio.outcomes.values().any(|other| other.parent == Some(*id));
    let leaves: Vec<_> = portfolio.outcomes.iter().filter(|(id, _)| is_leaf(id)).collect();
    let sum: f64 = leaves.iter().map(|(_, outcome)| outcome.weight.value()).sum();
    if sum == 0.0 {
        return None;
    }
    let rungs = portfolio.ladder.rungs();
    let top = rungs[rungs.len() - 1].value.value();
    let [mut points, mut low, mut high, mut coverage] = [0.0; 4];
    for (id, outcome) in leaves.iter().rev() {
        let weight = outcome.weight.value() / sum;
        let rating = project
            .contributions
            .get(id)
            .and_then(|rating| Some((rating.level?, rating.confidence)));
        if let Some((level, confidence)) = rating {
            let share = rungs[usize::from(level.0)].value.value() / top;
            let added = share * confidence.percent() * weight;
            points += added;
            low += added;
            high += added;
            coverage += weight;
        } else {
            low += rungs[0].value.value() / top * 100.0 * weight;
            high += 100.0 * weight;
        }
    }
    Some([points, low, high, coverage])
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

/// The portfolio with every weight times `factor`.
fn weighted(portfolio: &Portfolio, factor: f64) -> Portfolio {
    let mut scaled = portfolio.clone();
    for outcome in scaled.outcomes.values_mut() {
        let weight = Weight::new(outcome.weight.value() * factor).unwrap();
        Arc::make_mut(outcome).weight = weight;
    }
    scaled
}

/// The points of each project in whole billionths.
fn billionths(order: &[Ranked]) -> Vec<f64> {
    order.iter().map(|ranked| (ranked.score.points * 1e9).round()).collect()
}

/// The earliest start of every project, by moving each behind what it requires until nothing moves any more.
fn naive_starts(portfolio: &Portfolio) -> BTreeMap<ProjectId, i32> {
    let period = |month| portfolio.calendar.period_of(month).max(0);
    let own = |project: &Project| {
        project.window.fixed_start.or(project.window.earliest_start).map_or(0, period)
    };
    let mut starts: BTreeMap<ProjectId, i32> =
        portfolio.projects.iter().map(|(&id, project)| (id, own(project))).collect();
    for _ in 0..=portfolio.projects.len() {
        for Dependency { from, to, kind, lag, .. } in
            portfolio.dependencies.values().map(|one| &**one)
        {
            let needed = &portfolio.projects[to];
            let is_wait = *kind == DependencyKind::Requires { timing: Timing::FinishToStart };
            if is_wait && needed.is_open() && portfolio.projects[from].window.fixed_start.is_none()
            {
                let ready = starts[to] + i32::from(needed.duration.unwrap_or(1)) + i32::from(*lag);
                let start = starts.get_mut(from).unwrap();
                *start = ready.max(*start);
            }
        }
    }
    starts
}

/// Projects that last so long and wait for others before them in the row; one is done, one has a fixed start.
fn chained(
    durations: &[Option<u16>],
    links: &[(usize, usize, i16, bool)],
    done: usize,
    fixed: usize,
) -> Portfolio {
    let mut portfolio = Portfolio::titled("Row".parse().unwrap());
    let ids: Vec<ProjectId> =
        (0..).map(|number| ProjectId(Id::from_bits(number))).take(durations.len()).collect();
    for (place, (&id, &duration)) in ids.iter().zip(durations).enumerate() {
        let mut project = Project { duration, ..Project::named("Project".parse().unwrap()) };
        if place == done {
            project.stage = Stage::Done;
        }
        project.window.fixed_start = (place == fixed).then(|| "2027-07".parse().unwrap());
        portfolio.projects.insert(id, Arc::new(project));
    }
    for (number, &(one, other, lag, at_any_time)) in (100..).zip(links) {
        let timing = if at_any_time { Timing::SameTime } else { Timing::FinishToStart };
        if let (true, Some(&from), Some(&to)) = (one > other, ids.get(one), ids.get(other)) {
            let kind = DependencyKind::Requires { timing };
            let link = Dependency { lag, ..Dependency::between(from, to, kind) };
            portfolio.dependencies.insert(DependencyId(Id::from_bits(number)), Arc::new(link));
        }
    }
    portfolio
}

/// The cost of a project in each period, one period after the other; what is beyond the horizon is left out.
fn naive_cost(portfolio: &Portfolio, project: &Project, start: i32) -> BTreeMap<i32, i128> {
    let horizon = i32::from(portfolio.calendar.horizon());
    let mut by_period = BTreeMap::new();
    for (first, count, amount) in due(project) {
        for period in 0..horizon {
            let of_line = period - start - i32::from(first);
            if of_line >= 0 && count.is_none_or(|count| of_line < i32::from(count)) {
                *by_period.entry(period).or_insert(0) += i128::from(amount.minor);
            }
        }
    }
    by_period
}

/// What a project pays: from which of its periods on, in how many, how much in each.
fn due(project: &Project) -> Vec<(u16, Option<u16>, Money)> {
    let lines = project.costs.values();
    let mut due: Vec<_> =
        lines.map(|line| (line.first, line.periods, line.amount.likely())).collect();
    if let Some(vendor) = project.vendor.map(|id| &project.vendors[&id]) {
        due.push((vendor.first, vendor.periods, vendor.price.likely()));
        due.extend(vendor.switching.map(|once| (vendor.first, Some(1), once)));
    }
    due
}

fn naive_loads(portfolio: &Portfolio) -> BTreeMap<(RoleId, i32), u64> {
    let starts = naive_starts(portfolio);
    let mut sums = BTreeMap::new();
    for (id, project) in portfolio.projects.iter().filter(|(_, project)| project.is_open()) {
        for (role, demand) in &project.demands {
            for (place, fte) in demand.iter().enumerate() {
                let period = starts[id] + i32::try_from(place).unwrap();
                *sums.entry((*role, period)).or_insert(0) += u64::from(fte.hundredths());
            }
        }
    }
    sums
}

proptest! {
    #[test]
    fn scores_are_those_of_naive_code(portfolio in sound()) {
        let order = ranked(&portfolio);
        let weighs = portfolio.leaves().any(|(_, outcome)| outcome.weight.value() > 0.0);
        prop_assert_eq!(order.len(), if weighs { portfolio.projects.len() } else { 0 });
        for Ranked { project, score, .. } in &order {
            let naive = naive_score(&portfolio, &portfolio.projects[project]).unwrap();
            let found = [score.points, score.low, score.high, score.coverage];
            prop_assert!(naive.iter().zip(found).all(|(naive, found)| near(*naive, found)), "{:?} {:?}", naive, found);
            let sum: f64 = score.parts.iter().map(|part| part.points).sum();
            prop_assert!(near(sum, score.points));
            prop_assert!(0.0 <= score.low && score.points <= score.low && score.points <= score.high && score.high <= 100.0);
            prop_assert!(score.parts.iter().all(|part| part.points <= part.points_max + 1e-9));
        }
    }

    #[test]
    fn ranks_count_who_is_better(mut portfolio in sound(), twin_count in 0_usize..4) {
        // Twins of projects from the best on, so that there are ties with somebody below.
        let best: Vec<ProjectId> = ranked(&portfolio).into_iter().map(|one| one.project).collect();
        for (number, twin) in (1..).zip(best.into_iter().take(twin_count)) {
            let twin = Arc::clone(&portfolio.projects[&twin]);
            portfolio.projects.insert(ProjectId(Id::from_bits(number)), twin);
        }
        let order = ranked(&portfolio);
        let points = billionths(&order);
        for (ranked, own) in order.iter().zip(&points) {
            prop_assert_eq!(ranked.rank, 1 + points.iter().filter(|other| *other > own).count());
        }
        prop_assert!(points.is_sorted_by(|one, other| one >= other));
    }

    #[test]
    fn a_project_more_or_less_changes_no_other_score(portfolio in sound(), place in 0_usize..64) {
        let before: BTreeMap<_, _> = ranked(&portfolio).into_iter().map(|one| (one.project, one.score)).collect();
        let mut fewer = portfolio.clone();
        if let Some(&gone) = portfolio.projects.keys().nth(place % portfolio.projects.len().max(1)) {
            fewer.projects.remove(&gone);
        }
        for Ranked { project, score, .. } in ranked(&fewer) {
            prop_assert_eq!(&before[&project], &score);
        }
    }

    #[test]
    fn only_the_ratio_of_weights_matters(portfolio in sound(), factor in 0.01_f64..1.0) {
        let order = ranked(&portfolio);
        prop_assert_eq!(&ranked(&weighted(&portfolio, 0.5)), &order);
        let scaled: BTreeMap<_, _> =
            ranked(&weighted(&portfolio, factor)).into_iter().map(|one| (one.project, one.score)).collect();
        for Ranked { project, score, .. } in &order {
            prop_assert!(near(scaled[project].points, score.points));
        }
    }

    #[test]
    fn what_is_at_least_as_good_everywhere_is_never_below(portfolio in sound(), place in 0_usize..64, steps in 0_u8..3) {
        let (Some((_, project)), true) = (
            portfolio.projects.iter().nth(place % portfolio.projects.len().max(1)),
            !ranked(&portfolio).is_empty(),
        ) else { return Ok(()) };
        let top = u8::try_from(portfolio.ladder.rungs().len()).unwrap() - 1;
        let mut better = Project::clone(project);
        for (leaf, _) in portfolio.leaves() {
            let rating = better.contributions.entry(leaf).or_insert_with(Contribution::unrated);
            rating.level = Some(Level(rating.level.map_or(0, |level| level.0.saturating_add(steps).min(top))));
            rating.confidence = Percent::new((rating.confidence.percent() + f64::from(steps)).min(100.0)).unwrap();
        }
        let (new, old) = (ProjectId(Id::from_bits(3)), portfolio.projects.iter().find(|(_, one)| *one == project).map(|(id, _)| *id));
        let mut more = portfolio.clone();
        more.projects.insert(new, Arc::new(better));
        let order = ranked(&more);
        let rank = |id: ProjectId| order.iter().find(|one| one.project == id).map(|one| one.rank);
        prop_assert!(rank(new) <= rank(old.unwrap()));
    }

    #[test]
    fn costs_and_starts_are_those_of_naive_code(portfolio in sound()) {
        let (costs, starts) = (Costs::of(&portfolio), naive_starts(&portfolio));
        let horizon = i32::from(portfolio.calendar.horizon());
        let mut by_period: BTreeMap<i32, i128> = BTreeMap::new();
        for (id, project) in &portfolio.projects {
            let start = starts[id];
            prop_assert_eq!(costs.starts.of(*id), start);
            let naive = naive_cost(&portfolio, project, start);
            let is_within = |&(first, count, _): &(u16, Option<u16>, Money)| {
                count.is_none_or(|count| start + i32::from(first) + i32::from(count) <= horizon)
            };
            if due(project).iter().all(is_within) {
                prop_assert_eq!(costs.total(*id).minor, naive.values().sum::<i128>());
            }
            if project.is_open() {
                for (period, minor) in naive {
                    *by_period.entry(period).or_default() += minor;
                }
            }
        }
        let found = cost_by_period(&portfolio, &costs.starts, &Pool::All);
        let found: BTreeMap<i32, i128> = found.into_iter().map(|(period, sum)| (period, sum.minor)).collect();
        prop_assert_eq!(found, by_period);
    }

    #[test]
    fn starts_are_those_of_naive_code(
        durations in prop::collection::vec(prop::option::of(1_u16..5), 2..9),
        links in prop::collection::vec((0_usize..9, 0_usize..9, -2_i16..4, any::<bool>()), 0..16),
        done in 0_usize..9,
        fixed in 0_usize..9,
    ) {
        let portfolio = chained(&durations, &links, done, fixed);
        let starts = Starts::earliest(&portfolio);
        for (id, start) in naive_starts(&portfolio) {
            prop_assert_eq!(starts.of(id), start);
        }
    }

    #[test]
    fn loads_are_those_of_naive_code(portfolio in sound()) {
        let sums = naive_loads(&portfolio);
        for (role, loads) in load_by_role(&portfolio, &Starts::earliest(&portfolio)) {
            prop_assert_eq!(loads.len(), usize::from(portfolio.calendar.horizon()));
            for (period, load) in loads {
                prop_assert_eq!(load.asked_hundredths, sums.get(&(role, period)).copied().unwrap_or(0));
                let month = portfolio.calendar.month_of(period).unwrap();
                let mut known = portfolio.roles[&role].capacity.iter().filter(|(from, _)| **from <= month);
                prop_assert_eq!(load.capacity, known.next_back().map(|(_, fte)| *fte));
            }
        }
    }

    #[test]
    fn the_columns_of_the_alignment_sum_to_one(portfolio in sound()) {
        let Some(found) = alignment(&portfolio, &ranked(&portfolio), &Costs::of(&portfolio)) else { return Ok(()) };
        prop_assert!(near(found.rows.values().map(|row| row.weight).sum(), 1.0));
        if found.rows.values().all(|row| row.value.is_some()) {
            prop_assert!(near(found.rows.values().filter_map(|row| row.value).sum(), 1.0));
        }
        if let Some(unattributed) = found.unattributed {
            let shared: f64 = found.rows.values().filter_map(|row| row.cost).sum();
            prop_assert!((shared + unattributed - 1.0).abs() < 1e-6);
        }
    }
}
