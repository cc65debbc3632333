//! Lenses: what the colours of projects say, and the classes that the legend shows.

use std::collections::BTreeMap;

use egui::Color32;

use super::scene::Scene;
use crate::analysis::finance::Costs;
use crate::analysis::optimise::robust::Standing;
use crate::analysis::scoring::Ranked;
use crate::gui::fund::index_words;
use crate::gui::theme::{CATEGORIES, Theme};
use crate::model::{Force, Item, Money, Portfolio, Project, ProjectId, Stage};
use crate::wording;
use crate::workspace::{Command, FundingView, Study, Topic, Workspace};

/// Ordered figures are shown in at most this many classes.
const STEPS_MAX: usize = 5;
/// The word where nobody has said anything.
const NOT_SAID: &str = "not said";

/// What the colours of projects say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Lens {
    /// Only that they are projects.
    #[default]
    None,
    Score,
    Stage,
    Cost,
    Owner,
    Category,
    Risk,
    Funded,
    Core,
}

impl Lens {
    /// All of them, in the order in which they are offered.
    pub(super) const ALL: [Self; 9] = [
        Self::None,
        Self::Score,
        Self::Stage,
        Self::Cost,
        Self::Owner,
        Self::Category,
        Self::Risk,
        Self::Funded,
        Self::Core,
    ];

    /// What it is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::None => "No lens",
            Self::Score => "Score",
            Self::Stage => "Stage",
            Self::Cost => "Cost",
            Self::Owner => "Owner",
            Self::Category => "Category",
            Self::Risk => "Risk",
            Self::Funded => "Funded",
            Self::Core => "Core index",
        }
    }

    /// What it shows, in a sentence.
    pub(super) fn says(self) -> &'static str {
        match self {
            Self::None => "Cards are coloured by what they are.",
            Self::Score => "Points out of 100, each class a fifth of the projects.",
            Self::Stage => "How far each project is.",
            Self::Cost => "Most likely cost over the horizon, each class a fifth of the projects.",
            Self::Owner => "Who leads each project.",
            Self::Category => "What sort of project each is.",
            Self::Risk => {
                "Expected loss: chance times most likely cost, over all risks that threaten the project."
            }
            Self::Funded => "Whether the best plan funds the project, or somebody forces it.",
            Self::Core => {
                "In how many of the best plans each project is, whatever the weights turn out to be."
            }
        }
    }

    /// The command that puts it on.
    pub(super) fn command(self) -> Command {
        match self {
            Self::None => Command::LensNone,
            Self::Score => Command::LensScore,
            Self::Stage => Command::LensStage,
            Self::Cost => Command::LensCost,
            Self::Owner => Command::LensOwner,
            Self::Category => Command::LensCategory,
            Self::Risk => Command::LensRisk,
            Self::Funded => Command::LensFunded,
            Self::Core => Command::LensCore,
        }
    }

    /// The lens that a command puts on.
    pub(super) fn of(command: Command) -> Option<Self> {
        Self::ALL.into_iter().find(|lens| lens.command() == command)
    }
}

/// A colour by its meaning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Tone {
    /// How much, from 0 to 1.
    Amount(f32),
    /// How bad, from 0 to 1.
    Harm(f32),
    /// One of several that have no order.
    Category(usize),
    /// Nobody has said; shown by slanting lines.
    Missing,
}

impl Tone {
    /// The colour in a theme.
    pub(super) fn ink(self, theme: &Theme) -> Color32 {
        match self {
            Self::Amount(share) => theme.amount(share),
            Self::Harm(share) => theme.harm(share),
            Self::Category(number) => theme.category(number),
            Self::Missing => theme.unrated,
        }
    }
}

/// A line of the legend.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Class {
    pub(super) tone: Tone,
    pub(super) name: String,
    /// How many projects are in it.
    pub(super) count: usize,
}

/// What the lens says of one project.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tint {
    pub(super) tone: Tone,
    /// The same in a word or a figure: it is never said by colour alone.
    pub(super) word: String,
}

/// What the lens says of every card.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Tints {
    pub(super) lens: Lens,
    pub(super) classes: Vec<Class>,
    of_card: Vec<Option<Tint>>,
}

impl Tints {
    /// What the lens says of the cards of a scene.
    pub(super) fn of_scene(lens: Lens, scene: &Scene, workspace: &Workspace) -> Self {
        let (portfolio, ranking) = (workspace.portfolio(), workspace.ranking());
        let mut of_project = match lens {
            Lens::Funded => funded(portfolio, workspace.funding()),
            Lens::Core => core(workspace.funding()),
            _ => seen_through(lens, portfolio, ranking, workspace.costs()),
        };
        let tint = |item: Item| match item {
            Item::Project(id) => of_project.tints.remove(&id),
            _ => None,
        };
        let of_card = scene.cards.iter().map(|card| card.item).map(tint).collect();
        Self { lens, classes: of_project.classes, of_card }
    }

