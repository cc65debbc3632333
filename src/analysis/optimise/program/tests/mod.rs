//! The solver against trying everything.

mod cuts;
mod large;

use super::{Answer, Column, Effort, Program, Row, Solver, State, Ties};
use crate::jobs::Monitor;

/// Numbers that look random and are the same every time (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn between(&mut self, least: i64, most: i64) -> i64 {
        let span = u64::try_from(most - least + 1).unwrap();
        least + i64::try_from(self.next() % span).unwrap()
    }

    fn column(&mut self, count: usize) -> usize {
        usize::try_from(self.between(0, i64::try_from(count).unwrap() - 1)).unwrap()
    }
}

/// A small program with every kind of row: limits, needs, together, excludes, at least, at most, exactly, nonsense.
fn program(dice: &mut Dice, columns_max: i64) -> Program {
    let count = usize::try_from(dice.between(1, columns_max)).unwrap();
    let scale = [1, 3, 1_000, 1_000_000_007][dice.column(4)];
    let values_from = [0, -5, 1][dice.column(3)];
    let column = |dice: &mut Dice| Column {
        value: dice.between(values_from, 12) * scale,
        cost: dice.between(0, 9),
    };
    let columns: Vec<_> = (0..count).map(|_| column(dice)).collect();
    let mut rows = Vec::new();
    for _ in 0..dice.between(0, 3) {
        let terms: Vec<_> = (0..count).map(|place| (place, dice.between(0, 20) * scale)).collect();
        let sum: i64 = terms.iter().map(|(_, coefficient)| *coefficient).sum();
        rows.push(Row { terms, most: sum.div_euclid(100) * dice.between(0, 110) });
    }
    for _ in 0..dice.between(0, 2 + columns_max.div_euclid(2)) {
        rows.extend(rule(dice, count));
    }
    Program { columns, rows }
}

fn rule(dice: &mut Dice, count: usize) -> Vec<Row> {
    let (first, second) = (dice.column(count), dice.column(count));
    let some: Vec<usize> = (0..count).filter(|_| dice.between(0, 2) == 0).collect();
    let all = |sign: i64| some.iter().map(|place| (*place, sign)).collect::<Vec<_>>();
    let most = dice.between(0, 3);
    match dice.between(0, 7) {
        0 | 1 => vec![Row { terms: vec![(first, 1), (second, -1)], most: 0 }],
        2 => [1, -1].map(|s| Row { terms: vec![(first, s), (second, -s)], most: 0 }).to_vec(),
        3 => vec![Row { terms: vec![(first, 1), (second, 1)], most: 1 }],
        4 => vec![Row { terms: all(-1), most: -most.min(2) }],
        5 => vec![Row { terms: all(1), most }],
        6 => [1, -1].map(|sign| Row { terms: all(sign), most: sign * most }).to_vec(),
        _ => {
            let terms = (0..count).map(|place| (place, dice.between(-7, 7))).collect();
            vec![Row { terms, most: dice.between(-9, 9) }]
        }
    }
}

/// The best plan by trying everything.
fn best(program: &Program, fixed: &[Option<bool>]) -> Option<(i128, i128, Vec<bool>)> {
    let count = program.columns.len();
    let plans = (0..1_u32 << count).map(|bits| (0..count).map(|at| bits >> at & 1 == 1).collect());
    plans
        .filter(|plan: &Vec<bool>| {
            plan.iter().zip(fixed).all(|(taken, fixed)| fixed.is_none_or(|fixed| fixed == *taken))
        })
        .filter(|plan| program.holds(plan))
        .map(|plan| (program.value_of(&plan), -program.cost_of(&plan), plan))
        .max()
}

fn solve(solver: &mut Solver, ties: Ties) -> Answer {
    let effort = Effort { ties, ..Effort::unlimited() };
    solver.solve(&effort, &Monitor::default(), &mut |_| ()).unwrap()
}

fn check(solver: &mut Solver, fixed: &[Option<bool>], story: &str) {
    let expected = best(solver.program(), fixed);
    let broken = solve(solver, Ties::Broken);
    let any = solve(solver, Ties::Any);
    let Some((value, cost, chosen)) = expected else {
        assert_eq!((broken.state, any.state), (State::Infeasible, State::Infeasible), "{story}");
        return;
    };
    let found = (broken.state, broken.value, -broken.cost, broken.chosen, broken.bound);
    assert_eq!(found, (State::Optimal, value, cost, chosen, value), "{story}");
    assert_eq!((any.state, any.value, any.bound), (State::Optimal, value, value), "{story}");
    assert!(solver.program().holds(&any.chosen), "{story}");
    assert_eq!(solver.program().value_of(&any.chosen), value, "{story}");
}

#[test]
fn the_answer_is_the_best_of_all_plans() {
    for seed in 0..3_000 {
        let program = program(&mut Dice(seed), if seed % 10 == 0 { 12 } else { 8 });
        let fixed = vec![None; program.columns.len()];
        check(&mut Solver::new(program), &fixed, &format!("seed {seed}"));
    }
}

