//! Rows that are added on the way: every plan keeps them.

use super::super::conflict::Conflicts;
use super::super::core::Core;
use super::super::cover;
use super::super::domain::Domain;
use super::super::relaxation::Relaxation;
use super::super::{Column, Program, Row};
use super::Dice;

/// Limits over columns of which few have sizes of their own, some below 0, and groups of which at most one is taken.
fn grouped(dice: &mut Dice) -> Program {
    let column = |dice: &mut Dice| Column { value: dice.between(1, 30), cost: 0 };
    let columns: Vec<_> = (0..12).map(|_| column(dice)).collect();
    let mut rows = Vec::new();
    for _ in 0..dice.between(1, 3) {
        let sizes = [dice.between(2, 9), dice.between(2, 9), -dice.between(2, 9), 7];
        let terms: Vec<_> = (0..12).map(|at| (at, sizes[dice.column(4)])).collect();
        rows.push(Row { terms, most: dice.between(3, 25) });
    }
    for group in 0..dice.column(4) {
        let members = (0..4).map(|at| (group * 3 + at, 1)).filter(|(at, _)| *at < 12);
        rows.push(Row { terms: members.collect(), most: 1 });
    }
    Program { columns, rows }
}

#[test]
fn every_plan_keeps_every_cut() {
    let mut cut_count = 0;
    for seed in 0..300 {
        let program = grouped(&mut Dice(seed));
        let core = Core::whole(&program);
        let mut relaxation = Relaxation::new(&core.table, &core.values);
        relaxation.solve(&core.table, &Domain::new(&core.table), i128::MIN, 1_000);
        let x = relaxation.x();
        let mut cuts = cover::cuts(&core.table, &x, &relaxation);
        cuts.extend(Conflicts::of(&core.table, &[]).cuts(&x));
        cut_count += cuts.len();
        for bits in 0..1_u32 << core.values.len() {
            let plan: Vec<bool> = (0..core.values.len()).map(|at| bits >> at & 1 == 1).collect();
            if !program.holds(&core.whole_plan(&plan)) {
                continue;
            }
            for (terms, most) in &cuts {
                let taken = terms.iter().filter(|(column, _)| plan[*column]);
                let load: i128 = taken.map(|(_, part)| part).sum();
                assert!(load <= *most, "seed {seed}: {terms:?} at most {most}, {plan:?}");
            }
        }
    }
    assert!(cut_count > 100, "{cut_count}");
}