    /// What it says of a card, by its number.
    pub(super) fn of(&self, number: usize) -> Option<&Tint> {
        self.of_card.get(number)?.as_ref()
    }
}

/// Classes, and what each project is in.
#[derive(Default)]
struct Seen {
    classes: Vec<Class>,
    tints: BTreeMap<ProjectId, Tint>,
}

fn seen_through(lens: Lens, portfolio: &Portfolio, ranking: &[Ranked], costs: &Costs) -> Seen {
    let money = |value: f64| {
        wording::money_short(Money::from_minor(value.round() as i64), portfolio.currency)
    };
    match lens {
        Lens::None | Lens::Funded | Lens::Core => Seen::default(),
        Lens::Score => {
            let points: BTreeMap<ProjectId, f64> = ranking
                .iter()
                .filter_map(|ranked| Some((ranked.project, ranked.score.known_points()?)))
                .collect();
            ordered(portfolio, |id, _| points.get(&id).copied(), wording::points, Tone::Amount)
        }
        Lens::Cost => {
            let cost = |id: ProjectId, project: &Project| {
                project.has_costs().then(|| costs.total(id).to_money().minor_f64())
            };
            ordered(portfolio, cost, money, Tone::Amount)
        }
        Lens::Risk => {
            let losses = expected_losses(portfolio);
            ordered(portfolio, |id, _| losses.get(&id).copied(), money, Tone::Harm)
        }
        Lens::Stage => stages(portfolio),
        Lens::Owner => named(portfolio, |project| {
            let lead = portfolio.stakeholders.get(&project.lead?)?;
            // What follows the name is an office, and there is no room for it on a card.
            let name = wording::printable(&lead.name);
            Some(name.split(", ").next().unwrap_or_default().to_owned())
        }),
        Lens::Category => {
            named(portfolio, |project| Some(wording::printable(project.category.as_ref()?)))
        }
    }
}

/// Projects by what becomes of them in the best plan; what is done or cancelled is in none.
fn funded(portfolio: &Portfolio, funding: FundingView<'_>) -> Seen {
    let mut seen = Seen::default();
    let Some((found, subject)) = funding.found().zip(funding.subject()) else { return seen };
    let classes = [
        ("forced in", Tone::Category(3)),
        ("funded", Tone::Category(2)),
        ("not funded", Tone::Category(CATEGORIES - 1)),
        ("forced out", Tone::Category(4)),
    ];
    let mut counts = [0; 4];
    for (&id, _) in portfolio.projects.iter().filter(|(_, project)| project.is_open()) {
        let class = match subject.forced.get(&id).map(|forced| forced.force) {
            Some(Force::In) => 0,
            Some(Force::Out) => 3,
            None if found.plan.has(id) => 1,
            None => 2,
        };
        if let (Some((word, tone)), Some(count)) = (classes.get(class), counts.get_mut(class)) {
            *count += 1;
            seen.tints.insert(id, Tint { tone: *tone, word: (*word).to_owned() });
        }
    }
    let known = classes.into_iter().zip(counts).filter(|(_, count)| *count > 0);
    seen.classes =
        known.map(|((name, tone), count)| Class { tone, name: name.to_owned(), count }).collect();
    seen
}

/// Projects by their core index, once it is worked out; those that cannot be funded have none.
fn core(funding: FundingView<'_>) -> Seen {
    let mut seen = Seen::default();
    let Some((Ok(Study::Robust(_, robust)), _)) = funding.study(Topic::Robust) else { return seen };
    let classes = [
        (Standing::Core, "core", Tone::Amount(1.0)),
        (Standing::AllFound, "in all plans found", Tone::Amount(0.9)),
        (Standing::Borderline, "borderline", Tone::Amount(0.5)),
        (Standing::NoneFound, "in no plan found", Tone::Amount(0.1)),
        (Standing::Exterior, "exterior", Tone::Amount(0.06)),
    ];
    for (standing, name, tone) in classes {
        let of = robust.core.iter().filter(|(_, core)| core.standing == standing);
        let mut count = 0;
        for (&id, core) in of {
            count += 1;
            // Of those between, the more often the stronger.
            let tone = match standing {
                Standing::Borderline => Tone::Amount(0.15 + 0.7 * core.index as f32),
                _ => tone,
            };
            seen.tints.insert(id, Tint { tone, word: index_words(core) });
        }
        if count > 0 {
            seen.classes.push(Class { tone, name: name.to_owned(), count });
        }
    }
    seen
}

