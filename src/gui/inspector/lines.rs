//! The lines of a project: what it costs and brings, whom it needs, by when it has reached what.

use egui::{Id, Ui};

use super::Desk;
use super::project::names_in_use;
use super::rows::{
    choice_row, count_row, figure_only, maybe_choice_row, money_row, name_row, person_row, put,
    row, suggested_row, text_row,
};
use super::steps::steps_ui;
use crate::analysis::finance::{line_cost, vendor_cost};
use crate::edit::{Edit, ProjectField, Record};
use crate::gui::theme::icons;
use crate::gui::widgets::{
    add_button, caption, folding_line, maybe_parsed_field, money_field, month_field, muted,
    open_line, picker, quiet_button,
};
use crate::model::{
    Benefit, BenefitId, Cost, CostId, CostKind, CostPart, DURATION_PERIODS_MAX, Date, Estimate,
    EstimateError, Fte, Item, Milestone, MilestoneId, Money, Month, Project, ProjectId, RoleId,
    Spread, Text, Unread,
};
use crate::wording;

type Owner<'a> = (ProjectId, &'a Project);

pub(super) fn costs_ui(ui: &mut Ui, desk: &mut Desk<'_>, (id, project): Owner<'_>) {
    let currency = desk.portfolio.currency;
    for (&cost, line) in &project.costs {
        let sum = wording::money_short(
            line_cost(desk.portfolio, desk.workspace.costs().starts.of(id), line).to_money(),
            currency,
        );
        let title = wording::printable(&line.name);
        folding_line(ui, desk.theme, Id::unique(("cost", cost)), (&title, &sum), |ui| {
            let next = cost_fields_ui(ui, desk, line);
            if next != *line {
                desk.requests.edit(Edit::SetProject(id, ProjectField::PutCost(cost, next)));
            }
            if quiet_button(ui, "Delete cost").clicked() {
                desk.requests.edit(Edit::SetProject(id, ProjectField::RemoveCost(cost)));
            }
        });
    }
    let start = desk.workspace.costs().starts.of(id);
    let vendor = vendor_cost(desk.portfolio, start, project);
    if let Some(sum) = vendor {
        let sum = wording::money_short(sum.to_money(), currency);
        figure_only(ui, desk.theme, "Vendor", &sum);
    }
    if project.costs.len() + usize::from(vendor.is_some()) > 1 {
        let total = desk.workspace.costs().total(id).to_money();
        figure_only(ui, desk.theme, "In all", &wording::money_short(total, currency));
    } else if !project.has_costs() {
        muted(ui, desk.theme, "Nobody has said what it costs.");
    }
    let residual = money_row(ui, desk, "Residual", project.residual);
    if let Some(residual) = residual {
        desk.requests.edit(Edit::SetProject(id, ProjectField::Residual(residual)));
    }
    if add_button(ui, desk.theme, "Add cost").clicked()
        && let Ok(name) = "New cost".parse()
    {
        let new = CostId(desk.requests.new_id());
        open_line(ui, Id::unique(("cost", new)));
        let amount = Estimate::exactly(Money::ZERO);
        let kind = CostKind::default();
        let line = Cost {
            name,
            kind,
            pool: None,
            first: 0,
            periods: Some(1),
            part: None,
            amount,
            spread: None,
            unread: Unread::default(),
        };
        desk.requests.edit(Edit::SetProject(id, ProjectField::PutCost(new, line)));
    }
}

