//! The figures by which a business case is judged, each with the card that explains it.

use egui::{Align, Frame, Layout, Margin, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use crate::analysis::finance::{Appraisal, BusinessCase, Irr, Outlook, Payback, People, to_money};
use crate::gui::charts::{Explained, explained_ui};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, text};
use crate::gui::widgets::muted;
use crate::model::{Item, Portfolio};
use crate::wording;

/// How wide one figure is at least, in points.
const CELL_WIDTH: f32 = 128.0;
const CELL_HEIGHT: f32 = 52.0;

/// All figures, and what one should mind about them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Figures {
    cells: Vec<Cell>,
    warnings: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
struct Cell {
    name: &'static str,
    value: String,
    /// What it could be between the worst and the best, in a few words.
    range: String,
    is_bad: bool,
    explained: Explained,
}

/// What figures are made of.
struct Maker<'a> {
    portfolio: &'a Portfolio,
    case: &'a BusinessCase,
    now: Appraisal,
    worst: Appraisal,
    best: Appraisal,
}

impl Figures {
    pub(super) fn of(portfolio: &Portfolio, case: &BusinessCase, outlook: Outlook) -> Self {
        let of = |outlook| case.appraisal(outlook);
        let (now, worst, best) = (of(outlook), of(Outlook::Worst), of(Outlook::Best));
        let maker = Maker { portfolio, case, now, worst, best };
        let cells = vec![
            maker.cost(),
            maker.benefit(),
            maker.npv(),
            maker.irr(),
            maker.payback(),
            maker.roi(),
            maker.index(),
        ];
        Self { cells, warnings: warnings(portfolio, case) }
    }
}

