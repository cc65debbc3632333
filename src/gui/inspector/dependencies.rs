//! What a project hangs on and what hangs on it, as sentences.

use egui::{Ui, vec2};

use super::Desk;
use crate::edit::{Edit, Record};
use crate::gui::theme::icons;
use crate::gui::widgets::{
    caption, caret_button, choice_field, icon_button, link, muted, picker, steady,
};
use crate::model::{Dependency, DependencyId, DependencyKind, Item, Portfolio, ProjectId, Timing};

/// A dependency as seen from one of its ends: "requires Data Lake", "is required by Churn model".
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sentence {
    dependency: DependencyId,
    words: &'static str,
    other: ProjectId,
}

/// How a project may stand to another one, in the order in which it is offered and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Relation {
    Requires,
    RequiresAnytime,
    IsRequiredBy,
    IsRequiredAnytimeBy,
    Together,
    Excludes,
    Enables,
    IsEnabledBy,
}

impl Relation {
    /// Those that can be added here; the timing of a requirement is set where it is shown by itself.
    const OFFERED: [Self; 6] = [
        Self::Requires,
        Self::IsRequiredBy,
        Self::Together,
        Self::Excludes,
        Self::Enables,
        Self::IsEnabledBy,
    ];

    fn words(self) -> &'static str {
        match self {
            Self::Requires => "requires",
            Self::RequiresAnytime => "requires at any time",
            Self::IsRequiredBy => "is required by",
            Self::IsRequiredAnytimeBy => "is required at any time by",
            Self::Together => "goes together with",
            Self::Excludes => "excludes",
            Self::Enables => "enables",
            Self::IsEnabledBy => "is enabled by",
        }
    }

    /// How `project` stands to the other end; nothing where the dependency is not its own.
    fn seen_from(project: ProjectId, dependency: &Dependency) -> Option<(Self, ProjectId)> {
        let is_from = dependency.from == project;
        if !is_from && dependency.to != project {
            return None;
        }
        let relation = match (dependency.kind, is_from) {
            (DependencyKind::Requires { timing: Timing::FinishToStart }, true) => Self::Requires,
            (DependencyKind::Requires { timing: Timing::FinishToStart }, false) => {
                Self::IsRequiredBy
            }
            (DependencyKind::Requires { timing: Timing::SameTime }, true) => Self::RequiresAnytime,
            (DependencyKind::Requires { timing: Timing::SameTime }, false) => {
                Self::IsRequiredAnytimeBy
            }
            (DependencyKind::Together, _) => Self::Together,
            (DependencyKind::Excludes, _) => Self::Excludes,
            (DependencyKind::Enables { .. }, true) => Self::Enables,
            (DependencyKind::Enables { .. }, false) => Self::IsEnabledBy,
        };
        Some((relation, if is_from { dependency.to } else { dependency.from }))
    }

    /// The dependency by which `project` stands so to `other`.
    fn between(self, project: ProjectId, other: ProjectId) -> Dependency {
        let requires = |timing| DependencyKind::Requires { timing };
        let enables = DependencyKind::Enables { synergy: None };
        match self {
            Self::Requires => Dependency::between(project, other, requires(Timing::FinishToStart)),
            Self::RequiresAnytime => {
                Dependency::between(project, other, requires(Timing::SameTime))
            }
            Self::IsRequiredBy => {
                Dependency::between(other, project, requires(Timing::FinishToStart))
            }
            Self::IsRequiredAnytimeBy => {
                Dependency::between(other, project, requires(Timing::SameTime))
            }
            Self::Together => Dependency::between(project, other, DependencyKind::Together),
            Self::Excludes => Dependency::between(project, other, DependencyKind::Excludes),
            Self::Enables => Dependency::between(project, other, enables),
            Self::IsEnabledBy => Dependency::between(other, project, enables),
        }
    }
}

/// All dependencies of a project as sentences, those of one kind together, each kind by the name of the other end.
fn sentences(portfolio: &Portfolio, project: ProjectId) -> Vec<Sentence> {
    let seen = |(&id, dependency): (&DependencyId, &std::sync::Arc<Dependency>)| {
        let (relation, other) = Relation::seen_from(project, dependency)?;
        let name = portfolio.projects.get(&other).map(|project| project.name.clone());
        Some(((relation, name, id), other))
    };
    let mut seen: Vec<_> = portfolio.dependencies.iter().filter_map(seen).collect();
    seen.sort();
    let sentence =
        |((relation, _, dependency), other): ((Relation, _, DependencyId), ProjectId)| Sentence {
            dependency,
            words: relation.words(),
            other,
        };
    seen.into_iter().map(sentence).collect()
}

/// The dependencies of a project, and a way to add one.
pub(super) fn dependencies_ui(ui: &mut Ui, desk: &mut Desk<'_>, id: ProjectId) {
    let sentences = sentences(desk.portfolio, id);
    if sentences.is_empty() {
        muted(ui, desk.theme, "It hangs on no other project, and none hangs on it.");
    }
    let mut above = "";
    for sentence in &sentences {
        if sentence.words != above {
            above = sentence.words;
            caption(ui, desk.theme, &super::sentence_case(above));
        }
        steady(ui, sentence.dependency, |ui| sentence_ui(ui, desk, sentence));
    }
    new_dependency_ui(ui, desk, id);
}

