//! The workspace as a whole: whose value is shown, what is kept between frames, and which part stands where.

use std::sync::Arc;

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use super::cash::cash_ui;
use super::chance::{Chance, chance_ui};
use super::figures::{Figures, figures_ui};
use super::flow::Flow;
use super::head::head_ui;
use super::measures::measures_ui;
use super::owned::owned_ui;
use super::promises::{Kept, promises_ui};
use crate::analysis::finance::{
    BusinessCase, Choice, Outlook, agreed, all_open, one_alone, portfolio_rate,
};
use crate::gui::desk::{Desk, teach_ui};
use crate::gui::requests::Requests;
use crate::gui::theme::{Theme, gap};
use crate::gui::widgets::{heading, muted};
use crate::model::{Portfolio, ProjectId};
use crate::workspace::{Command, Workspace};

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Page {
    /// What each period takes and brings.
    #[default]
    Cash,
    /// What it costs to have it, part by part.
    Ownership,
    /// What chance makes of it: S-curve and tornado.
    Chance,
    /// What is measured, against what was meant.
    Measures,
    /// What was promised of outcomes, and how much of it is there.
    Promises,
}

impl Page {
    /// Whether it is about projects that can be chosen; else about outcomes.
    pub(super) fn is_of_projects(self) -> bool {
        matches!(self, Self::Cash | Self::Ownership | Self::Chance)
    }
}

/// Whose value is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Whose {
    /// The selected projects; all that are open where none is selected.
    #[default]
    Selected,
    /// All projects that are neither done nor cancelled.
    Open,
    /// Those of the plan that was agreed.
    Agreed,
}

/// A business case with what follows from it.
pub(super) struct Shown {
    /// Whose it is, in words.
    pub(super) name: String,
    pub(super) choice: Choice,
    pub(super) case: BusinessCase,
    pub(super) figures: Figures,
    pub(super) flow: Flow,
}

/// What is kept between frames.
#[derive(Default)]
pub(crate) struct Value {
    pub(super) page: Page,
    pub(super) whose: Whose,
    pub(super) outlook: Option<Outlook>,
    pub(super) chance: Chance,
    pub(super) shown: Option<Arc<Shown>>,
    pub(super) kept: Option<Kept>,
    shown_of: Option<(Arc<Portfolio>, Whose, Vec<ProjectId>, Outlook)>,
}

impl Value {
    /// Does what a command asks of this view.
    pub(crate) fn run(&mut self, command: Command) {
        match command {
            Command::ShowCash => self.page = Page::Cash,
            Command::ShowChance => self.page = Page::Chance,
            Command::ShowOwnership => self.page = Page::Ownership,
            Command::ShowMeasures => self.page = Page::Measures,
            Command::ShowPromises => self.page = Page::Promises,
            _ => {}
        }
    }

    /// Whether what a command turns to is what is shown; nothing where it turns to nothing.
    pub(crate) fn is_on(&self, command: Command) -> Option<bool> {
        let page = match command {
            Command::ShowCash => Page::Cash,
            Command::ShowChance => Page::Chance,
            Command::ShowOwnership => Page::Ownership,
            Command::ShowMeasures => Page::Measures,
            Command::ShowPromises => Page::Promises,
            _ => return None,
        };
        Some(self.page == page)
    }

    /// How figures in doubt are taken.
    pub(super) fn outlook(&self) -> Outlook {
        self.outlook.unwrap_or(Outlook::Likely)
    }

