//! The solver on programs with too many columns for trying everything, the best plans of which are known all the same.

use super::super::{Answer, Column, Effort, Program, Row, Solver, State, Ties};
use super::{Dice, Monitor, best, change, program, solve};

/// Places in another order.
fn mixed(dice: &mut Dice, count: usize) -> Vec<usize> {
    let mut place: Vec<usize> = (0..count).collect();
    (1..count).for_each(|at| place.swap(at, dice.column(at + 1)));
    place
}

/// The same program with its columns in another order.
fn shuffled(dice: &mut Dice, program: &Program) -> Program {
    let place = mixed(dice, program.columns.len());
    let mut columns = program.columns.clone();
    place.iter().enumerate().for_each(|(old, new)| columns[*new] = program.columns[old]);
    let moved = |row: &Row| Row {
        terms: row.terms.iter().map(|(column, part)| (place[*column], *part)).collect(),
        most: row.most,
    };
    let mut rows: Vec<Row> = program.rows.iter().map(moved).collect();
    rows.reverse();
    Program { columns, rows }
}

#[test]
fn the_order_of_columns_and_rows_changes_neither_value_nor_cost() {
    for seed in 0..60 {
        let mut dice = Dice(seed);
        let first = program(&mut dice, 45);
        let second = shuffled(&mut dice, &first);
        let [one, other] = [first, second].map(|program| {
            let mut solver = Solver::new(program);
            let answer = solve(&mut solver, Ties::Broken);
            assert!(!answer.is_plan() || solver.program().holds(&answer.chosen), "seed {seed}");
            answer
        });
        assert_eq!(
            (one.state, one.value, one.cost),
            (other.state, other.value, other.cost),
            "seed {seed}"
        );
    }
}

/// The answer as far as the rule says what it is.
fn by_rule(answer: Answer) -> (State, i128, i128, Vec<bool>) {
    (answer.state, answer.value, answer.cost, answer.chosen)
}

#[test]
fn programs_side_by_side_have_the_best_plans_of_each() {
    for seed in 0..120 {
        let mut dice = Dice(seed);
        let parts: Vec<_> = (0..7).map(|_| possible(&mut dice)).collect();
        let count = parts.iter().map(|(part, _)| part.columns.len()).sum();
        let mut whole = Program { columns: vec![Column::default(); count], rows: Vec::new() };
        let (mut value, mut cost, mut plan) = (0, 0, vec![false; count]);
        let mut free = mixed(&mut dice, count);
        for (part, best) in &parts {
            let mut places = free.split_off(free.len() - part.columns.len());
            places.sort_unstable();
            for (at, place) in places.iter().enumerate() {
                (whole.columns[*place], plan[*place]) = (part.columns[at], best.2[at]);
            }
            let moved = |(column, size): &(usize, i64)| (places[*column], *size);
            whole.rows.extend(
                part.rows.iter().map(|row| Row {
                    terms: row.terms.iter().map(moved).collect(),
                    most: row.most,
                }),
            );
            (value, cost) = (value + best.0, cost - best.1);
        }
        let found = by_rule(solve(&mut Solver::new(whole), Ties::Broken));
        assert_eq!(found, (State::Optimal, value, cost, plan), "seed {seed}");
    }
}

/// A small program that has a plan, and its best one.
fn possible(dice: &mut Dice) -> (Program, (i128, i128, Vec<bool>)) {
    loop {
        let made = program(dice, 8);
        if let Some(best) = best(&made, &vec![None; made.columns.len()]) {
            return (made, best);
        }
    }
}

/// A knapsack with three limits of the same room.
struct Knapsack {
    columns: Vec<Column>,
    sizes: Vec<[usize; 3]>,
}

impl Knapsack {
    fn made(dice: &mut Dice, count: usize, worth_max: i64, size_max: usize) -> Self {
        let column = |dice: &mut Dice| Column {
            value: dice.between(5, 5 + worth_max),
            cost: dice.between(0, 3),
        };
        let size = |dice: &mut Dice| 4 + dice.column(size_max - 3);
        Self {
            columns: (0..count).map(|_| column(dice)).collect(),
            sizes: (0..count).map(|_| [(); 3].map(|()| size(dice))).collect(),
        }
    }

    fn program(&self, room: usize) -> Program {
        let most = i64::try_from(room).unwrap();
        let size = |sizes: &[usize; 3], limit: usize| i64::try_from(sizes[limit]).unwrap();
        let terms = |limit: usize| self.sizes.iter().map(move |sizes| size(sizes, limit));
        let rows =
            (0..3).map(|limit| Row { terms: terms(limit).enumerate().collect(), most }).collect();
        Program { columns: self.columns.clone(), rows }
    }