#[test]
fn what_is_decided_when_it_stops_early_is_so_in_every_better_plan() {
    let (mut open, mut decided) = (0, 0);
    for seed in 0..1_500 {
        let program = program(&mut Dice(seed), 12);
        let nodes_max = seed % 3;
        let effort = Effort { nodes_max, ties: Ties::Any, ..Effort::unlimited() };
        let mut solver = Solver::new(program);
        let answer = solver.solve(&effort, &Monitor::default(), &mut |_| ()).unwrap();
        if !answer.is_plan() {
            continue;
        }
        open += answer.decided.iter().filter(|is| is.is_none()).count();
        let count = answer.chosen.len();
        for bits in 0..1_u32 << count {
            let plan: Vec<bool> = (0..count).map(|at| bits >> at & 1 == 1).collect();
            if solver.program().value_of(&plan) <= answer.value || !solver.program().holds(&plan) {
                continue;
            }
            let mut pairs = plan.iter().zip(&answer.decided);
            assert!(pairs.all(|(taken, is)| is.is_none_or(|is| is == *taken)), "seed {seed}");
            decided += answer.decided.iter().flatten().count();
        }
    }
    // Neither is everything open, nor was everything proved.
    assert!(open > 100 && decided > 5, "{open} {decided}");
}

#[test]
fn it_is_the_same_after_changes_in_any_order() {
    for seed in 0..300 {
        let mut dice = Dice(seed);
        let program = program(&mut dice, 8);
        let mut fixed = vec![None; program.columns.len()];
        let mut solver = Solver::new(program);
        for step in 0..12 {
            change(&mut dice, &mut solver, &mut fixed);
            check(&mut solver, &fixed, &format!("seed {seed}, step {step}"));
        }
    }
}

fn change(dice: &mut Dice, solver: &mut Solver, fixed: &mut [Option<bool>]) {
    let column = dice.column(fixed.len());
    match dice.between(0, 4) {
        0 => solver.set_value(column, dice.between(-5, 20) * 1_000),
        1 => solver.set_cost(column, dice.between(0, 5)),
        2 if !solver.program().rows.is_empty() => {
            let row = dice.column(solver.program().rows.len());
            let most = solver.program().rows[row].most;
            solver.set_most(row, most + dice.between(-3, 3));
        }
        3 => solver.suggest(&fixed.iter().map(|_| dice.between(0, 1) == 1).collect::<Vec<_>>()),
        _ => {
            fixed[column] = [None, None, Some(false), Some(true)][dice.column(4)];
            solver.fix(column, fixed[column]);
        }
    }
}

#[test]
fn an_empty_program_has_an_empty_plan() {
    check(&mut Solver::new(Program::default()), &[], "empty");
    let row = |terms: &[(usize, i64)], most| Row { terms: terms.to_vec(), most };
    let impossible = Program { columns: vec![], rows: vec![row(&[(7, 3)], -1)] };
    check(&mut Solver::new(impossible), &[], "nothing cannot be less than nothing");
}

/// A file of published instances that stand beside the checkout; nothing, with a line that says so, where they do not.
fn published(path: &str) -> Option<String> {
    let path = format!("{}/../shared/data/{path}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        println!("skipped: {path} is not here");
    }
    text
}

/// Figures with at most one decimal, in tenths.
fn tenths(text: &str) -> impl Iterator<Item = i64> {
    text.split_whitespace().map(|word| {
        let (whole, decimal) = word.split_once('.').unwrap_or((word, "0"));
        whole.parse::<i64>().unwrap() * 10
            + decimal.chars().next().and_then(|digit| digit.to_digit(10)).map_or(0, i64::from)
    })
}

#[test]
fn the_seven_programs_of_petersen_have_their_published_optima() {
    let Some(text) = published("orlib-mknap/mknap1.txt") else { return };
    let mut figures = tenths(&text);
    let mut next = || figures.next().unwrap();
    for _ in 0..next().div_euclid(10) {
        let (columns, rows, optimum) = (next().div_euclid(10), next().div_euclid(10), next());
        let columns: Vec<_> = (0..columns).map(|_| Column { value: next(), cost: 0 }).collect();
        let lines: Vec<Vec<_>> =
            (0..rows).map(|_| (0..columns.len()).map(|at| (at, next())).collect()).collect();
        let rows = lines.into_iter().map(|terms| Row { terms, most: next() }).collect();
        let answer = solve(&mut Solver::new(Program { columns, rows }), Ties::Broken);
        assert_eq!((answer.state, answer.value), (State::Optimal, i128::from(optimum)));
    }
}

