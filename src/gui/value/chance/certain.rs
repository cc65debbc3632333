//! Where chance has no say: what it comes to, what would have to be entered to see how sure that is, and the way there.

use egui::{Id, Ui};

use super::curve::Curve;
use crate::analysis::finance::chance::{Distribution, Simulation};
use crate::analysis::finance::{Origin, Side, Stream};
use crate::gui::charts::Unit;
use crate::gui::desk::Desk;
use crate::gui::theme::gap;
use crate::gui::value::view::Shown;
use crate::gui::value::way_to::go_to_line;
use crate::gui::widgets::{heading, muted, primary_button};
use crate::model::Item;
use crate::wording;

/// Amounts nearer to each other than this, in the smallest coins, are one.
const COINS: f64 = 0.5;

/// Whether all futures come to the same amount.
pub(super) fn is_certain(distribution: &Distribution) -> bool {
    let ends = (distribution.curve.first(), distribution.curve.last());
    let (Some(low), Some(high)) = ends else { return true };
    high.amount - low.amount < COINS
}

/// Says so in place of a curve that would be an upright line, and offers the largest line that could be in doubt.
pub(super) fn certain_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    shown: &Shown,
    (curve, found): (Curve, &Simulation),
) {
    let largest = largest(shown, curve);
    ui.vertical_centered(|ui| {
        ui.set_max_width(380.0);
        ui.add_space(ui.available_height() * 0.2);
        heading(ui, if largest.is_some() { "Nothing is in doubt" } else { "Nothing is known" });
        ui.add_space(gap::TINY);
        let says = says(desk, largest, (curve, found));
        muted(ui, desk.theme, &says);
        let Some(stream) = largest else { return };
        ui.add_space(gap::MEDIUM);
        let name = desk.name(Item::Project(stream.project));
        if primary_button(ui, desk.theme, &format!("Show {}", wording::shortened(&name, 40)))
            .clicked()
        {
            go_there(ui, desk, stream);
        }
    });
}

fn says(desk: &Desk<'_>, largest: Option<&Stream>, (curve, found): (Curve, &Simulation)) -> String {
    let (name, distribution) = match curve {
        Curve::Npv => ("What it is worth today", &found.npv),
        Curve::Cost => ("The cost", &found.cost),
        Curve::Benefit => ("The benefit", &found.benefit),
    };
    if largest.is_none() {
        return "There is no line of money of this sort. Add one in the inspector, at the right. Missing is not zero."
            .to_owned();
    }
    let unit = Unit::Money(desk.portfolio.currency);
    let coins = desk.portfolio.currency.minor_per_unit() as f64;
    let figure = unit.figure(distribution.p50.value / coins);
    format!(
        "{name} is {figure} in every future, as nobody has said that it could be otherwise. Give an amount a low and a high, or name a \
         risk with its probability: a curve then shows here how probable each sum is."
    )
}

/// The largest line that the curve is about.
fn largest(shown: &Shown, curve: Curve) -> Option<&Stream> {
    let is_meant = |stream: &&Stream| match (curve, &stream.side) {
        (Curve::Npv, _) | (Curve::Cost, Side::Cost { .. }) => true,
        (Curve::Benefit, side) => matches!(side, Side::Benefit | Side::Residual),
        (Curve::Cost, _) => false,
    };
    let size = |stream: &Stream| stream.amount.likely().minor as f64 * stream.times();
    let meant = shown.case.streams.iter().filter(is_meant);
    // The first of several that are as large.
    meant.reduce(|best, next| if size(next) > size(best) { next } else { best })
}

/// Selects the project of the line, with the line unfolded in the inspector.
fn go_there(ui: &Ui, desk: &mut Desk<'_>, stream: &Stream) {
    let goal = match stream.origin {
        Origin::Cost(cost) => ("Costs", Some(Id::unique(("cost", cost)))),
        Origin::Benefit(benefit) => ("Benefits", Some(Id::unique(("benefit", benefit)))),
        Origin::Residual => ("Costs", None),
        Origin::Role(_) => ("People needed", None),
        Origin::Price(_) | Origin::Switching(_) => ("Vendors", None),
    };
    go_to_line(ui, desk, stream.project, goal);
}
