//! The table: order, filters, groups, columns, editing in place, and what travels to and from a spreadsheet.

use egui::{Event, Key, Modifiers, Role, vec2};
use portolan::model::{CostKind, Item, Level, Project, Stage as ProjectStage};

use crate::stage::Stage;

const APP: &str = "Library in your pocket";
const ROBOT: &str = "Sorting robot for returned books";

/// The window on the smallest sample, showing the table, wide enough for all of it.
fn table(story: &str) -> Stage {
    let mut stage = Stage::first_steps(&format!("table-{story}"));
    stage.resize(vec2(2300.0, 900.0));
    stage.key(Modifiers::COMMAND, Key::Num2);
    stage
}

/// The names of the projects, from top to bottom.
fn rows(stage: &Stage) -> Vec<String> {
    let names: Vec<String> =
        stage.portfolio().projects.values().map(|project| project.name.to_string()).collect();
    stage.names_of(Role::GridCell).into_iter().filter(|name| names.contains(name)).collect()
}

/// The titles of the columns, from left to right.
fn titles(stage: &Stage) -> Vec<String> {
    stage.names_of(Role::ColumnHeader)
}

fn project(stage: &Stage, name: &str) -> Project {
    let portfolio = stage.portfolio();
    let found = portfolio.projects.values().find(|project| &*project.name == name);
    (**found.unwrap_or_else(|| panic!("there is no {name}"))).clone()
}

/// Clicks the cell of a name, or `Project, Column`, whatever it says.
fn press_cell(stage: &mut Stage, cell: &str) {
    let place = if cell.contains(", ") {
        stage.find(Role::GridCell, &format!("{cell}: ")).rect().center()
    } else {
        stage.called(Role::GridCell, cell).rect().center()
    };
    stage.click(place);
}

fn press_title(stage: &mut Stage, title: &str) {
    let place = stage.find(Role::ColumnHeader, title).rect().left_center() + vec2(12.0, 0.0);
    stage.click(place);
}

fn type_in(stage: &mut Stage, words: &str) {
    stage.happen(Event::Text(words.to_owned()));
}

fn enter(stage: &mut Stage) {
    stage.key(Modifiers::NONE, Key::Enter);
}

fn undo(stage: &mut Stage) {
    stage.key(Modifiers::COMMAND, Key::Z);
}

/// Takes a choice from a list that hangs under a button.
fn choose(stage: &mut Stage, button: &str, choice: &str) {
    stage.press(button);
    stage.reach(Role::Button, choice);
}

/// Shows one more column.
fn choose_column(stage: &mut Stage, title: &str) {
    let place = stage.called(Role::Button, "Columns").rect().center();
    stage.click(place);
    stage.write("Find a column", title);
    let place = stage.called(Role::CheckBox, title).rect().center();
    if !titles(stage).iter().any(|shown| shown == title) {
        stage.click(place);
    }
    stage.key(Modifiers::NONE, Key::Escape);
}

#[test]
fn a_click_on_a_title_sorts_up_then_down_then_not_at_all() {
    let mut stage = table("sort");
    let before = rows(&stage);
    assert_eq!(before.len(), 8, "{before:?}");
    let mut sorted = before.clone();
    sorted.sort_by_key(|name| name.to_lowercase());
    assert_ne!(before, sorted);
    press_title(&mut stage, "Name");
    assert_eq!(rows(&stage), sorted);
    press_title(&mut stage, "Name");
    sorted.reverse();
    assert_eq!(rows(&stage), sorted);
    press_title(&mut stage, "Name");
    assert_eq!(rows(&stage), before);
}

#[test]
fn what_is_found_is_left_and_the_count_says_so() {
    let mut stage = table("find");
    assert!(stage.says("8 projects"));
    stage.key(Modifiers::COMMAND, Key::F);
    type_in(&mut stage, "pocket");
    assert_eq!(rows(&stage), [APP]);
    assert!(stage.says("1 of 8 projects"));
    type_in(&mut stage, " nowhere");
    assert!(rows(&stage).is_empty() && stage.says("No project fits"));
    stage.press("Clear filters");
    assert_eq!(rows(&stage).len(), 8);
}