    /// The best plan by the rule, by going through all rooms from the last column to the first.
    fn fullest(&self, room: usize) -> (i128, i128, Vec<bool>) {
        let side = room + 1;
        let mut best = vec![vec![(0, 0); side * side * side]];
        for (column, [a, b, c]) in self.columns.iter().zip(&self.sizes).rev() {
            let mut next = best[best.len() - 1].clone();
            for at in 0..next.len() {
                let (x, y, z) = (at.div_euclid(side * side), at.div_euclid(side) % side, at % side);
                if x >= *a && y >= *b && z >= *c {
                    let (value, saved) = best[best.len() - 1][at - (a * side + b) * side - c];
                    next[at] = next[at].max((value + column.value, saved - column.cost));
                }
            }
            best.push(next);
        }
        let mut at = side * side * side - 1;
        let (value, saved) = best[best.len() - 1][at];
        let mut plan = Vec::new();
        for (column, [a, b, c]) in self.columns.iter().zip(&self.sizes) {
            let (now, then) = (best.pop().unwrap()[at], &best[best.len() - 1]);
            let (x, y, z) = (at.div_euclid(side * side), at.div_euclid(side) % side, at % side);
            let is_taken = x >= *a && y >= *b && z >= *c && {
                let (value, saved) = then[at - (a * side + b) * side - c];
                (value + column.value, saved - column.cost) == now
            };
            at -= if is_taken { (a * side + b) * side + c } else { 0 };
            plan.push(is_taken);
        }
        (i128::from(value), -i128::from(saved), plan)
    }
}

#[test]
fn a_limit_that_lets_no_two_be_taken_may_let_them_later() {
    let mut dice = Dice(31);
    for _ in 0..12 {
        let knapsack = Knapsack::made(&mut dice, 30, 35, 10);
        let mut solver = Solver::new(knapsack.program(12));
        for room in [12, 10, 26, 9, 33, 12] {
            for limit in 0..3 {
                solver.set_most(limit, i64::try_from(room).unwrap());
            }
            let answer = solve(&mut solver, Ties::Any);
            let best = knapsack.fullest(room);
            assert_eq!((answer.state, answer.value), (State::Optimal, best.0), "room {room}");
        }
    }
}

#[test]
fn of_many_plans_of_equal_value_the_one_that_the_rule_asks_for_is_found() {
    for seed in 7..14 {
        let mut dice = Dice(seed);
        let worth_max = [2, 6, 30][dice.column(3)];
        let mut knapsack = Knapsack::made(&mut dice, 60, worth_max, 7);
        let mut solver = Solver::new(knapsack.program(25));
        for room in [25, 37, 34, 36] {
            for limit in 0..3 {
                solver.set_most(limit, i64::try_from(room).unwrap());
            }
            for _ in 0..6 {
                let column = dice.column(60);
                let value = dice.between(5, 5 + worth_max);
                knapsack.columns[column].value = value;
                solver.set_value(column, value);
            }
            let (value, cost, plan) = knapsack.fullest(room);
            let expected = (State::Optimal, value, cost, plan);
            let found = by_rule(solve(&mut solver, Ties::Broken));
            assert_eq!(found, expected, "seed {seed}, room {room}");
            let new = by_rule(solve(&mut Solver::new(knapsack.program(room)), Ties::Broken));
            assert_eq!(new, expected, "seed {seed}, room {room}, from the beginning");
        }
    }
}

#[test]
fn what_is_said_when_it_stops_early_holds_for_the_best_plan() {
    let (mut early_count, mut worse_count) = (0, 0);
    for seed in 5..11 {
        let knapsack = Knapsack::made(&mut Dice(seed), 60, 30, 7);
        let best = knapsack.fullest(37);
        for nodes_max in [5, 24, 48, 90] {
            let effort = Effort { nodes_max, ties: Ties::Any, ..Effort::unlimited() };
            let mut solver = Solver::new(knapsack.program(37));
            let answer = solver.solve(&effort, &Monitor::default(), &mut |_| ()).unwrap();
            let story = format!("seed {seed}, {nodes_max} nodes");
            assert!(answer.value <= best.0 && best.0 <= answer.bound, "{story}");
            assert_eq!(answer.value, solver.program().value_of(&answer.chosen), "{story}");
            early_count += usize::from(answer.state == State::Feasible);
            if answer.value < best.0 {
                worse_count += 1;
                assert_eq!(answer.state, State::Feasible, "{story}");
                let mut pairs = answer.decided.iter().zip(&best.2);
                assert!(pairs.all(|(is, taken)| is.is_none_or(|is| is == *taken)), "{story}");
            }
        }
    }
    assert!(early_count > 10 && worse_count > 4, "{early_count} {worse_count}");
}

#[test]
fn a_solver_that_remembers_answers_as_a_new_one_does() {
    for seed in 0..25 {
        let mut dice = Dice(seed);
        let program = program(&mut dice, 45);
        let mut fixed = vec![None; program.columns.len()];
        let mut solver = Solver::new(program);
        for step in 0..8 {
            change(&mut dice, &mut solver, &mut fixed);
            let mut new = Solver::new(solver.program().clone());
            for (column, fixed) in fixed.iter().enumerate() {
                new.fix(column, *fixed);
            }
            let expected = by_rule(solve(&mut new, Ties::Broken));
            assert_eq!(
                by_rule(solve(&mut solver, Ties::Broken)),
                expected,
                "seed {seed}, step {step}"
            );
        }
    }
}
