//! The figures by which a business case is judged, each with the card that explains it.

use egui::Ui;

use super::cells::{Cell, cells_on_line_ui, cells_ui};
use crate::analysis::finance::{
    Appraisal, BusinessCase, Irr, Outlook, Payback, People, Side, to_money,
};
use crate::gui::charts::{Explained, Unit};
use crate::gui::theme::Theme;
use crate::gui::widgets::muted;
use crate::model::{Item, Portfolio};
use crate::wording;

/// From this height on, in points, figures may take several lines, and what one should mind about them stands below.
const HEIGHT_FOR_LINES: f32 = 360.0;
const COST: &str = "Cost";
const NPV: &str = "Worth today (NPV)";

/// All figures, and what one should mind about them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Figures {
    cells: Vec<Cell>,
    warnings: Vec<String>,
}

/// What figures are made of.
struct Maker<'a> {
    portfolio: &'a Portfolio,
    case: &'a BusinessCase,
    now: Appraisal,
    worst: Appraisal,
    best: Appraisal,
    /// Whether anybody has said what comes in, or what is left at the end.
    has_benefit: bool,
}

impl Figures {
    pub(super) fn of(portfolio: &Portfolio, case: &BusinessCase, outlook: Outlook) -> Self {
        let of = |outlook| case.appraisal(outlook);
        let (now, worst, best) = (of(outlook), of(Outlook::Worst), of(Outlook::Best));
        let is_in = |side: &Side| matches!(side, Side::Benefit | Side::Residual);
        let has_benefit = case.streams.iter().any(|stream| is_in(&stream.side));
        let maker = Maker { portfolio, case, now, worst, best, has_benefit };
        let cells = [
            maker.cost(),
            maker.benefit(),
            maker.npv(),
            maker.irr(),
            maker.payback(),
            maker.roi(),
            maker.index(),
        ];
        let cells = cells.map(|cell| maker.finished(cell)).to_vec();
        Self { cells, warnings: warnings(portfolio, case) }
    }
}

impl Maker<'_> {
    fn unit(&self) -> Unit {
        Unit::Money(self.portfolio.currency)
    }

    /// An amount without its currency.
    fn money(&self, minor: f64) -> String {
        self.unit().bare(minor / self.portfolio.currency.minor_per_unit() as f64)
    }

    /// Its figure is an amount of money.
    fn counted(&self, cell: &mut Cell) {
        cell.unit = self.unit().name();
    }

    /// Without benefits there is nothing to weigh costs against: what would say so is no figure, and the range is in the card as well.
    fn finished(&self, mut cell: Cell) -> Cell {
        if cell.needs_benefit() && !self.has_benefit {
            "no benefit".clone_into(&mut cell.value);
            (cell.is_known, cell.is_bad) = (false, false);
            cell.unit.clear();
            cell.range.clear();
            "Nobody has said what comes in: there is no line of benefit here. Missing is not zero."
                .clone_into(&mut cell.explained.source);
        }
        let value = format!("{} {}", cell.value, cell.unit);
        value.trim_end().clone_into(&mut cell.explained.value);
        if !cell.range.is_empty() {
            let range = format!("{} {}", cell.range, cell.unit).trim_end().to_owned();
            cell.explained.inputs.push(("From worst to best, all at once".to_owned(), range));
        }
        cell
    }

    fn in_full(&self, minor: f64) -> String {
        wording::money(to_money(minor), self.portfolio.currency)
    }

    /// `100 – 141 M`: the lower one first, and what both have in common said once.
    fn range(
        &self,
        of: impl Fn(&Appraisal) -> Option<f64>,
        word: impl Fn(f64) -> String,
    ) -> String {
        match (of(&self.worst), of(&self.best)) {
            (Some(worst), Some(best)) if (worst - best).abs() > 1e-9 => {
                said_once(&word(worst.min(best)), &word(worst.max(best)))
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
        let mut cell = cell(COST, self.money(ratios.cost), formula);
        self.counted(&mut cell);
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
        self.counted(&mut cell);
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
        let mut cell = cell(NPV, value, formula);
        cell.range = self.range(|a| a.npv, |minor| self.money(minor));
        cell.is_bad = self.now.npv.is_some_and(|npv| npv < 0.0);
        cell.is_known = self.now.npv.is_some();
        if cell.is_known {
            self.counted(&mut cell);
        }
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
        let mut cell = cell("Return (IRR)", value, formula);
        cell.is_known = self.now.irr != Irr::None;
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
                |p| format!("{} years", wording::decimal(p.years, 2)),
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
        cell.is_known = roi.is_some();
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
        cell.is_known = index.is_some();
        cell.explained.inputs = vec![
            ("Benefit worth today".to_owned(), self.maybe(self.now.ratios.present_benefit)),
            ("Cost worth today".to_owned(), self.maybe(self.now.ratios.present_cost)),
        ];
        cell
    }
}

fn cell(name: &'static str, value: String, formula: &str) -> Cell {
    let explained =
        Explained { title: name.to_owned(), formula: formula.to_owned(), ..Explained::default() };
    Cell { name: name.to_owned(), value, is_known: true, explained, ..Cell::default() }
}

impl Cell {
    /// Whether it says nothing where nothing comes in.
    fn needs_benefit(&self) -> bool {
        self.name != COST && self.name != NPV
    }
}

/// `100 – 141 M` out of `100 M` and `141 M`: what both end in is said once.
pub(super) fn said_once(low: &str, high: &str) -> String {
    let cut = |words: &str| {
        let at = words.rfind([' ', '\u{202f}'])?;
        let (figure, unit) = words.split_at_checked(at)?;
        let is_unit = !unit.trim().starts_with(|letter: char| letter.is_ascii_digit());
        is_unit.then(|| (figure.to_owned(), unit.to_owned()))
    };
    match (cut(low), cut(high)) {
        (Some((figure, unit)), Some((_, other))) if unit == other => format!("{figure} – {high}"),
        _ => format!("{low} – {high}"),
    }
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
pub(super) fn figures_ui(ui: &mut Ui, theme: &Theme, (figures, height): (&Figures, f32)) {
    if height < HEIGHT_FOR_LINES {
        cells_on_line_ui(ui, theme, &figures.cells);
        return;
    }
    cells_ui(ui, theme, &figures.cells);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_ends_have_in_common_is_said_once() {
        let check = |low, high, expected: &str| assert_eq!(said_once(low, high), expected);
        check("100 M", "141 M", "100 – 141 M");
        check("800 k", "1.2 M", "800 k – 1.2 M");
        check("−80\u{202f}%", "−51\u{202f}%", "−80 – −51\u{202f}%");
        check("1\u{202f}200", "3\u{202f}200", "1\u{202f}200 – 3\u{202f}200");
        check("0.18", "0.45", "0.18 – 0.45");
    }
}
