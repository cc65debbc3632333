//! The card that appears under the pointer: what a thing is, and where its figures come from.

use egui::{RichText, Ui};

use crate::analysis::scoring::Score;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, text};
use crate::gui::widgets::{caption, muted};
use crate::model::{Item, OutcomeId, ProjectId};
use crate::wording;
use crate::workspace::Workspace;

/// How wide the card is, in points.
const WIDTH: f32 = 320.0;

/// Shows what there is to say about an item in a few lines.
pub(crate) fn item_tip_ui(ui: &mut Ui, theme: &Theme, workspace: &Workspace, item: Item) {
    ui.set_max_width(WIDTH);
    ui.spacing_mut().item_spacing.y = gap::TINY;
    let portfolio = workspace.portfolio();
    let name = wording::printable(&wording::item_label(portfolio, item));
    caption(ui, theme, &capitalised(wording::item_noun(item)));
    ui.label(RichText::new(name).font(font(text::BODY, Heft::SemiBold)));
    match item {
        Item::Project(id) => project_tip_ui(ui, theme, workspace, id),
        Item::Contribution(project, outcome) => {
            contribution_tip_ui(ui, theme, workspace, project, outcome);
        }
        Item::Outcome(id) => {
            if let Some(outcome) = portfolio.outcomes.get(&id) {
                summary_ui(ui, theme, &outcome.summary);
            }
        }
        Item::Change(id) => {
            if let Some(change) = portfolio.changes.get(&id) {
                summary_ui(ui, theme, &change.summary);
            }
        }
        Item::Dependency(id) => {
            if let Some(dependency) = portfolio.dependencies.get(&id) {
                summary_ui(ui, theme, &dependency.reason);
            }
        }
        _ => {}
    }
}

/// A score as it reads everywhere: a dash where it is not known.
pub(crate) fn points_words(score: &Score) -> String {
    score.known_points().map_or_else(|| "–".to_owned(), wording::points)
}

/// The same in a sentence: `61.2 points`, or that nobody has rated it.
pub(crate) fn scored_words(score: &Score) -> String {
    let points = score.known_points().map(|points| format!("{} points", wording::points(points)));
    points.unwrap_or_else(|| "not rated".to_owned())
}

fn summary_ui(ui: &mut Ui, theme: &Theme, summary: &str) {
    if !summary.is_empty() {
        muted(ui, theme, &wording::shortened(&wording::printable(summary), 260));
    }
}

fn project_tip_ui(ui: &mut Ui, theme: &Theme, workspace: &Workspace, id: ProjectId) {
    let Some(project) = workspace.portfolio().projects.get(&id) else { return };
    if let Some(ranked) = workspace.ranking().iter().find(|ranked| ranked.project == id) {
        let score = &ranked.score;
        ui.label(match score.known_points() {
            Some(points) => {
                format!("Score {} of 100, rank {}", wording::points(points), ranked.rank)
            }
            None => format!("Not rated, rank {}", ranked.rank),
        });
        let coverage = wording::decimal(100.0 * score.coverage, 0);
        let says = format!(
            "{coverage}\u{202f}% of the weight is rated; with the gaps it could be {} to {}.",
            wording::points(score.low),
            wording::points(score.high)
        );
        muted(ui, theme, &says);
    }
    summary_ui(ui, theme, &project.summary);
}

fn contribution_tip_ui(
    ui: &mut Ui,
    theme: &Theme,
    workspace: &Workspace,
    project: ProjectId,
    outcome: OutcomeId,
) {
    let portfolio = workspace.portfolio();
    let Some(record) =
        portfolio.projects.get(&project).and_then(|record| record.contributions.get(&outcome))
    else {
        return;
    };
    let Some(rung) = record.level.and_then(|level| portfolio.ladder.rung(level)) else {
        ui.label("Not rated yet");
        return;
    };
    ui.label(format!("{}, {} sure", rung.name, wording::percent(record.confidence)));
    let ranked = workspace.ranking().iter().find(|ranked| ranked.project == project);
    let part =
        ranked.and_then(|ranked| ranked.score.parts.iter().find(|part| part.outcome == outcome));
    if let Some(part) = part {
        let says = format!(
            "{} of at most {} points",
            wording::points(part.points),
            wording::points(part.points_max)
        );
        muted(ui, theme, &says);
    }
    summary_ui(ui, theme, &record.rationale);
}

/// The word with a capital letter.
pub(crate) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