fn cost_fields_ui(ui: &mut Ui, desk: &Desk<'_>, line: &Cost) -> Cost {
    let theme = desk.theme;
    let mut next = line.clone();
    put(&mut next.name, name_row(ui, theme, "Cost name", &line.name));
    let kinds = (&line.kind, CostKind::ALL.as_slice());
    put(
        &mut next.kind,
        choice_row(ui, theme, "Kind", kinds, |kind| wording::cost_kind(*kind).to_owned()),
    );
    let parts = (line.part, CostPart::ALL.as_slice());
    put(&mut next.part, maybe_choice_row(ui, theme, "Part", parts, wording::cost_part));
    let pools = || {
        let of = |project: &Project| {
            project.costs.values().filter_map(|line| line.pool.clone()).collect()
        };
        names_in_use(desk.portfolio, of)
    };
    put(&mut next.pool, suggested_row(ui, theme, "Pool", (line.pool.as_ref(), "None"), pools));
    put(
        &mut next.first,
        count_row(ui, theme, ("First period", "0"), Some(line.first), 0..=600)
            .map(Option::unwrap_or_default),
    );
    put(
        &mut next.periods,
        count_row(ui, theme, ("Periods", "to the horizon"), line.periods, 1..=600),
    );
    put(&mut next.amount, estimate_rows(ui, desk, line.amount));
    put(&mut next.spread, spread_row(ui, desk, line.spread));
    muted(
        ui,
        theme,
        "The amount falls due in each period, counted from 0 for the one the project starts in.",
    );
    next
}

/// How low, likely and high are meant; nothing is PERT.
fn spread_row(ui: &mut Ui, desk: &Desk<'_>, spread: Option<Spread>) -> Option<Option<Spread>> {
    let shown = spread.unwrap_or(Spread::Pert);
    let word = |spread: &Spread| wording::spread(*spread).to_owned();
    let picked = choice_row(ui, desk.theme, "Spread", (&shown, &Spread::ALL), word)?;
    Some(Some(picked).filter(|spread| *spread != Spread::Pert))
}

/// Low, likely and high; where one is moved past another, that one goes along.
pub(super) fn estimate_rows(ui: &mut Ui, desk: &Desk<'_>, amount: Estimate) -> Option<Estimate> {
    let likely = money_row(ui, desk, "Likely", Some(amount.likely())).flatten();
    let low = money_row(ui, desk, "Low", Some(amount.low())).flatten();
    let high = money_row(ui, desk, "High", Some(amount.high())).flatten();
    let moved = if let Some(likely) = likely {
        with_likely(amount, likely)
    } else if let Some(low) = low {
        Estimate::between(low, amount.likely().max(low), amount.high().max(low))
    } else if let Some(high) = high {
        Estimate::between(amount.low().min(high), amount.likely().min(high), high)
    } else {
        return None;
    };
    moved.ok()
}

/// The estimate with another likely amount; one without doubt stays without.
fn with_likely(amount: Estimate, likely: Money) -> Result<Estimate, EstimateError> {
    if amount.is_exact() {
        return Ok(Estimate::exactly(likely));
    }
    Estimate::between(amount.low().min(likely), likely, amount.high().max(likely))
}

/// An estimate that may be absent: once there is a likely amount, there is one without doubt.
pub(super) fn maybe_estimate_rows(
    ui: &mut Ui,
    desk: &Desk<'_>,
    amount: Option<Estimate>,
) -> Option<Option<Estimate>> {
    if let Some(amount) = amount {
        let is_taken_out = money_row(ui, desk, "Costs then", Some(amount.likely()));
        let low = money_row(ui, desk, "At least", Some(amount.low())).flatten();
        let high = money_row(ui, desk, "At most", Some(amount.high())).flatten();
        return match (is_taken_out, low, high) {
            (Some(None), _, _) => Some(None),
            (Some(Some(likely)), _, _) => with_likely(amount, likely).ok().map(Some),
            (None, Some(low), _) => {
                Estimate::between(low, amount.likely().max(low), amount.high().max(low))
                    .ok()
                    .map(Some)
            }
            (None, None, Some(high)) => {
                Estimate::between(amount.low().min(high), amount.likely().min(high), high)
                    .ok()
                    .map(Some)
            }
            (None, None, None) => None,
        };
    }
    let typed = money_row(ui, desk, "Costs then", None)?;
    Some(typed.map(Estimate::exactly))
}

