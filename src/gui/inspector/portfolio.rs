//! The portfolio itself, shown while nothing is selected.

use std::sync::Arc;

use egui::{RichText, Ui};

use super::rows::{
    choice_row, count_row, figure_only, maybe_row, percent_row, row, text_row, title_row,
};
use super::{Desk, item_link};
use crate::analysis::finance::Costs;
use crate::analysis::scoring::{Alignment, Ranked, Row, alignment};
use crate::edit::{Edit, PortfolioField, Record};
use crate::gui::theme::{gap, icons};
use crate::gui::widgets::{add_button, bar, caption, link, muted, parsed_field, section, steady};
use crate::model::{
    Budget, BudgetId, Calendar, CalendarError, Cause, CauseId, Change, ChangeId, Figure, Framework,
    FrameworkId, Group, GroupId, GroupRule, HORIZON_PERIODS_MAX, Id, Impact, Item, Judgment,
    JudgmentId, Money, Month, Name, OutcomeId, Percent, PeriodLength, Pool, Portfolio, Risk,
    RiskId, Role, RoleId, Scenario, ScenarioId, Stakeholder, StakeholderId, Text, Unread, Weight,
    WeightsBy,
};
use crate::wording;

pub(super) fn portfolio_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    let (theme, portfolio) = (desk.theme, desk.portfolio);
    ui.horizontal(|ui| {
        ui.label(RichText::new(icons::PORTFOLIO).color(theme.text_muted));
        caption(ui, theme, "Portfolio");
    });
    let mut fields = Vec::new();
    fields.extend(title_row(ui, theme, &portfolio.title).map(PortfolioField::Title));
    let organisation = portfolio.organisation.as_ref().map(Name::as_str);
    fields.extend(
        maybe_row(ui, theme, "Organisation", organisation).map(PortfolioField::Organisation),
    );
    fields.extend(text_row(ui, theme, "Summary", &portfolio.summary).map(PortfolioField::Summary));
    let sums = sums(ui, portfolio, desk.workspace.ranking(), desk.workspace.costs());
    section(ui, theme, "In it", true, |ui| counts_ui(ui, desk, &sums));
    section(ui, theme, "Alignment", true, |ui| alignment_ui(ui, desk, sums.alignment.as_ref()));
    section(ui, theme, "Money and time", true, |ui| fields.extend(money_and_time_ui(ui, desk)));
    section(ui, theme, "Weights", false, |ui| {
        let ways = (&portfolio.weights_by, WeightsBy::ALL.as_slice());
        let word = |way: &WeightsBy| wording::weights_by(*way).to_owned();
        fields.extend(choice_row(ui, theme, "Found", ways, word).map(PortfolioField::WeightsBy));
        muted(
            ui,
            theme,
            "How the weights of outcomes came about. Scores use the weights, however they were found.",
        );
    });
    section(ui, theme, "Ladder", false, |ui| ladder_ui(ui, desk));
    for listed in Listed::ALL {
        list_ui(ui, desk, listed);
    }
    for field in fields {
        desk.requests.edit(Edit::SetPortfolio(field));
    }
}

/// What is worked out from the whole portfolio, once for each portfolio.
struct Sums {
    asked: Money,
    alignment: Option<Alignment>,
    /// How many projects are neither done nor cancelled.
    open: usize,
    contributions: usize,
}

/// Of more projects than this the sums are worked out in a frame of their own.
const SUMS_AT_ONCE_MAX: usize = 2_000;

/// Sums, and of which portfolio they are or will be in the next frame.
#[derive(Clone)]
struct Known {
    of: Arc<Portfolio>,
    sums: Arc<Sums>,
    /// Whether they are still those of the portfolio before.
    is_behind: bool,
}