/// The next release problem: a customer pays when all that was asked for is built, with all that this needs, within the budget.
fn next_release(text: &str, permille: i64) -> Program {
    let mut figures = text.split_whitespace().map(|word| word.parse::<i64>().unwrap());
    let mut next = || figures.next().unwrap();
    let mut costs = Vec::new();
    for _ in 0..next() {
        for _ in 0..next() {
            costs.push(next());
        }
    }
    let place = |number: i64| usize::try_from(number - 1).unwrap();
    let mut columns: Vec<_> = costs.iter().map(|cost| Column { value: 0, cost: *cost }).collect();
    let mut rows = Vec::new();
    for _ in 0..next() {
        let (needed, needing) = (place(next()), place(next()));
        rows.push(Row { terms: vec![(needing, 1), (needed, -1)], most: 0 });
    }
    for _ in 0..next() {
        let customer = columns.len();
        columns.push(Column { value: next(), cost: 0 });
        for _ in 0..next() {
            rows.push(Row { terms: vec![(customer, 1), (place(next()), -1)], most: 0 });
        }
    }
    let budget = (costs.iter().sum::<i64>() * permille + 500).div_euclid(1000);
    rows.push(Row { terms: costs.into_iter().enumerate().collect(), most: budget });
    Program { columns, rows }
}

#[test]
fn next_releases_have_their_published_optima() {
    let Some(text) = published("nrp/nrp1.txt") else { return };
    for (permille, profit) in [(300, 1204), (500, 1840), (700, 2507)] {
        let answer = solve(&mut Solver::new(next_release(&text, permille)), Ties::Any);
        assert_eq!((answer.state, answer.value), (State::Optimal, profit), "{permille}");
    }
}

#[test]
fn very_large_figures_are_neither_lost_nor_fatal() {
    for seed in 0..400 {
        let mut dice = Dice(seed);
        let mut program = program(&mut dice, 8);
        let factor = [1_000_000_000_000, 1 << 52, i64::MAX.div_euclid(1000)][dice.column(3)];
        let grow = |figure: i64| (figure.clamp(-900, 900)) * factor;
        for column in &mut program.columns {
            column.value = grow(column.value.rem_euclid(50)) - 1;
            column.cost = grow(column.cost);
        }
        for row in &mut program.rows {
            row.terms.iter_mut().for_each(|(_, coefficient)| *coefficient = grow(*coefficient));
            row.most = grow(row.most);
        }
        let fixed = vec![None; program.columns.len()];
        check(&mut Solver::new(program), &fixed, &format!("seed {seed}"));
    }
}

#[test]
fn extremes_and_columns_named_twice_count_with_their_sum() {
    let extreme = |value| Column { value, cost: i64::MIN };
    let columns = vec![extreme(i64::MAX), extreme(i64::MAX), extreme(i64::MIN), extreme(0)];
    let terms = vec![(0, i64::MAX), (0, i64::MAX), (1, i64::MIN), (1, i64::MIN), (3, 0), (9, 5)];
    let rows = vec![
        Row { terms: terms.clone(), most: 0 },
        Row { terms, most: i64::MIN },
        Row { terms: vec![(3, i64::MIN), (3, i64::MAX), (3, 1)], most: i64::MAX },
    ];
    check(&mut Solver::new(Program { columns, rows }), &[None; 4], "extremes");
}

#[test]
fn equal_projects_do_not_make_it_slow() {
    // Fourteen alike of which three fit: 364 plans of the highest value, and the first of them by the rule.
    let columns = vec![Column { value: 5, cost: 7 }; 14];
    let row = Row { terms: (0..14).map(|column| (column, 10)).collect(), most: 39 };
    let mut solver = Solver::new(Program { columns, rows: vec![row] });
    check(&mut solver, &[None; 14], "alike");
}

#[test]
fn it_stops_when_it_is_over_and_says_what_it_has() {
    let mut dice = Dice(5);
    let column = |dice: &mut Dice| Column { value: dice.between(1, 1000), cost: 1 };
    let columns: Vec<_> = (0..60).map(|_| column(&mut dice)).collect();
    let row = |dice: &mut Dice| Row {
        terms: (0..60).map(|column| (column, dice.between(1, 1000))).collect(),
        most: 15_000,
    };
    let rows = (0..10).map(|_| row(&mut dice)).collect();
    let mut solver = Solver::new(Program { columns, rows });
    let effort = Effort { nodes_max: 3, ..Effort::unlimited() };
    let mut heard = 0;
    let answer = solver.solve(&effort, &Monitor::default(), &mut |_| heard += 1).unwrap();
    assert_eq!(answer.state, State::Feasible);
    assert!(heard > 0 && answer.value < answer.bound && answer.value > 0);
    assert!(solver.program().holds(&answer.chosen));
    let near = Effort { gap_permille: 50, ..Effort::unlimited() };
    let near = solver.solve(&near, &Monitor::default(), &mut |_| ()).unwrap();
    assert_eq!(near.state, State::Optimal);
    assert!(near.bound * 1000 <= near.value * 1050);
    let best = solve(&mut solver, Ties::Any);
    assert!(near.bound >= best.value && answer.bound >= best.value);
    let monitor = Monitor::default();
    monitor.cancel();
    let cancelled =
        Solver::new(solver.program().clone()).solve(&Effort::unlimited(), &monitor, &mut |_| ());
    assert!(cancelled.is_err());
}