pub(super) fn benefits_ui(ui: &mut Ui, desk: &mut Desk<'_>, (id, project): Owner<'_>) {
    let currency = desk.portfolio.currency;
    for (&benefit, line) in &project.benefits {
        let each = wording::money_short(line.amount.likely(), currency);
        let title = wording::printable(&line.name);
        folding_line(ui, desk.theme, Id::unique(("benefit", benefit)), (&title, &each), |ui| {
            let next = benefit_fields_ui(ui, desk, line);
            if next != *line {
                desk.requests.edit(Edit::SetProject(id, ProjectField::PutBenefit(benefit, next)));
            }
            if quiet_button(ui, "Delete benefit").clicked() {
                desk.requests.edit(Edit::SetProject(id, ProjectField::RemoveBenefit(benefit)));
            }
        });
    }
    if project.benefits.is_empty() {
        muted(ui, desk.theme, "Nobody has said what money it brings.");
    }
    if add_button(ui, desk.theme, "Add benefit").clicked()
        && let Ok(name) = "New benefit".parse()
    {
        let new = BenefitId(desk.requests.new_id());
        open_line(ui, Id::unique(("benefit", new)));
        let line = Benefit {
            name,
            outcome: None,
            owner: None,
            delay: 0,
            ramp: 0,
            periods: None,
            amount: Estimate::exactly(Money::ZERO),
            spread: None,
            realised: [].into(),
            note: Text::default(),
            unread: Unread::default(),
        };
        desk.requests.edit(Edit::SetProject(id, ProjectField::PutBenefit(new, line)));
    }
}

fn benefit_fields_ui(ui: &mut Ui, desk: &Desk<'_>, line: &Benefit) -> Benefit {
    let theme = desk.theme;
    let mut next = line.clone();
    put(&mut next.name, name_row(ui, theme, "Benefit name", &line.name));
    let shown = line.outcome.map(|outcome| desk.label(Item::Outcome(outcome)));
    let outcomes = || {
        desk.portfolio.outcomes.iter().map(|(&id, outcome)| (Some(id), outcome.name.to_string()))
    };
    let outcome = super::rows::record_row(ui, theme, ("Outcome", "None"), shown.as_deref(), || {
        outcomes().collect()
    });
    put(&mut next.outcome, outcome);
    put(&mut next.owner, person_row(ui, desk, "Owner", line.owner));
    put(&mut next.amount, estimate_rows(ui, desk, line.amount));
    put(&mut next.spread, spread_row(ui, desk, line.spread));
    let count = |ui: &mut Ui, says: &str, shown: u16| {
        count_row(ui, theme, (says, "0"), Some(shown), 0..=600).map(Option::unwrap_or_default)
    };
    put(&mut next.delay, count(ui, "Begins after", line.delay));
    put(&mut next.ramp, count(ui, "Grows over", line.ramp));
    put(
        &mut next.periods,
        count_row(ui, theme, ("Comes for", "to the horizon"), line.periods, 1..=600),
    );
    muted(
        ui,
        theme,
        "In periods after the end of the project; the amount is that of each period once fully there.",
    );
    put(&mut next.note, text_row(ui, theme, "How it is counted", &line.note));
    realised_ui(ui, desk, &mut next);
    next
}

/// What came in, month by month.
fn realised_ui(ui: &mut Ui, desk: &Desk<'_>, next: &mut Benefit) {
    let (theme, currency) = (desk.theme, desk.portfolio.currency);
    caption(ui, theme, "What came in, by month");
    if next.realised.is_empty() {
        muted(ui, theme, "Nobody has said yet. Missing is not zero.");
    }
    let field = |ui: &mut Ui, money: Money| money_field(ui, theme, Some(money), currency);
    let typed = steps_ui(ui, desk, ("Came in", &next.realised), month_field, field);
    put(&mut next.realised, typed);
    if add_button(ui, theme, "Add what came in").clicked()
        && let Some(month) = next_month(desk, next)
    {
        next.realised.insert(month, Money::ZERO);
    }
}