impl Maker<'_> {
    fn money(&self, minor: f64) -> String {
        wording::money_short(to_money(minor), self.portfolio.currency)
    }

    fn in_full(&self, minor: f64) -> String {
        wording::money(to_money(minor), self.portfolio.currency)
    }

    fn range(
        &self,
        of: impl Fn(&Appraisal) -> Option<f64>,
        word: impl Fn(f64) -> String,
    ) -> String {
        match (of(&self.worst), of(&self.best)) {
            (Some(worst), Some(best)) if (worst - best).abs() > 1e-9 => {
                format!("{} – {}", word(worst), word(best))
            }
            _ => String::new(),
        }
    }

    fn rate(&self) -> String {
        let rate = self.case.rate.map(|rate| rate.a_year() * 100.0);
        rate.map_or_else(
            || "not given".to_owned(),
            |r| format!("{}\u{202f}% a year", wording::decimal(r, 2)),
        )
    }

    fn cost(&self) -> Cell {
        let ratios = &self.now.ratios;
        let formula = "Lines of cost, people by their rates, and the chosen vendor, over the horizon; prices rise as the portfolio says. \
                       Not discounted.";
        let mut cell = cell("Cost", self.money(ratios.cost), formula);
        // Worst and best are those of the case: the least cost belongs to the best.
        cell.range = self.range(|a| Some(a.ratios.cost), |minor| self.money(minor));
        cell.explained.inputs = vec![
            ("Undiscounted".to_owned(), self.in_full(ratios.cost)),
            ("Worth today".to_owned(), self.maybe(ratios.present_cost)),
        ];
        cell
    }

    fn benefit(&self) -> Cell {
        let ratios = &self.now.ratios;
        let formula = "Lines of benefit after each project is over, with delay and growth, and what is left at the end. Not discounted.";
        let mut cell = cell("Benefit", self.money(ratios.benefit), formula);
        cell.range = self.range(|a| Some(a.ratios.benefit), |minor| self.money(minor));
        cell.explained.inputs = vec![
            ("Undiscounted".to_owned(), self.in_full(ratios.benefit)),
            ("Worth today".to_owned(), self.maybe(ratios.present_benefit)),
        ];
        cell
    }

    fn maybe(&self, minor: Option<f64>) -> String {
        minor.map_or_else(|| "no rate of discount".to_owned(), |minor| self.in_full(minor))
    }

    fn npv(&self) -> Cell {
        let value = self.now.npv.map_or_else(|| "no rate".to_owned(), |npv| self.money(npv));
        let formula = "Each period's net divided by (1 + rate) to the power of its years from now, summed. The first period is not discounted.";
        let mut cell = cell("Worth today (NPV)", value, formula);
        cell.range = self.range(|a| a.npv, |minor| self.money(minor));
        cell.is_bad = self.now.npv.is_some_and(|npv| npv < 0.0);
        cell.explained.inputs = vec![
            ("Rate of discount".to_owned(), self.rate()),
            ("Benefit worth today".to_owned(), self.maybe(self.now.ratios.present_benefit)),
            ("Cost worth today".to_owned(), self.maybe(self.now.ratios.present_cost)),
            ("In full".to_owned(), self.maybe(self.now.npv)),
        ];
        if self.case.rate.is_none() {
            "The portfolio has no rate of discount; it is given in the inspector while nothing is selected.".clone_into(&mut cell.explained.source);
        }
        cell
    }

    fn irr(&self) -> Cell {
        let percent = |rate: f64| format!("{}\u{202f}%", wording::decimal(rate * 100.0, 1));
        let value = match &self.now.irr {
            Irr::None => "none".to_owned(),
            Irr::Unique(rate) => percent(*rate),
            Irr::Several(rates) => format!("{} rates", rates.len()),
        };
        let formula = "The rate of discount at which all periods together would be worth nothing.";
        let mut cell = cell("Rate of return (IRR)", value, formula);
        let rates = self.now.irr.rates().iter().enumerate();
        cell.explained.inputs =
            rates.map(|(at, rate)| (format!("Rate {}", at + 1), percent(*rate))).collect();
        cell.explained.source = match &self.now.irr {
            Irr::None => "No rate evens these flows out, so there is none to print.".to_owned(),
            Irr::Unique(_) => format!("The sign changes {}.", times(self.now.sign_changes)),
            Irr::Several(_) => "Several rates even the flows out, so none of them is the return: go by what it is worth today.".to_owned(),
        };
        cell
    }

    fn payback(&self) -> Cell {
        let years = |payback: Option<Payback>| {
            payback.map_or_else(
                || "never".to_owned(),
                |p| format!("{} years", wording::decimal(p.years, 1)),
            )
        };
        let formula = "When the sum of all nets is back at zero for the first time, between two periods in a straight line.";
        let mut cell = cell("Paid back in", years(self.now.payback), formula);
        let discounted = if self.case.rate.is_some() {
            years(self.now.discounted_payback)
        } else {
            "no rate of discount".to_owned()
        };
        cell.explained.inputs = vec![
            ("Undiscounted".to_owned(), years(self.now.payback)),
            ("Discounted".to_owned(), discounted),
        ];
        if self.now.payback.is_some_and(|payback| !payback.is_kept) {
            "Later the sum falls below zero again.".clone_into(&mut cell.explained.source);
        }
        cell.is_bad = self.now.payback.is_none();
        cell
    }

    /// Why benefits cannot be weighed against costs.
    fn missing(&self) -> &'static str {
        if self.now.ratios.is_benefit_stated { "no cost" } else { "no benefit" }
    }

    fn roi(&self) -> Cell {
        let percent = |part: f64| format!("{}\u{202f}%", wording::decimal(part * 100.0, 0));
        let roi = self.now.ratios.roi();
        let value = roi.map_or_else(|| self.missing().to_owned(), percent);
        let formula = "(Benefit − cost) ÷ cost. Not discounted.";
        let mut cell = cell("Return (ROI)", value, formula);
        cell.range = self.range(|a| a.ratios.roi(), percent);
        cell.is_bad = roi.is_some_and(|roi| roi < 0.0);
        cell.explained.inputs = vec![
            ("Benefit".to_owned(), self.in_full(self.now.ratios.benefit)),
            ("Cost".to_owned(), self.in_full(self.now.ratios.cost)),
        ];
        cell
    }

    fn index(&self) -> Cell {
        let index = self.now.ratios.profitability_index();
        let missing = if self.case.rate.is_some() { self.missing() } else { "no rate" };
        let value = index.map_or_else(|| missing.to_owned(), |index| wording::decimal(index, 2));
        let formula =
            "Benefit worth today ÷ cost worth today: what comes back for each unit that goes out.";
        let mut cell = cell("Profitability", value, formula);
        cell.range =
            self.range(|a| a.ratios.profitability_index(), |index| wording::decimal(index, 2));
        cell.is_bad = index.is_some_and(|index| index < 1.0);
        cell.explained.inputs = vec![
            ("Benefit worth today".to_owned(), self.maybe(self.now.ratios.present_benefit)),
            ("Cost worth today".to_owned(), self.maybe(self.now.ratios.present_cost)),
        ];
        cell
    }
}

