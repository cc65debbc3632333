//! Which scenario is looked at: at the upper right of the window.

use egui::{Button, RichText, Ui};

use super::requests::Requests;
use super::theme::{Theme, icons, text};
use super::widgets::picker;
use crate::model::{Item, ScenarioId};
use crate::wording::{item_label, printable, shortened};
use crate::workspace::{Request, Trying, Workspace};

/// Shows the scenario, and lets another be chosen; nothing where there are none.
pub(super) fn scenario_ui(
    ui: &mut Ui,
    theme: &Theme,
    workspace: &Workspace,
    requests: &mut Requests,
) {
    let portfolio = workspace.portfolio();
    if portfolio.scenarios.is_empty() {
        return;
    }
    let trying = workspace.funding().trying();
    let name = |id: Option<ScenarioId>| {
        id.map_or_else(|| "Base".to_owned(), |id| item_label(portfolio, Item::Scenario(id)))
    };
    let shown = shortened(&printable(&name(trying.scenario)), 22);
    let says = format!("Scenario: {shown}");
    let ink = if trying.scenario.is_some() { theme.accent } else { theme.text_muted };
    let words =
        RichText::new(format!("{says}  {}", icons::CARET_DOWN)).size(text::SMALL).color(ink);
    let button = Button::new(words).frame_when_inactive(trying.scenario.is_some());
    let (response, picked) = picker(ui, theme, (button, &says), || {
        let scenarios = portfolio.scenarios.keys().copied().map(Some);
        let marked = |id| {
            let mark = if id == trying.scenario { icons::CHECK } else { "" };
            format!("{}  {mark}", name(id)).trim_end().to_owned()
        };
        std::iter::once(None).chain(scenarios).map(|id| (id, marked(id))).collect()
    });
    response.on_hover_text(
        "What the plan is looked for under; a scenario overrides the base and never changes it",
    );
    if let Some(scenario) = picked {
        let next = Trying { scenario, ..trying.settled() };
        requests.push(Request::Try(Box::new(next)));
    }
}