/// The first month of the period after the last one that was told, or of the plan.
fn next_month(desk: &Desk<'_>, benefit: &Benefit) -> Option<Month> {
    let calendar = desk.portfolio.calendar;
    let last = benefit.realised.keys().next_back();
    last.map_or(Some(calendar.first()), |last| calendar.month_of(calendar.period_of(*last) + 1))
}

/// How many people of each role it needs in each of its periods.
pub(super) fn demands_ui(ui: &mut Ui, desk: &mut Desk<'_>, (id, project): Owner<'_>) {
    for (&role, demand) in &project.demands {
        let name = desk.label(Item::Role(role));
        if let Some(demand) = demand_row(ui, desk, &name, demand) {
            desk.requests.edit(Edit::SetProject(id, ProjectField::Demand(role, demand)));
        }
    }
    if !project.demands.is_empty() {
        let first = wording::period(desk.workspace.costs().starts.of(id), desk.portfolio.calendar);
        let words = format!(
            "One figure for each period from {first} on; 2×6 is 2 FTE in 6 periods. Empty takes the role out."
        );
        muted(ui, desk.theme, &words);
    }
    let roles = || {
        let unasked =
            desk.portfolio.roles.iter().filter(|(id, _)| !project.demands.contains_key(id));
        unasked.map(|(&id, role)| (id, role.name.to_string())).collect()
    };
    let words = egui::RichText::new(format!("{}  Add role…", icons::PLUS)).color(desk.theme.accent);
    let button = egui::Button::new(words).frame_when_inactive(false);
    let picked: Option<RoleId> = picker(ui, desk.theme, (button, "Add role…"), roles).1;
    if let (Some(role), Ok(one)) = (picked, Fte::new(1.0)) {
        let periods = usize::from(project.duration.unwrap_or(1));
        desk.requests.edit(Edit::SetProject(id, ProjectField::Demand(role, vec![one; periods])));
    }
}

fn demand_row(ui: &mut Ui, desk: &Desk<'_>, name: &str, demand: &[Fte]) -> Option<Vec<Fte>> {
    let typed: Option<Option<Runs>> = row(ui, desk.theme, name, |ui| {
        maybe_parsed_field(ui, desk.theme, &runs_text(demand), "FTE")
    });
    typed.map(|runs| runs.map(|Runs(demand)| demand).unwrap_or_default())
}

/// People period by period, read from text such as `2×6 1 0.5`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Runs(Vec<Fte>);

impl std::str::FromStr for Runs {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut demand = Vec::new();
        for word in text.split([' ', ';', '\t']).filter(|word| !word.is_empty()) {
            let (people, periods) = word.split_once(['×', 'x', '*']).unwrap_or((word, "1"));
            let figure = || {
                format!("“{word}” is no figure; write people, such as 1.5, or 2×6 for six periods")
            };
            let people: f64 = people.replace(',', ".").parse().map_err(|_no_number| figure())?;
            let people = Fte::new(people).map_err(|error| error.to_string())?;
            let periods: usize = periods.parse().map_err(|_no_number| figure())?;
            let most = usize::from(DURATION_PERIODS_MAX);
            if demand.len().saturating_add(periods) > most {
                return Err(format!("a project lasts at most {most} periods"));
            }
            demand.extend(std::iter::repeat_n(people, periods));
        }
        Ok(Self(demand))
    }
}

/// The same as text, with runs of one figure drawn together.
fn runs_text(demand: &[Fte]) -> String {
    let run = |run: &[Fte]| {
        let people = run.first().map_or(0.0, |fte| fte.people());
        // Not `wording::decimal`: its thin spaces would part one figure into two.
        if run.len() == 1 { format!("{people}") } else { format!("{people}×{}", run.len()) }
    };
    demand.chunk_by(|one, next| one == next).map(run).collect::<Vec<_>>().join(" ")
}

