//! Limits that come from other projects: what requires, comes together, excludes, enables, groups; and forced choices.

use std::collections::BTreeSet;

use super::{Bonus, Outside, Problem, Rule};
use crate::analysis::optimise::limit::Limit;
use crate::analysis::optimise::wish::Objective;
use crate::model::{
    Dependency, DependencyId, DependencyKind, Force, GroupRule, Portfolio, ProjectId, Stage,
    SynergyPoints, Timing,
};

/// Whether a project is done.
enum Presence {
    /// It is delivered.
    Always,
    /// It is given up, or nobody knows of it.
    Never,
    /// Where one of these columns is chosen.
    Where(std::ops::Range<usize>),
}

fn presence(portfolio: &Portfolio, problem: &Problem, id: ProjectId) -> Presence {
    match portfolio.projects.get(&id).map(|project| project.stage) {
        None | Some(Stage::Cancelled) => Presence::Never,
        Some(Stage::Done) => Presence::Always,
        Some(_) => Presence::Where(problem.ways_of(id)),
    }
}

/// `Σ sign · (project is done) ≤ most` over some projects.
fn rule(
    portfolio: &Portfolio,
    problem: &Problem,
    limit: Limit,
    signs: &[(ProjectId, i64)],
    mut most: i64,
) -> Rule {
    let mut terms = Vec::new();
    for &(id, sign) in signs {
        match presence(portfolio, problem, id) {
            Presence::Always => most -= sign,
            Presence::Never => {}
            Presence::Where(ways) => terms.extend(ways.map(|way| (way, sign))),
        }
    }
    terms.sort_unstable();
    Rule { limit, terms, most }
}

/// Adds every rule between projects, and the columns of bonuses.
pub(super) fn put_rules(portfolio: &Portfolio, problem: &mut Problem, outside: Outside) {
    for (&id, dependency) in &portfolio.dependencies {
        put_dependency(portfolio, problem, id, dependency);
    }
    for (&id, group) in &portfolio.groups {
        put_group(portfolio, problem, Limit::Group(id), group.rule, &group.members);
    }
    for (&id, forced) in &portfolio.forced {
        if !portfolio.projects.get(&id).is_some_and(|project| project.is_open()) {
            continue;
        }
        let limit = Limit::Forced(forced.force, id);
        let added = match forced.force {
            Force::In => rule(portfolio, problem, limit, &[(id, -1)], -1),
            Force::Out => rule(portfolio, problem, limit, &[(id, 1)], 0),
        };
        problem.rules.push(added);
    }
    if outside == Outside::LeftOut {
        // Most rules that nothing can break are of roles and periods; links without columns say nothing either.
        problem.rules.retain(|rule| !rule.terms.is_empty() || rule.most < 0);
    }
}

fn put_dependency(
    portfolio: &Portfolio,
    problem: &mut Problem,
    id: DependencyId,
    dependency: &Dependency,
) {
    let Dependency { from, to, kind, .. } = dependency;
    let (from, to) = (*from, *to);
    if from == to {
        return;
    }
    match kind {
        DependencyKind::Requires { timing: Timing::SameTime } => {
            let signs = [(from, 1), (to, -1)];
            problem.rules.push(rule(portfolio, problem, Limit::Requires(id), &signs, 0));
        }
        DependencyKind::Requires { timing: Timing::FinishToStart } => {
            put_waiting(portfolio, problem, id, dependency);
        }
        DependencyKind::Together => {
            for signs in [[(from, 1), (to, -1)], [(from, -1), (to, 1)]] {
                problem.rules.push(rule(portfolio, problem, Limit::Together(id), &signs, 0));
            }
        }
        DependencyKind::Excludes => {
            let signs = [(from, 1), (to, 1)];
            problem.rules.push(rule(portfolio, problem, Limit::Excludes(id), &signs, 1));
        }
        DependencyKind::Enables { synergy } => {
            let points = synergy.map_or(0.0, SynergyPoints::points);
            put_bonus(portfolio, problem, id, [from, to], points);
        }
    }
}

/// Whoever starts in period `t` or before needs the other one to have started in time to be finished: one rule for each start, since
/// that bounds far better than one rule for all.
fn put_waiting(
    portfolio: &Portfolio,
    problem: &mut Problem,
    id: DependencyId,
    dependency: &Dependency,
) {
    let Presence::Where(waiting) = presence(portfolio, problem, dependency.from) else {
        let signs = [(dependency.from, 1), (dependency.to, -1)];
        problem.rules.push(rule(portfolio, problem, Limit::Requires(id), &signs, 0));
        return;
    };
    let needed = match presence(portfolio, problem, dependency.to) {
        Presence::Always => return,
        Presence::Never => 0..0,
        Presence::Where(ways) => ways,
    };
    let record = portfolio.projects.get(&dependency.to);
    let gap = i32::from(record.and_then(|needed| needed.duration).unwrap_or(1))
        + i32::from(dependency.lag);
    let start_of = |way: usize| problem.choices.get(way).map_or(0, |way| way.funded.start);
    let starts: BTreeSet<i32> = waiting.clone().map(start_of).collect();
    let rules: Vec<Rule> = starts
        .into_iter()
        .map(|time| {
            let early = waiting.clone().filter(|way| start_of(*way) <= time).map(|way| (way, 1));
            let ready = needed.clone().filter(|way| start_of(*way) + gap <= time);
            let mut terms: Vec<_> = early.chain(ready.map(|way| (way, -1))).collect();
            terms.sort_unstable();
            Rule { limit: Limit::Requires(id), terms, most: 0 }
        })
        .collect();
    problem.rules.extend(rules);
}

fn put_bonus(
    portfolio: &Portfolio,
    problem: &mut Problem,
    id: DependencyId,
    projects: [ProjectId; 2],
    points: f64,
) {
    let stages = projects.map(|id| presence(portfolio, problem, id));
    // With one that is given up nothing is gained; with two that are delivered it is nobody's choice any more.
    if problem.wish.objective == Objective::Npv
        || points <= 0.0
        || stages.iter().any(|stage| matches!(stage, Presence::Never))
        || stages.iter().all(|stage| matches!(stage, Presence::Always))
    {
        return;
    }
    let is_choice = |(project, stage)| matches!(stage, Presence::Where(_)).then_some(project);
    let projects: Vec<ProjectId> = projects.into_iter().zip(stages).filter_map(is_choice).collect();
    let column = problem.column_count();
    let value = super::worth::points_value(problem, points);
    if value <= 0 {
        return;
    }
    problem.bonuses.push(Bonus { dependency: id, projects: projects.clone(), value });
    for project in projects {
        let mut terms: Vec<_> = problem.ways_of(project).map(|way| (way, -1)).collect();
        terms.push((column, 1));
        problem.rules.push(Rule { limit: Limit::Bonus(id), terms, most: 0 });
    }
}

fn put_group(
    portfolio: &Portfolio,
    problem: &mut Problem,
    limit: Limit,
    how_many: GroupRule,
    members: &BTreeSet<ProjectId>,
) {
    let (least, most) = match how_many {
        GroupRule::AtLeast(least) => (Some(least), None),
        GroupRule::AtMost(most) => (None, Some(most)),
        GroupRule::Exactly(both) => (Some(both), Some(both)),
    };
    let signed = |sign: i64| members.iter().map(|&id| (id, sign)).collect::<Vec<_>>();
    if let Some(most) = most {
        problem.rules.push(rule(portfolio, problem, limit, &signed(1), most.into()));
    }
    if let Some(least) = least {
        problem.rules.push(rule(portfolio, problem, limit, &signed(-1), -i64::from(least)));
    }
}
