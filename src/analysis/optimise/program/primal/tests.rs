//! What is found holds, and is as good as what trying everything finds.

use super::super::statement::{Column, Row};
use super::*;

fn made(chance: &mut Rng) -> (Program, Vec<Option<bool>>) {
    let count = chance.usize(1..11);
    let columns =
        (0..count).map(|_| Column { value: chance.i64(-3..20), cost: chance.i64(0..5) }).collect();
    let rows = (0..chance.usize(0..7))
        .map(|_| {
            let terms: Vec<(usize, i64)> = (0..chance.usize(0..5))
                .map(|_| (chance.usize(0..count), chance.i64(-3..9)))
                .collect();
            Row { terms, most: chance.i64(-2..12) }
        })
        .collect();
    let fixed = (0..count).map(|_| (chance.u8(0..8) == 0).then(|| chance.bool())).collect();
    (Program { columns, rows }, fixed)
}

fn brute(program: &Program, fixed: &[Option<bool>]) -> Option<i128> {
    let count = program.columns.len();
    (0..1_u32 << count)
        .map(|bits| (0..count).map(|column| bits >> column & 1 == 1).collect::<Vec<_>>())
        .filter(|plan| {
            plan.iter().zip(fixed).all(|(taken, fixed)| fixed.is_none_or(|fixed| fixed == *taken))
        })
        .filter(|plan| program.holds(plan))
        .map(|plan| program.value_of(&plan))
        .max()
}

#[test]
fn what_is_found_holds_and_is_mostly_the_best() {
    let mut chance = Rng::with_seed(5);
    let (mut best_count, mut count) = (0, 0);
    for _ in 0..400 {
        let (program, fixed) = made(&mut chance);
        let start = Start { fixed: &fixed, plan: None, prices: &[], seed: 3 };
        let search = Primal::begin(&program, &start);
        let best = brute(&program, &fixed);
        count += usize::from(best.is_some());
        let Some(mut search) = search else { continue };
        let _is_better = search.go_on(20);
        let found = search.best();
        assert!(program.holds(found));
        assert!(
            found
                .iter()
                .zip(&fixed)
                .all(|(taken, fixed)| fixed.is_none_or(|fixed| fixed == *taken))
        );
        assert!(program.value_of(found) <= best.unwrap());
        best_count += usize::from(Some(program.value_of(found)) == best);
    }
    assert!(best_count * 100 >= count * 99, "the best in {best_count} of {count}");
}

#[test]
fn a_seed_repeats_and_huge_figures_are_left_to_others() {
    let mut chance = Rng::with_seed(11);
    let run = |program: &Program, fixed: &[Option<bool>]| {
        let start = Start { fixed, plan: None, prices: &[], seed: 3 };
        let mut search = Primal::begin(program, &start)?;
        let _is_better = search.go_on(10);
        Some(search.best().to_vec())
    };
    let mut found_count = 0;
    for _ in 0..20 {
        let (program, fixed) = made(&mut chance);
        let found = run(&program, &fixed);
        assert_eq!(found, run(&program, &fixed));
        found_count += usize::from(found.is_some());
    }
    assert!(found_count > 5, "only {found_count} had a plan");
    let huge = Program {
        columns: vec![Column { value: 1, cost: 0 }; 3],
        rows: vec![Row { terms: vec![(0, i64::MAX), (1, i64::MAX)], most: 5 }],
    };
    let free = Start { fixed: &[None; 3], plan: None, prices: &[], seed: 3 };
    assert!(Primal::begin(&huge, &free).is_none());
}

#[test]
fn pressure_alone_finds_the_best_of_small_programs() {
    let mut chance = Rng::with_seed(23);
    let (mut best_count, mut count) = (0, 0);
    for _ in 0..300 {
        let (program, fixed) = made(&mut chance);
        let best = brute(&program, &fixed);
        count += usize::from(best.is_some());
        let mut pressure = Pressure::begin(&Desk::new(&program, &fixed).unwrap(), 3);
        let _is_better = pressure.go_on(1_500);
        let Some((value, plan)) = pressure.best() else { continue };
        assert!(program.holds(plan));
        assert!(plan.iter().zip(&fixed).all(|(taken, fixed)| fixed.is_none_or(|is| is == *taken)));
        assert_eq!(program.value_of(plan), value.into());
        best_count += usize::from(Some(i128::from(value)) == best);
    }
    assert!(best_count * 100 >= count * 99, "the best in {best_count} of {count}");
}

/// Nine projects of two periods each, of which three can be under way at once, in six periods; each but the first three waits for another one. There is room for all
/// only where three begin in the first period, three in the third and three in the fifth.
#[test]
fn projects_move_so_that_one_more_has_room() {
    let (projects, starts, periods) = (9_usize, 5_usize, 6_usize);
    let column = |project: usize, start: usize| project * starts + start;
    let columns = (0..projects * starts)
        .map(|way| Column { value: if way.div_euclid(starts) < 8 { 10 } else { 1 }, cost: 0 })
        .collect();
    let ways = |project: usize| (0..starts).map(move |start| (column(project, start), 1));
    let one_way = (0..projects).map(|project| Row { terms: ways(project).collect(), most: 1 });
    let under_way = (0..periods).map(|period| {
        let starts_then = move |start: &usize| *start <= period && period < *start + 2;
        let terms = (0..projects)
            .flat_map(|project| {
                (0..starts).filter(starts_then).map(move |start| (column(project, start), 1))
            })
            .collect();
        Row { terms, most: 3 }
    });
    let waiting = (3..projects).flat_map(|project| {
        (0..starts).map(move |time| {
            let early = (0..=time).map(move |start| (column(project, start), 1));
            let ready = (0..starts)
                .filter(move |start| *start + 2 <= time)
                .map(move |start| (column(project - 3, start), -1));
            Row { terms: early.chain(ready).collect(), most: 0 }
        })
    });
    let rows = one_way.chain(under_way).chain(waiting).collect();
    let program = Program { columns, rows };
    let fixed = vec![None; program.columns.len()];
    let mut pressure = Pressure::begin(&Desk::new(&program, &fixed).unwrap(), 1);
    let _is_better = pressure.go_on(5_000);
    assert_eq!(pressure.best().map(|(value, _)| value), Some(81));
}
