//! The reason behind a part of a bar: in a few words under the pointer, and in full on a card.

use egui::{Id, Popup, PopupAnchor, PopupCloseBehavior, Pos2, RectAlign, RichText, Ui, vec2};

use super::key::Key;
use super::view::{Desk, Rank};
use crate::analysis::scoring::Part;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{gap, text};
use crate::gui::widgets::{divider, muted, primary_button, quiet_button};
use crate::model::{Contribution, Item, OutcomeId, ProjectId};
use crate::wording;

const WIDTH: f32 = 360.0;

/// Which part is explained, and where.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Card {
    project: ProjectId,
    outcome: OutcomeId,
    at: Pos2,
    /// Whether it comes up in this frame: the click that called it must not close it.
    is_new: bool,
}

impl Card {
    pub(super) fn new(project: ProjectId, outcome: OutcomeId, at: Pos2) -> Self {
        Self { project, outcome, at, is_new: true }
    }
}

fn rating<'a>(desk: &Desk<'a>, project: ProjectId, outcome: OutcomeId) -> Option<&'a Contribution> {
    desk.portfolio.projects.get(&project)?.contributions.get(&outcome)
}

/// `Strong, 80 % sure`; that it is not rated where it is not.
pub(super) fn rating_words(desk: &Desk<'_>, project: ProjectId, outcome: OutcomeId) -> String {
    let Some(rating) = rating(desk, project, outcome) else { return "not rated".to_owned() };
    match rating.level.and_then(|level| desk.portfolio.ladder.rung(level)) {
        Some(rung) => format!(
            "{}, {} sure",
            wording::printable(&rung.name),
            wording::percent(rating.confidence)
        ),
        None => "not rated".to_owned(),
    }
}

fn points_words(part: Part) -> String {
    format!("{} of {} points", wording::points(part.points), wording::points(part.points_max))
}

/// `Growth: 12.4 of 30.0 points, Strong, 80 % sure`.
pub(super) fn part_words(desk: &Desk<'_>, key: &Key, project: ProjectId, part: Part) -> String {
    let name = key.mark(part.outcome).map_or("", |mark| mark.name.as_str());
    let rating = rating_words(desk, project, part.outcome);
    format!("{name}: {}, {rating}", points_words(part))
}

/// What stands under the pointer.
pub(super) fn part_tip_ui(ui: &mut Ui, desk: &Desk<'_>, key: &Key, project: ProjectId, part: Part) {
    ui.set_max_width(300.0);
    ui.spacing_mut().item_spacing.y = 2.0;
    let name = key.mark(part.outcome).map_or("", |mark| mark.name.as_str());
    ui.label(RichText::new(name).font(font(text::BODY, Heft::SemiBold)));
    ui.label(rating_words(desk, project, part.outcome));
    let weight = wording::decimal(part.points_max, 1);
    muted(
        ui,
        desk.theme,
        &format!("{}; it has {weight}\u{202f}% of all weight", points_words(part)),
    );
    muted(ui, desk.theme, "Click for the reason");
}

/// Shows the card while there is one.
pub(super) fn card_ui(ui: &Ui, rank: &mut Rank, desk: &mut Desk<'_>) {
    let Some(card) = rank.card else { return };
    let Some(rating) = rating(desk, card.project, card.outcome) else {
        rank.card = None;
        return;
    };
    if card.is_new {
        rank.card = Some(Card { is_new: false, ..card });
        ui.ctx().request_repaint();
        return;
    }
    let mut is_open = true;
    let popup = Popup::new(
        Id::unique("reason"),
        ui.ctx().clone(),
        PopupAnchor::Position(card.at),
        ui.layer_id(),
    );
    popup
        .open_bool(&mut is_open)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .align(RectAlign::BOTTOM)
        .accessible_name("Reason")
        .width(WIDTH)
        .gap(8.0)
        .show(|ui| {
            ui.set_width(WIDTH);
            egui::Frame::NONE
                .inner_margin(10)
                .show(ui, |ui| inside_ui(ui, rank, desk, (card, rating)));
        });
    if !is_open {
        rank.card = None;
    }
}

fn inside_ui(
    ui: &mut Ui,
    rank: &mut Rank,
    desk: &mut Desk<'_>,
    (card, rating): (Card, &Contribution),
) {
    let theme = desk.theme;
    ui.spacing_mut().item_spacing.y = gap::TINY;
    let ranked = rank.board.lines.iter().find(|line| line.project == card.project);
    let ranked = ranked.and_then(|line| rank.board.ranked(line));
    let part = ranked
        .and_then(|ranked| ranked.score.parts.iter().find(|part| part.outcome == card.outcome));
    muted(ui, theme, &desk.name(card.project));
    ui.horizontal(|ui| {
        if let Some(mark) = rank.key.mark(card.outcome) {
            let (rect, _) = ui.allocate_exact_size(vec2(18.0, 18.0), egui::Sense::hover());
            mark.paint(ui.painter(), theme, rect);
            ui.label(RichText::new(&mark.name).font(font(text::BODY, Heft::SemiBold)));
        }
    });
    ui.add_space(gap::TINY);
    let level = rating_words(desk, card.project, card.outcome);
    let points = part.map_or_else(String::new, |part| format!("  ·  {}", points_words(*part)));
    ui.label(RichText::new(format!("{level}{points}")).font(font(text::BODY, Heft::Medium)));
    statement_ui(ui, desk, card.outcome, rating);
    divider(ui, theme);
    ui.add_space(2.0);
    if rating.rationale.is_empty() {
        muted(ui, theme, "Nobody has written down why.");
    } else {
        let rationale = wording::printable(&rating.rationale);
        egui::ScrollArea::vertical().max_height(180.0).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(egui::Label::new(rationale).wrap());
        });
    }
    for (word, item) in [
        ("Rated by", rating.rated_by.map(Item::Stakeholder)),
        ("Through", rating.through.map(Item::Change)),
    ] {
        if let Some(item) = item {
            let name = wording::printable(&wording::item_label(desk.portfolio, item));
            muted(ui, theme, &format!("{word} {name}"));
        }
    }
    ui.add_space(gap::TINY);
    ui.horizontal(|ui| {
        if primary_button(ui, theme, "Open in inspector").clicked() {
            desk.requests.select(Item::Contribution(card.project, card.outcome));
            rank.card = None;
        }
        if quiet_button(ui, "Close").clicked() {
            rank.card = None;
        }
    });
}

/// What the level means: in the outcome's own words where it has some, else in the ladder's.
fn statement_ui(ui: &mut Ui, desk: &Desk<'_>, outcome: OutcomeId, rating: &Contribution) {
    let Some(level) = rating.level else { return };
    let own =
        desk.portfolio.outcomes.get(&outcome).and_then(|record| record.statements.get(&level));
    let general = || desk.portfolio.ladder.rung(level).map(|rung| &rung.note);
    if let Some(statement) = own.or_else(general).filter(|statement| !statement.is_empty()) {
        muted(ui, desk.theme, &wording::printable(statement));
    }
}