/// What the risks of each project threaten: chance times most likely cost, in smallest coins, summed. A project that no
/// risk with both figures threatens is left out.
pub(super) fn expected_losses(portfolio: &Portfolio) -> BTreeMap<ProjectId, f64> {
    let mut losses = BTreeMap::new();
    for risk in portfolio.risks.values() {
        let (Some(chance), Some(cost)) = (risk.impact.probability, risk.impact.money) else {
            continue;
        };
        for &project in &risk.threatens {
            *losses.entry(project).or_insert(0.0) += chance.share() * cost.likely().minor_f64();
        }
    }
    losses
}

/// Where the classes of some figures end, each with about as many of them; at most four borders, none twice.
pub(super) fn borders(figures: &[f64]) -> Vec<f64> {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    let mut borders: Vec<f64> = (1..STEPS_MAX)
        .filter_map(|step| sorted.get((sorted.len() * step).div_euclid(STEPS_MAX).checked_sub(1)?))
        .copied()
        .collect();
    borders.dedup_by(|one, other| one.total_cmp(other).is_eq());
    // The largest figure is no border: nothing lies above it.
    if borders.last().copied() == sorted.last().copied() {
        borders.pop();
    }
    borders
}

/// Projects by a figure.
fn ordered(
    portfolio: &Portfolio,
    figure: impl Fn(ProjectId, &Project) -> Option<f64>,
    word: impl Fn(f64) -> String,
    tone: fn(f32) -> Tone,
) -> Seen {
    let figures: Vec<(ProjectId, Option<f64>)> =
        portfolio.projects.iter().map(|(&id, project)| (id, figure(id, project))).collect();
    let known: Vec<f64> = figures.iter().filter_map(|(_, figure)| *figure).collect();
    let borders = borders(&known);
    let last = borders.len();
    let shade = |class: usize| tone((class as f32 + 1.0) / (last as f32 + 1.0));
    let name = |class: usize| match (
        class.checked_sub(1).and_then(|below| borders.get(below)),
        borders.get(class),
    ) {
        (None, None) => "all the same".to_owned(),
        (None, Some(&high)) => format!("up to {}", word(high)),
        (Some(&low), Some(&high)) => format!("{} to {}", word(low), word(high)),
        (Some(&low), None) => format!("over {}", word(low)),
    };
    let mut counts = vec![0; last + 1];
    let mut seen = Seen::default();
    let mut missing = 0;
    for (id, figure) in figures {
        let tint = if let Some(figure) = figure {
            let class = borders.partition_point(|border| *border < figure);
            if let Some(count) = counts.get_mut(class) {
                *count += 1;
            }
            Tint { tone: shade(class), word: word(figure) }
        } else {
            missing += 1;
            Tint { tone: Tone::Missing, word: NOT_SAID.to_owned() }
        };
        seen.tints.insert(id, tint);
    }
    if !known.is_empty() {
        let classes = counts.into_iter().enumerate();
        seen.classes = classes
            .map(|(class, count)| Class { tone: shade(class), name: name(class), count })
            .collect();
    }
    seen.add_missing(missing);
    seen
}

impl Seen {
    fn add_missing(&mut self, count: usize) {
        if count > 0 {
            let name = NOT_SAID.to_owned();
            self.classes.push(Class { tone: Tone::Missing, name, count });
        }
    }
}

/// Projects by stage, in the order of their lives.
fn stages(portfolio: &Portfolio) -> Seen {
    let place = |stage: Stage| Stage::ALL.iter().position(|other| *other == stage).unwrap_or(0);
    let tint = |stage: Stage| Tint {
        tone: Tone::Category(place(stage)),
        word: wording::stage(stage).to_owned(),
    };
    let count =
        |stage: Stage| portfolio.projects.values().filter(|project| project.stage == stage).count();
    let class = |stage: Stage| {
        let Tint { tone, word } = tint(stage);
        Class { tone, name: word, count: count(stage) }
    };
    Seen {
        classes: Stage::ALL.map(class).into_iter().filter(|class| class.count > 0).collect(),
        tints: portfolio.projects.iter().map(|(&id, project)| (id, tint(project.stage))).collect(),
    }
}