#[test]
fn a_choice_a_range_and_words_filter() {
    let mut stage = table("filters");
    let all = rows(&stage).len();
    choose(&mut stage, "Filter", "Stage");
    let place = stage.find(Role::CheckBox, "Proposed").rect().center();
    stage.click(place);
    let proposed = |stage: &Stage| {
        let portfolio = stage.portfolio();
        let is_so = |project: &&std::sync::Arc<Project>| project.stage == ProjectStage::Proposed;
        portfolio.projects.values().filter(is_so).count()
    };
    assert!(rows(&stage).len() < all && rows(&stage).len() == proposed(&stage));
    stage.key(Modifiers::NONE, Key::Escape);
    stage.press("Take “Stage: Proposed” away");
    assert_eq!(rows(&stage).len(), all);

    choose(&mut stage, "Filter", "Duration");
    stage.write("From", "3");
    stage.key(Modifiers::NONE, Key::Escape);
    let long = |stage: &Stage| {
        let portfolio = stage.portfolio();
        portfolio.projects.values().filter(|project| project.duration >= Some(3)).count()
    };
    assert_eq!(rows(&stage).len(), long(&stage));
    assert!(stage.says("Duration: from 3"));
    stage.press("Take “Duration: from 3” away");

    stage.press("Menu of Name");
    stage.press("Filter…");
    stage.write("Contains", "pocket");
    assert_eq!(rows(&stage), [APP]);
}

#[test]
fn groups_have_counts_and_totals_and_fold() {
    let mut stage = table("groups");
    choose(&mut stage, "Group", "Stage");
    assert!(stage.says("Grouped by Stage"));
    let groups = stage.names_of(Role::DisclosureTriangle);
    assert!(groups.iter().any(|name| name.starts_with("Proposed, ")), "{groups:?}");
    let all = rows(&stage).len();
    let place = stage.find(Role::DisclosureTriangle, "Proposed, ").rect().center();
    stage.click(place);
    assert!(rows(&stage).len() < all);
    assert!(stage.shows("Sum of Total cost: ") && stage.shows("Mean of Score: "));
}

#[test]
fn columns_are_hidden_shown_and_carried_and_that_is_kept() {
    let mut stage = table("columns");
    let place = stage.called(Role::Button, "Columns").rect().center();
    stage.click(place);
    let place = stage.called(Role::CheckBox, "Stage").rect().center();
    stage.click(place);
    let place = stage.called(Role::Button, "Move Score later").rect().center();
    stage.click(place);
    stage.key(Modifiers::NONE, Key::Escape);
    assert!(!titles(&stage).contains(&"Stage".to_owned()), "{:?}", titles(&stage));
    let kept = stage.window().workspace().settings().columns.clone();
    assert_eq!(kept[0], "name");
    assert!(!kept.contains(&"stage".to_owned()));
    assert_eq!(kept.iter().position(|key| key == "score"), Some(2), "{kept:?}");

    let from = stage.find(Role::ColumnHeader, "Score").rect().center();
    let to = stage.find(Role::ColumnHeader, "Name").rect().right_center() + vec2(8.0, 0.0);
    stage.drag(&[from, from - vec2(40.0, 0.0), to]);
    stage.drop_at(to);
    let kept = &stage.window().workspace().settings().columns.clone();
    assert_eq!(kept.iter().position(|key| key == "score"), Some(1), "{kept:?}");
}

#[test]
fn a_column_that_was_widened_stays_so_in_the_settings() {
    let mut stage = table("widths");
    let wide = |stage: &Stage| stage.find(Role::ColumnHeader, "Stage").rect().width();
    let before = wide(&stage);
    let from = stage.called(Role::Splitter, "Width of Stage").rect().center();
    let to = from + vec2(57.0, 0.0);
    stage.drag(&[from, from + vec2(20.0, 0.0), to]);
    stage.drop_at(to);
    assert!((wide(&stage) - before - 57.0).abs() < 1.0, "{} {before}", wide(&stage));
    let settings = stage.window().workspace().settings().clone();
    assert_eq!(settings.column_widths.get("stage"), Some(&(wide(&stage).round() as u16)));
}

#[test]
fn a_name_is_typed_over_and_undone_in_one_step() {
    let mut stage = table("name");
    press_cell(&mut stage, APP);
    assert_eq!(stage.selected().len(), 1);
    type_in(&mut stage, "Pocket");
    assert!(rows(&stage).contains(&APP.to_owned()), "nothing changes while it is typed");
    enter(&mut stage);
    assert!(rows(&stage).contains(&"Pocket".to_owned()));
    undo(&mut stage);
    assert!(rows(&stage).contains(&APP.to_owned()));
    press_cell(&mut stage, APP);
    enter(&mut stage);
    type_in(&mut stage, "Another");
    stage.key(Modifiers::NONE, Key::Escape);
    assert!(rows(&stage).contains(&APP.to_owned()), "Escape gives it up");
}