/// The sums of this portfolio; those worked out in an earlier frame while it is still the same.
fn sums(ui: &Ui, portfolio: &Arc<Portfolio>, order: &[Ranked], costs: &Costs) -> Arc<Sums> {
    let id = egui::Id::unique("sums of the portfolio");
    let known: Option<Known> = ui.data(|data| data.get_temp(id));
    if let Some(Known { of, sums, is_behind }) = known {
        let is_current = Arc::ptr_eq(&of, portfolio);
        if is_current && !is_behind {
            return sums;
        }
        // The frame after a change has enough to do where there is much; these come in the next one.
        if !is_current && portfolio.projects.len() > SUMS_AT_ONCE_MAX {
            let known = Known { of: Arc::clone(portfolio), sums, is_behind: true };
            let sums = Arc::clone(&known.sums);
            ui.data_mut(|data| data.insert_temp(id, known));
            ui.ctx().request_repaint();
            return sums;
        }
    }
    let asked = costs.asked.to_money();
    let projects = portfolio.projects.values();
    let sums = Arc::new(Sums {
        asked,
        alignment: alignment(portfolio, order, costs),
        open: projects.clone().filter(|project| project.is_open()).count(),
        contributions: projects.map(|project| project.contributions.len()).sum(),
    });
    let known = Known { of: Arc::clone(portfolio), sums, is_behind: false };
    let sums = Arc::clone(&known.sums);
    ui.data_mut(|data| data.insert_temp(id, known));
    sums
}

fn counts_ui(ui: &mut Ui, desk: &Desk<'_>, sums: &Sums) {
    let (theme, portfolio) = (desk.theme, desk.portfolio);
    let all = portfolio.projects.len();
    let projects = if sums.open == all {
        wording::count(all)
    } else {
        format!("{} of {} open", wording::count(sums.open), wording::count(all))
    };
    figure_only(ui, theme, "Projects", &projects);
    figure_only(ui, theme, "Outcomes", &wording::count(portfolio.leaves().count()));
    figure_only(ui, theme, "Contributions", &wording::count(sums.contributions));
    figure_only(ui, theme, "Dependencies", &wording::count(portfolio.dependencies.len()));
    figure_only(ui, theme, "Asked in all", &wording::money_short(sums.asked, portfolio.currency));
}

/// For each outcome what it weighs against what is spent on it.
fn alignment_ui(ui: &mut Ui, desk: &mut Desk<'_>, alignment: Option<&Alignment>) {
    let Some(alignment) = alignment else {
        muted(ui, desk.theme, "No outcome has a weight yet.");
        return;
    };
    muted(
        ui,
        desk.theme,
        "Upper bar and first figure: its part of the weight. Lower bar and second: its part of the cost.",
    );
    let mut rows: Vec<(&OutcomeId, &Row)> = alignment.rows.iter().collect();
    rows.sort_by(|(_, one), (_, other)| other.weight.total_cmp(&one.weight));
    for (&outcome, row) in rows {
        alignment_row_ui(ui, desk, outcome, row);
    }
    if let Some(share) = alignment.unattributed.filter(|share| *share > 0.0) {
        let words = format!("{} of the cost is in projects that serve no outcome.", percent(share));
        muted(ui, desk.theme, &words);
    }
}

fn alignment_row_ui(ui: &mut Ui, desk: &mut Desk<'_>, outcome: OutcomeId, row: &Row) {
    let theme = desk.theme;
    let name = desk.label(Item::Outcome(outcome));
    let cost = row.cost.map_or_else(|| "–".to_owned(), percent);
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            muted(ui, theme, &format!("{} · {cost}", percent(row.weight)));
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                if link(ui, theme, &name).clicked() {
                    desk.requests.select(Item::Outcome(outcome));
                }
            });
        });
    });
    let kind =
        desk.portfolio.outcomes.get(&outcome).map(|outcome| outcome.kind).unwrap_or_default();
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        bar(ui, theme, row.weight, theme.outcome(kind));
        bar(ui, theme, row.cost.unwrap_or(0.0), theme.unrated);
    });
    ui.add_space(gap::TINY);
}

fn percent(share: f64) -> String {
    format!("{}\u{202f}%", wording::decimal(share * 100.0, 0))
}

fn money_and_time_ui(ui: &mut Ui, desk: &Desk<'_>) -> Option<PortfolioField> {
    let (theme, portfolio) = (desk.theme, desk.portfolio);
    let currency =
        row(ui, theme, "Currency", |ui| parsed_field(ui, theme, portfolio.currency.code()));
    let discount = percent_row(ui, theme, "Discount rate", portfolio.discount_rate);
    let rise = percent_row(ui, theme, "Price rise", portfolio.price_rise);
    let calendar = calendar_ui(ui, desk);
    currency
        .map(PortfolioField::Currency)
        .or(discount.map(PortfolioField::DiscountRate))
        .or(rise.map(PortfolioField::PriceRise))
        .or(calendar.map(PortfolioField::Calendar))
}

