//! Stories of the ranking's other pages: two frameworks side by side and formulas of one's own.

use egui::{Key, Modifiers, Role};

use crate::stage::Stage;

fn ranking(story: &str, page: Key) -> Stage {
    let mut stage = Stage::first_steps(story);
    stage.key(Modifiers::COMMAND, Key::Num3);
    stage.key(Modifiers::NONE, page);
    stage
}

#[test]
fn two_rankings_stand_side_by_side_with_how_much_they_agree() {
    let mut stage = ranking("rank-frameworks", Key::F);
    let rows = stage.all(Role::ListBoxOption);
    let left = rows.iter().filter(|row| row.starts_with("Weighted outcomes: ")).count();
    let right: Vec<&String> = rows.iter().filter(|row| row.starts_with("RICE: ")).collect();
    assert_eq!((left, right.len()), (8, 8), "{rows:?}");
    assert!(
        rows.iter().any(
            |row| row.starts_with("Weighted outcomes: rank 1, Reading boxes for schools, 24.2")
        ),
        "{rows:?}"
    );
    assert!(stage.shows("the two"));
    let place = stage.find(Role::ListBoxOption, "RICE: ").rect().center();
    stage.click(place);
    assert_eq!(stage.selected().len(), 1);
}

#[test]
fn a_formula_of_ones_own_says_at_once_what_is_wrong_with_it() {
    let mut stage = ranking("rank-formula", Key::F);
    let before = stage.portfolio().frameworks.len();
    stage.press("New formula");
    assert_eq!(stage.portfolio().frameworks.len(), before + 1);
    assert!(stage.shows("It can score"));
    stage.write("Formula", "[Wind] * 2");
    assert!(stage.shows("Nothing is called “Wind”"));
    stage.write("Formula", "score / cost");
    assert!(stage.shows("It can score"));
    stage.key(Modifiers::NONE, Key::Tab);
    let kept = stage.portfolio();
    let formulas: Vec<String> =
        kept.frameworks.values().map(|framework| framework.formula.to_string()).collect();
    assert!(formulas.contains(&"score / cost".to_owned()), "{formulas:?}");
}