pub(super) fn milestones_ui(ui: &mut Ui, desk: &mut Desk<'_>, (id, project): Owner<'_>) {
    let mut order: Vec<_> = project.milestones.iter().collect();
    order.sort_by_key(|(milestone, record)| (record.planned, **milestone));
    for (&milestone, record) in order {
        let title = wording::printable(&record.name);
        let day = wording::day(record.actual.or(record.forecast).unwrap_or(record.planned));
        folding_line(ui, desk.theme, Id::unique(("milestone", milestone)), (&title, &day), |ui| {
            let next = super::others::milestone_fields_ui(ui, desk, record);
            if next != **record {
                desk.requests.edit(Edit::Replace(Record::Milestone(id, milestone, next)));
            }
            if quiet_button(ui, "Delete milestone").clicked() {
                desk.requests.edit(Edit::Remove(Item::Milestone(id, milestone)));
            }
        });
    }
    if project.milestones.is_empty() {
        muted(ui, desk.theme, "It has no checkpoints yet.");
    }
    if add_button(ui, desk.theme, "Add milestone").clicked()
        && let (Ok(name), Some(planned)) =
            ("New milestone".parse(), likely_end(desk, (id, project)))
    {
        let new = MilestoneId(desk.requests.new_id());
        open_line(ui, Id::unique(("milestone", new)));
        let record = Milestone {
            name,
            criteria: Text::default(),
            planned,
            forecast: None,
            actual: None,
            review: None,
            unread: Unread::default(),
        };
        desk.requests.edit(Edit::Add(Record::Milestone(id, new, record)));
    }
}

/// The first day after the project if it starts as soon as it may: where a new milestone begins its life.
fn likely_end(desk: &Desk<'_>, (id, project): Owner<'_>) -> Option<Date> {
    let start = desk.workspace.costs().starts.of(id);
    let end = desk.portfolio.calendar.month_of(start + i32::from(project.duration.unwrap_or(1)))?;
    format!("{end}-01").parse().ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fte(hundredths: u32) -> Fte {
        Fte::from_hundredths(hundredths).unwrap()
    }

    #[test]
    fn runs_of_people_are_drawn_together() {
        let demand = [fte(200), fte(200), fte(200), fte(50), fte(0)];
        assert_eq!(runs_text(&demand), "2×3 0.5 0");
        assert_eq!("2x3 0,5; 0".parse(), Ok(Runs(demand.to_vec())));
    }

    #[test]
    fn people_that_cannot_be_are_refused_in_words() {
        let refusal = |text: &str| text.parse::<Runs>().unwrap_err();
        assert_eq!(
            refusal("two"),
            "“two” is no figure; write people, such as 1.5, or 2×6 for six periods"
        );
        assert_eq!(refusal("1×601"), "a project lasts at most 600 periods");
        assert!(refusal("0.125").contains("at most two decimals"));
    }

    #[test]
    fn a_known_amount_stays_known_and_a_range_makes_room() {
        let [one, two, three, nine] = [1, 2, 3, 9].map(Money::from_minor);
        assert_eq!(with_likely(Estimate::exactly(two), nine), Ok(Estimate::exactly(nine)));
        let range = Estimate::between(one, two, three).unwrap();
        assert_eq!(with_likely(range, nine), Estimate::between(one, nine, nine));
    }

    proptest! {
        #[test]
        fn people_survive_being_shown_and_typed(demand in proptest::collection::vec(0_u32..5_000, 0..40)) {
            let demand: Vec<Fte> = demand.into_iter().map(fte).collect();
            prop_assert_eq!(runs_text(&demand).parse(), Ok(Runs(demand)));
        }
    }
}