fn calendar_ui(ui: &mut Ui, desk: &Desk<'_>) -> Option<Calendar> {
    let (theme, calendar) = (desk.theme, desk.portfolio.calendar);
    let first: Option<Month> =
        row(ui, theme, "First month", |ui| parsed_field(ui, theme, &calendar.first().to_string()));
    let lengths = [PeriodLength::Month, PeriodLength::Quarter];
    let length =
        choice_row(ui, theme, "Periods", (&calendar.length(), &lengths), |length| match length {
            PeriodLength::Month => "Months".to_owned(),
            PeriodLength::Quarter => "Quarters".to_owned(),
        });
    let typed = count_row(
        ui,
        theme,
        ("Horizon", "periods"),
        Some(calendar.horizon()),
        1..=HORIZON_PERIODS_MAX,
    );
    let horizon = typed.flatten().unwrap_or(calendar.horizon());
    let next: Result<Calendar, CalendarError> = Calendar::new(
        first.unwrap_or(calendar.first()),
        length.unwrap_or(calendar.length()),
        horizon,
    );
    next.ok().filter(|next| *next != calendar)
}

/// The levels from the top down: what each is called, what it counts, what it means.
fn ladder_ui(ui: &mut Ui, desk: &Desk<'_>) {
    for rung in desk.portfolio.ladder.rungs().iter().rev() {
        figure_only(
            ui,
            desk.theme,
            &wording::printable(&rung.name),
            &wording::decimal(rung.value.value(), 2),
        );
        if !rung.note.is_empty() {
            muted(ui, desk.theme, &wording::printable(&rung.note));
        }
    }
}

/// What has no card on the map, or is easily lost there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Listed {
    Budgets,
    Roles,
    Stakeholders,
    Changes,
    Groups,
    Risks,
    Scenarios,
    Causes,
    Frameworks,
    Judgments,
}

impl Listed {
    const ALL: [Self; 10] = [
        Self::Budgets,
        Self::Roles,
        Self::Stakeholders,
        Self::Changes,
        Self::Groups,
        Self::Risks,
        Self::Scenarios,
        Self::Causes,
        Self::Frameworks,
        Self::Judgments,
    ];

    /// What it is called where there are many, and where there is one.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Budgets => ("Budgets", "budget"),
            Self::Roles => ("Roles", "role"),
            Self::Stakeholders => ("Stakeholders", "stakeholder"),
            Self::Changes => ("Business changes", "business change"),
            Self::Groups => ("Groups", "group"),
            Self::Risks => ("Risks", "risk"),
            Self::Scenarios => ("Scenarios", "scenario"),
            Self::Causes => ("Shared causes", "shared cause"),
            Self::Frameworks => ("Frameworks", "framework"),
            Self::Judgments => ("Judgments", "judgment"),
        }
    }

    fn items(self, portfolio: &Portfolio) -> Vec<Item> {
        match self {
            Self::Budgets => portfolio.budgets.keys().copied().map(Item::Budget).collect(),
            Self::Roles => portfolio.roles.keys().copied().map(Item::Role).collect(),
            Self::Stakeholders => {
                portfolio.stakeholders.keys().copied().map(Item::Stakeholder).collect()
            }
            Self::Changes => portfolio.changes.keys().copied().map(Item::Change).collect(),
            Self::Groups => portfolio.groups.keys().copied().map(Item::Group).collect(),
            Self::Risks => portfolio.risks.keys().copied().map(Item::Risk).collect(),
            Self::Scenarios => portfolio.scenarios.keys().copied().map(Item::Scenario).collect(),
            Self::Causes => portfolio.causes.keys().copied().map(Item::Cause).collect(),
            Self::Frameworks => portfolio.frameworks.keys().copied().map(Item::Framework).collect(),
            Self::Judgments => portfolio.judgments.keys().copied().map(Item::Judgment).collect(),
        }
    }

    /// A new one of which nothing is known yet; nothing where there is nothing that it could be about.
    fn new_record(self, portfolio: &Portfolio, id: Id) -> Option<Record> {
        let name: Name = format!("New {}", self.words().1).parse().ok()?;
        let (unread, empty) = (Unread::default(), Text::default());
        Some(match self {
            Self::Budgets => {
                let budget =
                    Budget { name, pool: Pool::All, total: None, per_period: [].into(), unread };
                Record::Budget(BudgetId(id), budget)
            }
            Self::Roles => {
                Record::Role(RoleId(id), Role { name, rate: None, capacity: [].into(), unread })
            }
            Self::Stakeholders => {
                let weight = Weight::new(1.0).ok()?;
                Record::Stakeholder(
                    StakeholderId(id),
                    Stakeholder { name, department: None, say: None, weight, unread },
                )
            }
            Self::Changes => {
                Record::Change(ChangeId(id), Change { name, summary: empty, owner: None, unread })
            }
            Self::Groups => {
                let rule = GroupRule::AtMost(1);
                Record::Group(
                    GroupId(id),
                    Group { name, rule, members: [].into(), reason: empty, unread },
                )
            }
            Self::Risks => Record::Risk(RiskId(id), Box::new(new_risk(name))),
            Self::Scenarios => Record::Scenario(ScenarioId(id), Box::new(Scenario::named(name))),
            Self::Causes => Record::Cause(CauseId(id), new_cause(name)?),
            Self::Frameworks => Record::Framework(FrameworkId(id), Framework::named(name)),
            Self::Judgments => Record::Judgment(JudgmentId(id), new_judgment(portfolio)?),
        })
    }
}

