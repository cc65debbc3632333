//! Money promised against money that came in: for all that was told, by project and by line of benefit.

use egui::{Id, Ui};

use super::kept_row::{KeptRow, kept_row_ui, percent};
use super::promises::part_ui;
use super::way_to::go_to_line;
use crate::analysis::finance::{Came, CameByLine, Realised, Untold};
use crate::gui::charts::{Explained, card_of};
use crate::gui::desk::Desk;
use crate::gui::theme::gap;
use crate::gui::widgets::{link, muted};
use crate::model::{BenefitId, Item, MoneySum, ProjectId};
use crate::wording;

/// Shows it; nothing where no money was told of and none is due.
pub(super) fn came_ui(ui: &mut Ui, desk: &mut Desk<'_>, found: &Realised) {
    if found.lines.is_empty() && found.untold.is_empty() {
        return;
    }
    let words = if found.lines.is_empty() { String::new() } else { all_words(desk, found) };
    part_ui(ui, desk, ("Money of benefits", &words));
    let waiting = match found.waiting_count {
        0 => String::new(),
        count => {
            format!(" Nothing is told yet of {} of open projects.", wording::plural(count, "line"))
        }
    };
    let words = format!(
        "What came in against what was promised, in the periods of which somebody has said what came in; missing is not zero.{waiting}"
    );
    muted(ui, desk.theme, &words);
    ui.add_space(gap::SMALL);
    for (project, came) in found.by_project() {
        let lines: Vec<&CameByLine> =
            found.lines.iter().filter(|line| line.project == project).collect();
        project_ui(ui, desk, (project, came), &lines);
        for line in lines {
            line_ui(ui, desk, line);
        }
    }
    ui.add_space(gap::TINY);
    for (project, benefit, lack) in &found.untold {
        untold_ui(ui, desk, (*project, *benefit), *lack);
    }
    ui.add_space(gap::LARGE);
}

fn money(desk: &Desk<'_>, sum: MoneySum) -> String {
    wording::money_short(sum.to_money(), desk.portfolio.currency)
}

fn in_full(desk: &Desk<'_>, sum: MoneySum) -> String {
    wording::money(sum.to_money(), desk.portfolio.currency)
}

/// `589 k EUR of 620 k EUR came in, 95 %; 31 k EUR short`.
fn all_words(desk: &Desk<'_>, found: &Realised) -> String {
    let all = found.all();
    let of = format!("{} of {} came in", money(desk, all.realised), money(desk, all.promised));
    let share = all.share().map_or_else(String::new, |share| format!(", {}", percent(share)));
    format!("{of}{share}; {}", short(desk, all))
}

fn short(desk: &Desk<'_>, came: Came) -> String {
    let shortfall = came.shortfall();
    match shortfall.minor {
        0 => "none short".to_owned(),
        1.. => format!("{} short", money(desk, shortfall)),
        _ => format!("{} more", money(desk, MoneySum { minor: -shortfall.minor })),
    }
}

/// The row of a project or a line, but for its names.
fn row(desk: &Desk<'_>, name: String, came: Came) -> KeptRow {
    let theme = desk.theme;
    let share = came.share();
    let is_kept = came.shortfall().minor <= 0;
    let figure = share.map_or_else(|| "none promised".to_owned(), percent);
    let short = short(desk, came);
    KeptRow {
        says: format!("{name}: {figure} realised, {short}"),
        name,
        below: String::new(),
        share,
        ink: if is_kept { theme.good } else { theme.danger },
        figure,
        beside: (short, if is_kept { theme.text_muted } else { theme.danger }),
        is_part: false,
        is_selected: false,
    }
}

fn project_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    (project, came): (ProjectId, Came),
    lines: &[&CameByLine],
) {
    let item = Item::Project(project);
    let told_to = lines.iter().map(|line| line.told_to).max();
    let told_to = told_to.map_or_else(String::new, |month| {
        let calendar = desk.portfolio.calendar;
        format!("told to {}", wording::period(calendar.period_of(month), calendar))
    });
    let row = KeptRow {
        below: told_to,
        is_selected: desk.workspace.selection().has(item),
        ..row(desk, desk.name(item), came)
    };
    let response = kept_row_ui(ui, desk.theme, &row);
    if response.clicked() {
        desk.click(item, ui.input(|input| input.modifiers));
    }
    card_of(&response, desk.theme, || {
        let inputs = lines.iter().map(|line| {
            let figures = format!(
                "{} of {}",
                money(desk, line.came.realised),
                money(desk, line.came.promised)
            );
            (line_name(desk, line.project, line.benefit), figures)
        });
        told(desk, (desk.name(item), came), inputs.collect())
    });
}

fn line_ui(ui: &mut Ui, desk: &mut Desk<'_>, line: &CameByLine) {
    let name = line_name(desk, line.project, line.benefit);
    let row = KeptRow { is_part: true, ..row(desk, name.clone(), line.came) };
    let response = kept_row_ui(ui, desk.theme, &row);
    if response.clicked() {
        go_there(ui, desk, (line.project, line.benefit));
    }
    card_of(&response, desk.theme, || {
        let mut inputs = vec![("Periods told".to_owned(), wording::count(line.told_count))];
        if line.untold_count > 0 {
            let missing = format!(
                "{}, {} promised",
                wording::count(line.untold_count),
                money(desk, line.untold)
            );
            inputs.push(("Periods missing".to_owned(), missing));
        }
        told(desk, (name, line.came), inputs)
    });
}

fn told(desk: &Desk<'_>, (title, came): (String, Came), more: Vec<(String, String)>) -> Explained {
    let mut inputs = vec![
        ("Promised".to_owned(), in_full(desk, came.promised)),
        ("Came in".to_owned(), in_full(desk, came.realised)),
        ("Shortfall".to_owned(), in_full(desk, came.shortfall())),
    ];
    inputs.extend(more);
    Explained {
        title,
        value: came.share().map_or_else(|| "none promised".to_owned(), percent),
        formula: "What came in ÷ what was promised in the same periods, most likely, at the prices of the plan.".to_owned(),
        inputs,
        source: "From the lines of benefit of the project, and what was said to have come in by them.".to_owned(),
    }
}

fn line_name(desk: &Desk<'_>, project: ProjectId, benefit: BenefitId) -> String {
    let record = desk.portfolio.projects.get(&project);
    let line = record.and_then(|record| record.benefits.get(&benefit));
    line.map_or_else(String::new, |line| wording::printable(&line.name))
}

fn untold_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    (project, benefit): (ProjectId, BenefitId),
    lack: Untold,
) {
    let lacks = match lack {
        Untold::Amounts => "nobody has said what came in",
        Untold::Start => "nobody has said when the project started",
    };
    let name = line_name(desk, project, benefit);
    let words = format!("{name}, {}: {lacks}", desk.name(Item::Project(project)));
    if link(ui, desk.theme, &words).clicked() {
        go_there(ui, desk, (project, benefit));
    }
}

fn go_there(ui: &Ui, desk: &mut Desk<'_>, (project, benefit): (ProjectId, BenefitId)) {
    let line = Id::unique(("benefit", benefit));
    go_to_line(ui, desk, project, ("Benefits", Some(line)));
}