fn cell(name: &'static str, value: String, formula: &str) -> Cell {
    let explained = Explained {
        title: name.to_owned(),
        value: value.clone(),
        formula: formula.to_owned(),
        ..Explained::default()
    };
    Cell { name, value, range: String::new(), is_bad: false, explained }
}

fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{count} times"),
    }
}

/// What is not in the figures, in sentences.
fn warnings(portfolio: &Portfolio, case: &BusinessCase) -> Vec<String> {
    let mut warnings = Vec::new();
    for (project, people) in &case.people {
        let People::ByRates { without_rate } = people else { continue };
        let names: Vec<String> = without_rate
            .iter()
            .map(|role| wording::printable(&wording::item_label(portfolio, Item::Role(*role))))
            .collect();
        if !names.is_empty() {
            let project =
                wording::printable(&wording::item_label(portfolio, Item::Project(*project)));
            warnings.push(format!(
                "{project}: {} has no rate, so its cost is in no figure.",
                wording::list_of(&names, 3)
            ));
        }
    }
    let beyond = case.cost_beyond();
    if beyond >= 0.5 {
        let beyond = wording::money_short(to_money(beyond), portfolio.currency);
        warnings.push(format!("{beyond} of cost falls due after the horizon and is in no figure."));
    }
    warnings
}

/// Shows all figures side by side, on more lines where there is no room.
pub(super) fn figures_ui(ui: &mut Ui, theme: &Theme, figures: &Figures) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(gap::LARGE, gap::SMALL);
        for cell in &figures.cells {
            cell_ui(ui, theme, cell);
        }
    });
    let more = figures.warnings.len().saturating_sub(2);
    for warning in figures.warnings.iter().take(2) {
        muted(ui, theme, warning);
    }
    if more > 0 {
        let rest: Vec<&str> = figures.warnings.iter().skip(2).map(String::as_str).collect();
        muted(ui, theme, &format!("{} more of this kind", wording::count(more)))
            .on_hover_text(rest.join("\n"));
    }
}

fn cell_ui(ui: &mut Ui, theme: &Theme, cell: &Cell) {
    let size = vec2(CELL_WIDTH, CELL_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let says = format!("{}: {}", cell.name, cell.value);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &says));
    ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
        Frame::NONE.inner_margin(Margin::ZERO).show(ui, |ui| {
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let label = |words: &str, size: f32, heft, ink| {
                    egui::Label::new(RichText::new(words).font(font(size, heft)).color(ink))
                        .truncate()
                        .selectable(false)
                };
                ui.add(label(cell.name, text::SMALL, Heft::Regular, theme.text_muted));
                let ink = if cell.is_bad { theme.danger } else { theme.text };
                ui.add(label(&cell.value, text::HEADING, Heft::SemiBold, ink));
                ui.add(label(&cell.range, text::SMALL, Heft::Regular, theme.text_muted));
            });
        });
    });
    let explained = if cell.range.is_empty() {
        cell.explained.clone()
    } else {
        let mut explained = cell.explained.clone();
        explained.inputs.push(("Worst to best, all at once".to_owned(), cell.range.clone()));
        explained
    };
    response.on_hover_ui(|ui| explained_ui(ui, theme, &explained));
}