#[test]
fn a_stage_a_month_an_amount_and_a_level_are_typed_each_in_its_own_way() {
    let mut stage = table("editors");
    press_cell(&mut stage, &format!("{APP}, Stage"));
    type_in(&mut stage, "act");
    enter(&mut stage);
    assert_eq!(project(&stage, APP).stage, ProjectStage::Active);

    press_cell(&mut stage, &format!("{APP}, Readers' data are safe"));
    type_in(&mut stage, "strong 80 %");
    enter(&mut stage);
    let portfolio = stage.portfolio();
    let safe = portfolio.leaves().find(|(_, outcome)| &*outcome.name == "Readers' data are safe");
    let link = project(&stage, APP).contributions[&safe.unwrap().0].clone();
    assert_eq!((link.level, link.confidence.percent()), (Some(Level(3)), 80.0));

    press_cell(&mut stage, &format!("{APP}, Duration"));
    type_in(&mut stage, "7");
    stage.key(Modifiers::NONE, Key::Tab);
    assert_eq!(project(&stage, APP).duration, Some(7));
}

#[test]
fn what_cannot_be_stays_in_its_cell_with_the_reason() {
    let mut stage = table("refused");
    let before = project(&stage, APP);
    press_cell(&mut stage, &format!("{APP}, Duration"));
    type_in(&mut stage, "soon");
    enter(&mut stage);
    assert!(stage.shows("A duration is a whole number of periods"));
    assert_eq!(stage.field("Edit Duration").value().as_deref(), Some("soon"));
    assert_eq!(project(&stage, APP), before);
    stage.key(Modifiers::NONE, Key::Escape);
    press_cell(&mut stage, &format!("{APP}, Score"));
    enter(&mut stage);
    assert!(stage.shows("comes from the levels and the weights"));
}

#[test]
fn cells_are_filled_down_and_emptied_in_one_step_each() {
    let mut stage = table("fill");
    let names = rows(&stage);
    press_cell(&mut stage, &format!("{}, Duration", names[0]));
    type_in(&mut stage, "5");
    enter(&mut stage);
    press_cell(&mut stage, &format!("{}, Duration", names[0]));
    for _ in 0..2 {
        stage.key(Modifiers::SHIFT, Key::ArrowDown);
    }
    assert_eq!(stage.selected().len(), 3);
    let before: Vec<_> = names[..3].iter().map(|name| project(&stage, name).duration).collect();
    stage.key(Modifiers::COMMAND, Key::D);
    for name in &names[..3] {
        assert_eq!(project(&stage, name).duration, Some(5), "{name}");
    }
    undo(&mut stage);
    let after: Vec<_> = names[..3].iter().map(|name| project(&stage, name).duration).collect();
    assert_eq!(before, after);

    press_cell(&mut stage, &format!("{}, Lead", names[0]));
    stage.key(Modifiers::NONE, Key::Delete);
    assert_eq!(project(&stage, &names[0]).lead, None);
    assert_eq!(stage.portfolio().projects.len(), 8, "the project itself stays");
}

#[test]
fn one_edit_can_be_made_for_every_selected_row() {
    let mut stage = table("bulk");
    let names = rows(&stage);
    press_cell(&mut stage, &format!("{}, Stage", names[0]));
    for _ in 0..3 {
        stage.key(Modifiers::SHIFT, Key::ArrowDown);
    }
    type_in(&mut stage, "on hold");
    stage.key(Modifiers::COMMAND, Key::Enter);
    for name in &names[..4] {
        assert_eq!(project(&stage, name).stage, ProjectStage::OnHold, "{name}");
    }
    let label = stage.window().workspace().history().undo_label().map(str::to_owned);
    assert_eq!(label.as_deref(), Some("Set stage of 4 projects"));
    assert!(stage.shows("4 projects selected"));
    undo(&mut stage);
    assert!(names[..4].iter().any(|name| project(&stage, name).stage != ProjectStage::OnHold));
}

#[test]
fn many_rows_are_set_at_once_in_one_step() {
    let mut stage = table("many");
    let names: Vec<String> = (0..80).map(|number| format!("Project {number}")).collect();
    stage.happen(Event::Paste(format!("Name\tDuration\n{}", names.join("\t6\n"))));
    let place = stage.find(Role::Button, "Paste ").rect().center();
    stage.click(place);
    let all = stage.portfolio().projects.len();
    assert_eq!(all, 88);
    let first = rows(&stage).remove(0);
    press_cell(&mut stage, &format!("{first}, Stage"));
    stage.key(Modifiers::COMMAND, Key::ArrowUp);
    stage.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowDown);
    type_in(&mut stage, "on hold");
    stage.key(Modifiers::COMMAND, Key::Enter);
    let portfolio = stage.portfolio();
    assert!(portfolio.projects.values().all(|project| project.stage == ProjectStage::OnHold));
    assert_eq!(stage.window().workspace().history().undo_label(), Some("Set stage of 88 projects"));
}