/// Projects by a name: the most frequent have a colour of their own, the rest share one.
fn named(portfolio: &Portfolio, name: impl Fn(&Project) -> Option<String>) -> Seen {
    let names: Vec<(ProjectId, Option<String>)> =
        portfolio.projects.iter().map(|(&id, project)| (id, name(project))).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names.iter().filter_map(|(_, name)| name.as_deref()) {
        *counts.entry(name).or_default() += 1;
    }
    let mut frequent: Vec<(&str, usize)> = counts.into_iter().collect();
    frequent.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(other.0)));
    let own = if frequent.len() > CATEGORIES { CATEGORIES - 1 } else { frequent.len() };
    let number = |name: &str| {
        frequent.iter().take(own).position(|(other, _)| *other == name).unwrap_or(CATEGORIES - 1)
    };
    let mut seen = Seen::default();
    for (place, (name, count)) in frequent.iter().take(own).enumerate() {
        let (tone, name) = (Tone::Category(place), (*name).to_owned());
        seen.classes.push(Class { tone, name, count: *count });
    }
    let others: usize = frequent.iter().skip(own).map(|(_, count)| count).sum();
    if others > 0 {
        let name = format!("{} others", frequent.len() - own);
        seen.classes.push(Class { tone: Tone::Category(CATEGORIES - 1), name, count: others });
    }
    let mut missing = 0;
    for (id, name) in &names {
        let tint = if let Some(name) = name {
            Tint { tone: Tone::Category(number(name)), word: name.clone() }
        } else {
            missing += 1;
            Tint { tone: Tone::Missing, word: NOT_SAID.to_owned() }
        };
        seen.tints.insert(*id, tint);
    }
    seen.add_missing(missing);
    seen
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::Id;

    fn portfolio(categories: &[Option<&str>]) -> Portfolio {
        let mut portfolio = Portfolio::titled("Test".parse().unwrap());
        for (number, category) in (1..).zip(categories) {
            let mut project = Project::named("Project".parse().unwrap());
            project.category = category.map(|category| category.parse().unwrap());
            portfolio.projects.insert(ProjectId(Id::from_bits(number)), Arc::new(project));
        }
        portfolio
    }

    fn by_category(categories: &[Option<&str>]) -> Seen {
        seen_through(Lens::Category, &portfolio(categories), &[], &Costs::default())
    }

    #[test]
    fn figures_fall_into_fifths() {
        let figures: Vec<f64> = (1..=10).map(f64::from).collect();
        assert_eq!(borders(&figures), [2.0, 4.0, 6.0, 8.0]);
    }

    #[test]
    fn equal_figures_are_one_class_and_few_figures_few_classes() {
        assert_eq!(borders(&[3.0; 9]), [0.0; 0]);
        assert_eq!(borders(&[]), [0.0; 0]);
        assert_eq!(borders(&[1.0, 1.0, 1.0, 7.0]), [1.0]);
    }

    #[test]
    fn what_nobody_has_said_is_a_class_of_its_own_and_no_zero() {
        let seen = seen_through(Lens::Cost, &portfolio(&[None, None]), &[], &Costs::default());
        let [class] = seen.classes.as_slice() else { panic!("{:?}", seen.classes) };
        assert_eq!((class.tone, class.name.as_str(), class.count), (Tone::Missing, "not said", 2));
        assert!(seen.tints.values().all(|tint| tint.tone == Tone::Missing));
    }

    #[test]
    fn up_to_eight_names_have_colours_of_their_own() {
        let names = ["a", "b", "c", "d", "e", "f", "g", "h"].map(Some);
        let seen = by_category(&names);
        assert_eq!(seen.classes.len(), 8);
        assert!(seen.classes.iter().all(|class| class.count == 1));
    }

    #[test]
    fn of_more_names_the_seven_most_frequent_have_colours_and_the_rest_share_one() {
        let mut names = ["a", "b", "c", "d", "e", "f", "g", "h", "i"].map(Some).to_vec();
        names.extend([Some("i"), Some("h"), None]);
        let seen = by_category(&names);
        let classes: Vec<(&str, usize)> =
            seen.classes.iter().map(|class| (class.name.as_str(), class.count)).collect();
        assert_eq!(classes[..3], [("h", 2), ("i", 2), ("a", 1)]);
        assert_eq!(classes[7..], [("2 others", 2), ("not said", 1)]);
        let total: usize = seen.classes.iter().map(|class| class.count).sum();
        assert_eq!(total, names.len());
    }

    #[test]
    fn every_lens_has_a_command_that_puts_it_on() {
        for lens in Lens::ALL {
            assert_eq!(Lens::of(lens.command()), Some(lens));
        }
    }
}
