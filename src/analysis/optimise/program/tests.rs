//! The solver against trying everything.

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