#[test]
fn cells_travel_to_a_spreadsheet_and_come_back_after_a_look() {
    let mut stage = table("clipboard");
    press_cell(&mut stage, ROBOT);
    let copied = stage.copied().unwrap();
    assert_eq!(copied, ROBOT);
    let all = stage.portfolio();
    stage.happen(Event::Paste(format!(
        "Name\tStage\tDuration\tTotal cost\r\n{APP}\tDone\t4\t9\r\nBrand new\tIdea\t2\t\r\n{ROBOT}\tnever\t1\t3\r\n"
    )));
    assert!(stage.shows("is refused") && stage.shows("New: Brand new."));
    assert!(stage.shows("Total cost follows from other fields, left aside."));
    assert_eq!(stage.portfolio(), all, "nothing changes before it is agreed to");
    let place = stage.find(Role::Button, "Paste ").rect().center();
    stage.click(place);
    assert_eq!(project(&stage, APP).stage, ProjectStage::Done);
    assert_eq!(project(&stage, "Brand new").duration, Some(2));
    assert_eq!(stage.portfolio().projects.len(), 9);
    assert!(stage.says("Brand new, Score: not said"), "nobody has rated it: that is not 0 points");
    undo(&mut stage);
    assert_eq!(stage.portfolio(), all);
}

#[test]
fn one_cell_is_pasted_after_a_look_and_one_that_cannot_be_says_why() {
    let mut stage = table("paste-one");
    press_cell(&mut stage, &format!("{APP}, Duration"));
    stage.happen(Event::Paste("17".to_owned()));
    assert_ne!(project(&stage, APP).duration, Some(17), "nothing happens before it is confirmed");
    stage.press("Paste 1 cell");
    assert_eq!(project(&stage, APP).duration, Some(17));
    stage.happen(Event::Paste("soon".to_owned()));
    assert!(stage.shows("A duration is a whole number of periods"));
    stage.key(Modifiers::NONE, Key::Escape);
    assert_eq!(project(&stage, APP).duration, Some(17));
}

#[test]
fn escape_closes_a_list_and_leaves_the_selection() {
    let mut stage = table("escape");
    press_cell(&mut stage, APP);
    stage.press("Group");
    assert!(stage.says("No groups"));
    stage.key(Modifiers::NONE, Key::Escape);
    assert!(!stage.says("No groups"));
    assert_eq!(stage.selected().len(), 1);
    stage.key(Modifiers::NONE, Key::Escape);
    assert!(stage.selected().is_empty());
}

#[test]
fn pasting_is_given_up_by_escape() {
    let mut stage = table("no-paste");
    let before = stage.portfolio();
    press_cell(&mut stage, &format!("{APP}, Duration"));
    stage.happen(Event::Paste("3".to_owned()));
    assert!(stage.shows("Paste 1 cell"));
    stage.key(Modifiers::NONE, Key::Escape);
    assert_eq!(stage.portfolio(), before);
}

#[test]
fn all_of_it_goes_by_keys_alone() {
    let mut stage = table("keys");
    stage.key(Modifiers::NONE, Key::ArrowDown);
    let first = stage.selected();
    assert_eq!(first.len(), 1, "the first row");
    stage.key(Modifiers::NONE, Key::ArrowDown);
    assert_ne!(stage.selected(), first);
    stage.key(Modifiers::COMMAND, Key::Home);
    assert_eq!(stage.selected(), first);
    stage.key(Modifiers::NONE, Key::F2);
    stage.key(Modifiers::COMMAND, Key::A);
    type_in(&mut stage, "By hand");
    enter(&mut stage);
    let Some(Item::Project(id)) = first.first() else { panic!() };
    assert_eq!(&*stage.portfolio().projects[id].name, "By hand");
    stage.key(Modifiers::COMMAND, Key::A);
    assert_eq!(stage.selected().len(), 8);
    stage.key(Modifiers::NONE, Key::Escape);
    stage.key(Modifiers::NONE, Key::Escape);
    assert!(stage.selected().is_empty());
}