fn list_ui(ui: &mut Ui, desk: &mut Desk<'_>, listed: Listed) {
    let theme = desk.theme;
    let (title, noun) = listed.words();
    section(ui, theme, title, false, |ui| {
        let items = listed.items(desk.portfolio).into_iter();
        let mut named: Vec<(String, Item)> = items.map(|item| (desk.label(item), item)).collect();
        named.sort();
        for (_, item) in named {
            steady(ui, item, |ui| {
                ui.horizontal(|ui| {
                    ui.label(RichText::new(icons::of_item(item)).color(theme.text_muted));
                    item_link(ui, desk, item);
                });
            });
        }
        if add_button(ui, theme, &format!("Add {noun}")).clicked()
            && let Some(record) = listed.new_record(desk.portfolio, desk.requests.new_id())
        {
            let item = record.item();
            desk.requests.edit(Edit::Add(record));
            desk.requests.select(item);
        }
    });
}

fn new_cause(name: Name) -> Option<Cause> {
    let correlation = Percent::new(50.0).ok()?;
    let (summary, unread) = (Text::default(), Unread::default());
    Some(Cause { name, summary, members: [].into(), correlation, unread })
}

/// A judgment on the first two outcomes that nobody has agreed on yet: one counts as much as the other.
fn new_judgment(portfolio: &Portfolio) -> Option<Judgment> {
    let leaves: Vec<OutcomeId> = portfolio.leaves().map(|(id, _)| id).collect();
    let pairs = leaves
        .iter()
        .enumerate()
        .flat_map(|(place, &more)| leaves.iter().skip(place + 1).map(move |&less| (more, less)));
    let is_judged = |(one, other): (OutcomeId, OutcomeId)| {
        let agreed = portfolio.judgments.values().filter(|judgment| judgment.by.is_none());
        let mut pairs = agreed.map(|judgment| (judgment.more, judgment.less));
        pairs.any(|pair| pair == (one, other) || pair == (other, one))
    };
    let (more, less) = pairs.into_iter().find(|&pair| !is_judged(pair))?;
    let times = Figure::new(1.0).ok()?;
    let (note, unread) = (Text::default(), Unread::default());
    Some(Judgment { by: None, more, less, times, note, unread })
}

fn new_risk(name: Name) -> Risk {
    Risk {
        name,
        cause: Text::default(),
        event: Text::default(),
        effect: Text::default(),
        threatens: [].into(),
        impact: Impact::default(),
        owner: None,
        response: None,
        response_note: Text::default(),
        residual: Impact::default(),
        review_on: None,
        unread: Unread::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::model::Outcome;

    #[test]
    fn what_is_listed_can_be_added() {
        let mut portfolio = Portfolio::titled("Test".parse().unwrap());
        assert!(Listed::Judgments.new_record(&portfolio, Id::from_bits(7)).is_none());
        for (number, name) in [(1, "New"), (2, "judgment")] {
            let outcome = Outcome::named(name.parse().unwrap(), Weight::new(1.0).unwrap());
            portfolio.outcomes.insert(OutcomeId(Id::from_bits(number)), outcome.into());
        }
        for listed in Listed::ALL {
            let record = listed.new_record(&portfolio, Id::from_bits(7)).unwrap();
            let item = record.item();
            let next = apply(&portfolio, &Edit::Add(record)).unwrap();
            let label = wording::item_label(&next, item).replace(" over ", " ");
            assert_eq!(label, format!("New {}", listed.words().1));
            assert_eq!(listed.items(&next), [item]);
        }
    }
}