fn sentence_ui(ui: &mut Ui, desk: &mut Desk<'_>, sentence: &Sentence) {
    let name = desk.label(Item::Project(sentence.other));
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if icon_button(ui, icons::CLOSE, &format!("Remove “{} {name}”", sentence.words))
                .clicked()
            {
                desk.requests.edit(Edit::Remove(Item::Dependency(sentence.dependency)));
            }
            if icon_button(ui, icons::GOTO, &format!("Go to {name}")).clicked() {
                desk.requests.select(Item::Project(sentence.other));
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                if link(ui, desk.theme, &name).on_hover_text("Show this dependency").clicked() {
                    desk.requests.select(Item::Dependency(sentence.dependency));
                }
            });
        });
    });
}

/// First how it stands to another project, then to which one.
fn new_dependency_ui(ui: &mut Ui, desk: &mut Desk<'_>, id: ProjectId) {
    let chosen_id = ui.scope_id().with("relation");
    let mut chosen: Relation =
        ui.data(|data| data.get_temp(chosen_id)).unwrap_or(Relation::Requires);
    ui.horizontal(|ui| {
        let half = vec2(
            (ui.available_width() - ui.spacing().item_spacing.x) * 0.5,
            ui.spacing().interact_size.y,
        );
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        let relation = ui.allocate_ui_with_layout(half, layout, |ui| {
            let word = |relation: &Relation| super::sentence_case(relation.words());
            choice_field(ui, "Kind of new dependency", &chosen, &Relation::OFFERED, word).1
        });
        if let Some(relation) = relation.inner {
            chosen = relation;
            ui.data_mut(|data| data.insert_temp(chosen_id, chosen));
        }
        let button = caret_button("Project…", ui.available_width());
        if let (_, Some(other)) =
            picker(ui, desk.theme, (button, "Add dependency…"), || other_projects(desk, Some(id)))
        {
            let new = DependencyId(desk.requests.new_id());
            desk.requests.edit(Edit::Add(Record::Dependency(new, chosen.between(id, other))));
        }
    });
}

/// All projects, or all but one, by name.
pub(super) fn other_projects(desk: &Desk<'_>, but: Option<ProjectId>) -> Vec<(ProjectId, String)> {
    let others = desk.portfolio.projects.iter().filter(|(id, _)| Some(**id) != but);
    let mut others: Vec<_> = others.map(|(&id, project)| (id, project.name.to_string())).collect();
    others.sort_by_cached_key(|(_, name)| name.to_lowercase());
    others
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Id, Project};

    fn project(number: u64) -> ProjectId {
        ProjectId(Id::from_bits(number))
    }

    fn check(links: &[(u64, u64, DependencyKind)], seen_from: u64, expected: &[&str]) {
        let mut portfolio = Portfolio::titled("Test".parse().unwrap());
        for (number, name) in (0..).zip(["Zeta", "Alpha", "Beta", "Gamma"]) {
            portfolio
                .projects
                .insert(project(number), Arc::new(Project::named(name.parse().unwrap())));
        }
        for (number, &(from, to, kind)) in (10..).zip(links) {
            let dependency = Dependency::between(project(from), project(to), kind);
            portfolio
                .dependencies
                .insert(DependencyId(Id::from_bits(number)), Arc::new(dependency));
        }
        let name = |id: ProjectId| portfolio.projects[&id].name.clone();
        let told = sentences(&portfolio, project(seen_from));
        let told: Vec<String> =
            told.iter().map(|told| format!("{} {}", told.words, name(told.other))).collect();
        assert_eq!(told, expected);
    }

    const REQUIRES: DependencyKind = DependencyKind::Requires { timing: Timing::FinishToStart };
    const ENABLES: DependencyKind = DependencyKind::Enables { synergy: None };

    #[test]
    fn a_dependency_is_told_from_the_end_that_is_looked_at() {
        check(&[(0, 1, REQUIRES)], 0, &["requires Alpha"]);
        check(&[(0, 1, REQUIRES)], 1, &["is required by Zeta"]);
        check(&[(0, 1, REQUIRES)], 2, &[]);
        check(&[(0, 1, DependencyKind::Excludes)], 1, &["excludes Zeta"]);
        let anytime = DependencyKind::Requires { timing: Timing::SameTime };
        check(&[(0, 1, anytime)], 1, &["is required at any time by Zeta"]);
    }

    #[test]
    fn those_of_one_kind_stand_together_by_name() {
        let links = [
            (0, 3, ENABLES),
            (0, 2, REQUIRES),
            (1, 0, ENABLES),
            (0, 1, REQUIRES),
            (3, 0, REQUIRES),
        ];
        let expected = [
            "requires Alpha",
            "requires Beta",
            "is required by Gamma",
            "enables Gamma",
            "is enabled by Alpha",
        ];
        check(&links, 0, &expected);
    }

    #[test]
    fn what_is_added_reads_as_it_was_chosen() {
        for relation in Relation::OFFERED {
            let dependency = relation.between(project(1), project(2));
            assert_eq!(Relation::seen_from(project(1), &dependency), Some((relation, project(2))));
        }
    }
}