#[test]
fn a_row_stays_under_the_hand_until_its_cell_is_left() {
    let mut stage = table("stays");
    press_title(&mut stage, "Name");
    let before = rows(&stage);
    press_cell(&mut stage, &before[0].clone());
    type_in(&mut stage, "Zzz");
    assert_eq!(rows(&stage), before);
    enter(&mut stage);
    assert_eq!(rows(&stage).last().map(String::as_str), Some("Zzz"));
}

#[test]
fn what_is_not_said_can_be_asked_for_alone() {
    let mut stage = table("not-said");
    let is_missing = |stage: &Stage, name: &str| project(stage, name).deputy.is_none();
    let names = rows(&stage);
    let missing: Vec<String> =
        names.iter().filter(|name| is_missing(&stage, name)).cloned().collect();
    stage.press("Filter");
    stage.write("Find in Filter", "deputy");
    stage.reach(Role::Button, "Deputy");
    let place = stage.find(Role::CheckBox, "Not said").rect().center();
    stage.click(place);
    assert_eq!(rows(&stage), missing);
    assert!(!missing.is_empty());
}

#[test]
fn select_all_takes_the_rows_that_are_shown_and_no_others() {
    let mut stage = table("all");
    stage.key(Modifiers::COMMAND, Key::F);
    type_in(&mut stage, "library");
    let shown = rows(&stage);
    assert!(!shown.is_empty() && shown.len() < 8, "{shown:?}");
    enter(&mut stage);
    stage.key(Modifiers::COMMAND, Key::A);
    assert_eq!(stage.selected().len(), shown.len());
}

#[test]
fn a_tag_is_added_beside_others_and_taken_away() {
    let mut stage = table("tags");
    choose_column(&mut stage, "Tags");
    press_cell(&mut stage, &format!("{APP}, Tags"));
    type_in(&mut stage, "public, early");
    enter(&mut stage);
    let tags = |stage: &Stage| -> Vec<String> {
        project(stage, APP).tags.iter().map(ToString::to_string).collect()
    };
    assert_eq!(tags(&stage), ["early", "public"]);
    stage.key(Modifiers::NONE, Key::ArrowUp);
    enter(&mut stage);
    let place = stage.called(Role::Button, "early").rect().center();
    stage.click(place);
    enter(&mut stage);
    assert_eq!(tags(&stage), ["public"]);
}

#[test]
fn people_months_and_money_are_read_as_people_write_them() {
    let mut stage = table("read");
    stage.resize(vec2(3600.0, 900.0));
    for title in ["Lead", "Finish by", "Capex"] {
        choose_column(&mut stage, title);
    }
    let person = {
        let portfolio = stage.portfolio();
        let (id, person) = portfolio.stakeholders.iter().next_back().unwrap();
        (*id, person.name.to_string())
    };
    let write = |stage: &mut Stage, column: &str, words: &str| {
        press_cell(stage, &format!("{APP}, {column}"));
        type_in(stage, words);
        enter(stage);
    };
    write(&mut stage, "Lead", &person.1.to_uppercase());
    assert_eq!(project(&stage, APP).lead, Some(person.0));
    write(&mut stage, "Lead", "Nobody At All");
    assert!(stage.shows("Nobody is called “Nobody At All” here"));
    stage.key(Modifiers::NONE, Key::Escape);
    for (typed, kept) in
        [("Nov 2029", "2029-11"), ("12/2029", "2029-12"), ("2030-01-31", "2030-01")]
    {
        write(&mut stage, "Finish by", typed);
        let month = project(&stage, APP).window.finish_by.map(|month| month.to_string());
        assert_eq!(month.as_deref(), Some(kept), "{typed}");
    }
    write(&mut stage, "Capex", "1.5 M");
    let capex: i64 = project(&stage, APP)
        .costs
        .values()
        .filter(|line| line.kind == CostKind::Capex)
        .map(|line| line.amount.likely().minor)
        .sum();
    assert_eq!(capex, 150_000_000);
}

#[test]
fn an_empty_portfolio_says_what_the_table_is_for() {
    let mut stage = table("empty");
    let all: Vec<Item> = stage.portfolio().projects.keys().map(|&id| Item::Project(id)).collect();
    let edits = all.into_iter().map(portolan::edit::Edit::Remove).collect();
    let label = "Clear".to_owned();
    stage.ask(portolan::workspace::Request::Edit(portolan::edit::Edit::Batch { label, edits }));
    assert!(stage.says("No projects yet"));
    stage.press("Add a project");
    assert_eq!(rows(&stage), ["New project"]);
}
