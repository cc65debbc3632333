//! Which single judgment would settle most of what is in doubt, and what the plan of now may lose to others.

use egui::{Label, RichText, Ui};

use super::view::Desk;
use super::why::names_without;
use crate::analysis::optimise::current_plan;
use crate::analysis::optimise::robust::{Competitor, Judgment, Question, Robust};
use crate::gui::theme::{gap, text};
use crate::gui::widgets::{caption, link, muted};
use crate::model::Item;
use crate::wording::{self, plural, printable};
use crate::workspace::funding_words::judgment_words;

/// So many questions are asked, and so many plans that may beat the plan of now are told.
const SHOWN_MAX: usize = 3;
const NAMES_MAX: usize = 3;

/// The questions whose answers would leave the fewest projects in doubt.
pub(super) fn questions_ui(ui: &mut Ui, desk: &mut Desk<'_>, robust: &Robust, borderline: usize) {
    let helpful = |question: &&Question| question.borderline_most < borderline;
    let questions: Vec<&Question> =
        robust.questions.iter().filter(helpful).take(SHOWN_MAX).collect();
    if borderline == 0 {
        return;
    }
    ui.add_space(gap::TINY);
    caption(ui, desk.theme, "What would settle most");
    if questions.is_empty() {
        muted(
            ui,
            desk.theme,
            "No single answer would leave fewer projects in doubt whichever way it goes.",
        );
    }
    for question in questions {
        let words = printable(&judgment_words(desk.portfolio, question.judgment));
        if link(ui, desk.theme, &words).clicked() {
            desk.requests.select(item_of(question.judgment));
        }
        muted(ui, desk.theme, &left_words(question, borderline));
    }
}

/// `Leaves 4 or at most 6 of 9 borderline`.
fn left_words(question: &Question, borderline: usize) -> String {
    let count = wording::count;
    let (least, most) = (question.borderline_least, question.borderline_most);
    if least == most {
        format!("Either answer leaves {} of {} borderline.", count(most), count(borderline))
    } else {
        format!(
            "The answer leaves {} or {} of {} borderline.",
            count(least),
            count(most),
            count(borderline)
        )
    }
}

fn item_of(judgment: Judgment) -> Item {
    match judgment {
        Judgment::Heavier(outcome, _) | Judgment::Weight(outcome, _) => Item::Outcome(outcome),
        Judgment::Rating(project, ..) | Judgment::Cost(project) => Item::Project(project),
    }
}

/// The plans that may beat the plan of now, with how much may be lost to each.
pub(super) fn competitors_ui(ui: &mut Ui, desk: &Desk<'_>, robust: &Robust) {
    ui.add_space(gap::TINY);
    caption(ui, desk.theme, "What the plan as it stands may lose");
    let Some(competitors) = &robust.competitors else {
        muted(
            ui,
            desk.theme,
            "Nothing is agreed or approved that keeps to all limits, so nothing competes with it.",
        );
        return;
    };
    let Some(worst) = competitors.first() else {
        muted(ui, desk.theme, "Nothing: no plan beats it, whatever comes.");
        return;
    };
    let words = format!(
        "Up to {} points, to the worst of {}.",
        wording::points(worst.most),
        plural(competitors.len(), "competing plan")
    );
    ui.add(Label::new(RichText::new(words).size(text::BODY)).wrap());
    for competitor in competitors.iter().take(SHOWN_MAX) {
        competitor_ui(ui, desk, competitor);
    }
}

fn competitor_ui(ui: &mut Ui, desk: &Desk<'_>, competitor: &Competitor) {
    let funding = desk.workspace.funding();
    let subject = funding.subject().unwrap_or(desk.portfolio);
    let now = current_plan(subject, &desk.trying().wish());
    let enters = names_without(desk, &competitor.plan, &now);
    let leaves = names_without(desk, &now, &competitor.plan);
    let mut words = vec![range_words(competitor)];
    if !enters.is_empty() {
        words.push(format!("with {}", wording::list_of(&enters, NAMES_MAX)));
    }
    if !leaves.is_empty() {
        words.push(format!("without {}", wording::list_of(&leaves, NAMES_MAX)));
    }
    if !competitor.is_always_possible {
        words.push("only if costs turn out low enough".to_owned());
    }
    muted(ui, desk.theme, &words.join(", "));
}

/// `2.1 to 8.4 points more`, or `up to 8.4 points more, or 1.2 less`.
fn range_words(competitor: &Competitor) -> String {
    let most = wording::points(competitor.most);
    if competitor.least >= 0.0 {
        format!("{} to {most} points more", wording::points(competitor.least))
    } else {
        format!("Up to {most} points more, or {} less", wording::points(-competitor.least))
    }
}
