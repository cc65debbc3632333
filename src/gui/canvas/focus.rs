//! Looking at a part of the map: what stands up- and downstream, or what falls if a project slips.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{RichText, Ui};

use super::scene::Scene;
use crate::analysis::reach::{Blast, blast_radius, stream};
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, icons, text};
use crate::gui::widgets::icon_button;
use crate::model::{Item, Portfolio, ProjectId};
use crate::wording::{count, item_label, money_short, plural, points, printable, shortened};
use crate::workspace::Workspace;

/// The longest name that is shown.
const NAME_CHARACTERS_MAX: usize = 40;

/// A way to look at a part of the map.
pub(super) struct Focus {
    on: On,
    of: Arc<Portfolio>,
    near: BTreeSet<Item>,
    blast: Option<Blast>,
}

/// What is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
enum On {
    Stream(BTreeSet<Item>),
    Blast(ProjectId),
}

impl Focus {
    /// What stands up- and downstream of these.
    pub(super) fn stream(portfolio: &Arc<Portfolio>, sources: BTreeSet<Item>) -> Self {
        let near = stream(portfolio, &sources);
        Self { on: On::Stream(sources), of: Arc::clone(portfolio), near, blast: None }
    }

    /// What falls if this project slips.
    pub(super) fn blast(portfolio: &Arc<Portfolio>, project: ProjectId) -> Self {
        let blast = blast_radius(portfolio, project);
        let near = near(portfolio, project, &blast);
        Self { on: On::Blast(project), of: Arc::clone(portfolio), near, blast: Some(blast) }
    }

    /// Whether it looks at the stream of just these.
    pub(super) fn is_stream_of(&self, sources: &BTreeSet<Item>) -> bool {
        matches!(&self.on, On::Stream(on) if on == sources)
    }

    /// Whether it looks at what falls with just this project.
    pub(super) fn is_blast_of(&self, project: ProjectId) -> bool {
        self.on == On::Blast(project)
    }

    /// What is not to be dimmed.
    pub(super) fn near(&self) -> &BTreeSet<Item> {
        &self.near
    }

    /// The projects that wait, to be marked.
    pub(super) fn waiting(&self) -> impl Iterator<Item = Item> {
        self.blast.iter().flat_map(|blast| blast.waiting.iter().copied().map(Item::Project))
    }

    /// The same of the portfolio as it is now; nothing where what was looked at has gone.
    pub(super) fn of_now(self, portfolio: &Arc<Portfolio>) -> Option<Self> {
        if Arc::ptr_eq(&self.of, portfolio) {
            return Some(self);
        }
        match self.on {
            On::Stream(mut sources) => {
                sources.retain(|item| portfolio.has(*item));
                (!sources.is_empty()).then(|| Self::stream(portfolio, sources))
            }
            On::Blast(project) => {
                portfolio.has(Item::Project(project)).then(|| Self::blast(portfolio, project))
            }
        }
    }

    /// Says what is looked at; true where it is to end.
    pub(super) fn ui(
        &self,
        ui: &mut Ui,
        theme: &Theme,
        workspace: &Workspace,
        scene: &Scene,
    ) -> bool {
        let mut is_left = false;
        ui.horizontal(|ui| {
            let icon = if self.blast.is_some() { icons::BLAST } else { icons::FOCUS };
            let ink = if self.blast.is_some() { theme.danger } else { theme.accent };
            ui.label(RichText::new(icon).size(16.0).color(ink));
            let title = RichText::new(self.title(workspace.portfolio()));
            ui.label(title.font(font(text::BODY, Heft::SemiBold)));
            if self.blast.is_none() {
                let cards =
                    scene.cards.iter().filter(|card| self.near.contains(&card.item)).count();
                let words = format!("{} of {} cards", count(cards), count(scene.cards.len()));
                ui.label(RichText::new(words).color(theme.text_muted));
            }
            ui.add_space(gap::SMALL);
            is_left = icon_button(ui, icons::CLOSE, "Leave (Esc)").clicked();
        });
        if let Some(blast) = &self.blast {
            ui.label(RichText::new(in_words(workspace, blast)).color(theme.text));
        }
        is_left
    }

    fn title(&self, portfolio: &Portfolio) -> String {
        let name = |item| shortened(&printable(&item_label(portfolio, item)), NAME_CHARACTERS_MAX);
        match &self.on {
            On::Blast(project) => format!("If {} slips", name(Item::Project(*project))),
            On::Stream(sources) => match sources.first() {
                Some(item) if sources.len() == 1 => format!("Focus on {}", name(*item)),
                _ => format!("Focus on {} selected", sources.len()),
            },
        }
    }
}

/// What falls, in sentences.
fn in_words(workspace: &Workspace, blast: &Blast) -> String {
    let waits = match blast.waiting.len() {
        0 => "No open project waits for it".to_owned(),
        1 => "1 project waits for it".to_owned(),
        many => format!("{} wait for it", plural(many, "project")),
    };
    let mut words = vec![waits];
    if blast.points > 0.0 {
        let outcomes = plural(blast.outcomes.len(), "outcome");
        words.push(format!("{} points of contributions to {outcomes}", points(blast.points)));
    }
    let work = blast.work(workspace.costs()).to_money();
    if !blast.waiting.is_empty() && work.minor_f64() > 0.0 {
        words.push(format!(
            "{} of work that waits",
            money_short(work, workspace.portfolio().currency)
        ));
    }
    words.join("; ")
}

/// The project, what waits for it, what they serve, and the lines among them.
fn near(portfolio: &Portfolio, project: ProjectId, blast: &Blast) -> BTreeSet<Item> {
    let projects: BTreeSet<ProjectId> = blast.waiting.iter().copied().chain([project]).collect();
    let mut near: BTreeSet<Item> = projects.iter().copied().map(Item::Project).collect();
    near.extend(blast.outcomes.iter().copied().map(Item::Outcome));
    for id in &projects {
        let contributions =
            portfolio.projects.get(id).into_iter().flat_map(|project| &project.contributions);
        for (outcome, contribution) in
            contributions.filter(|(outcome, _)| blast.outcomes.contains(outcome))
        {
            near.insert(Item::Contribution(*id, *outcome));
            near.extend(contribution.through.map(Item::Change));
        }
    }
    for (&id, link) in &portfolio.dependencies {
        let is_requires = matches!(link.kind, crate::model::DependencyKind::Requires { .. });
        if is_requires && projects.contains(&link.from) && projects.contains(&link.to) {
            near.insert(Item::Dependency(id));
        }
    }
    near
}