    /// Works the case out anew where it is of something else.
    fn follow(&mut self, desk: &Desk<'_>) {
        let selected = desk.selected();
        let of = (Arc::clone(desk.portfolio), self.whose, selected, self.outlook());
        let is_same =
            self.shown_of.as_ref().is_some_and(|(portfolio, whose, selected, outlook)| {
                Arc::ptr_eq(portfolio, &of.0) && (*whose, selected, *outlook) == (of.1, &of.2, of.3)
            });
        if is_same {
            return;
        }
        let (name, choice) = chosen(desk, self.whose, &of.2);
        let case = BusinessCase::of(desk.portfolio, &choice, portfolio_rate(desk.portfolio));
        let figures = Figures::of(desk.portfolio, &case, of.3);
        let flow = Flow::of(desk.portfolio, &case, of.3);
        self.shown = Some(Arc::new(Shown { name, choice, case, figures, flow }));
        self.shown_of = Some(of);
    }
}

/// The projects that are reckoned with, and what they are called together.
fn chosen(desk: &Desk<'_>, whose: Whose, selected: &[ProjectId]) -> (String, Choice) {
    use crate::model::Item;
    use crate::wording::plural;

    let portfolio = desk.portfolio;
    let all = || {
        let choice = all_open(portfolio);
        (format!("All {}", plural(choice.len(), "open project")), choice)
    };
    match (whose, selected) {
        (Whose::Selected, [project]) => {
            (desk.name(Item::Project(*project)), one_alone(portfolio, *project))
        }
        (Whose::Selected, [_, ..]) => {
            let choice: Choice =
                selected.iter().flat_map(|project| one_alone(portfolio, *project)).collect();
            (plural(choice.len(), "selected project"), choice)
        }
        (Whose::Agreed, _) if !portfolio.plan.is_empty() => {
            let choice = agreed(portfolio);
            (format!("The agreed plan of {}", plural(choice.len(), "project")), choice)
        }
        _ => all(),
    }
}

/// Shows it, and takes what is done to it.
pub(crate) fn value_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &mut Value,
    workspace: &Workspace,
    requests: &mut Requests,
) {
    let mut desk = Desk::new(theme, workspace, requests);
    let desk = &mut desk;
    ui.painter().rect_filled(ui.max_rect(), 0.0, theme.surface);
    if desk.portfolio.projects.is_empty() {
        let says = "Here one sees what projects take and bring, period by period, and what that is worth today.";
        teach_ui(
            ui,
            desk,
            ("No project to value yet", says),
            ("Add a project", Command::AddProject),
        );
        return;
    }
    view.follow(desk);
    let part = Frame::NONE.fill(theme.surface).inner_margin(Margin::symmetric(16, 8));
    Panel::top("value head").frame(part).show(ui, |ui| head_ui(ui, view, desk));
    view.follow(desk);
    let Some(shown) = view.shown.clone() else { return };
    if matches!(view.page, Page::Cash | Page::Ownership) {
        // Inside the panel there is only what it took in the last frame.
        let height = ui.available_height();
        Panel::top("value figures")
            .frame(part)
            .show(ui, |ui| figures_ui(ui, theme, (&shown.figures, height)));
    }
    CentralPanel::default().frame(part).show(ui, |ui| match view.page {
        Page::Measures => measures_ui(ui, desk),
        Page::Promises => promises_ui(ui, view, desk),
        _ if shown.case.streams.is_empty() => moneyless_ui(ui, desk, &shown),
        Page::Cash => cash_ui(ui, desk, &shown.flow),
        Page::Ownership => owned_ui(ui, view.outlook(), desk, &shown),
        Page::Chance => chance_ui(ui, &mut view.chance, desk, &shown),
    });
}

fn moneyless_ui(ui: &mut Ui, desk: &Desk<'_>, shown: &Shown) {
    ui.vertical_centered(|ui| {
        ui.set_max_width(420.0);
        ui.add_space(ui.available_height() * 0.25);
        heading(ui, "No money is known");
        ui.add_space(gap::TINY);
        let says = format!(
            "{}: there is no line of cost or benefit, and nobody with a rate is asked for. Select a project and add costs and \
             benefits in the inspector, at the right. Missing is not zero.",
            shown.name
        );
        muted(ui, desk.theme, &says);
    });
}
