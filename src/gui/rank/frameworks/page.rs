//! The page: which two frameworks, how much they agree, the two lists, and the editor.

use std::sync::Arc;

use egui::{CentralPanel, Frame, Margin, Panel, RichText, ScrollArea, Ui, vec2};

use super::checked::Checked;
use super::editor::{editor_ui, new_formula, own_copy};
use super::pair::{Pair, way_name, ways};
use super::slopes::slopes_ui;
use crate::analysis::scoring::framework::{Facts, Method, Usual, Way};
use crate::gui::rank::view::Desk;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::{Theme, gap, icons, text};
use crate::gui::widgets::{caption, caret_button, icon_button, muted, picker, quiet_button};
use crate::model::{FrameworkId, Portfolio};

/// From this width on there is room for the editor beside the lists.
const WIDTH_WITH_EDITOR: f32 = 640.0;

/// What is kept between frames.
pub(in crate::gui::rank) struct Frameworks {
    pub(super) ways: [Way; 2],
    pub(super) facts: Option<Arc<Facts>>,
    pub(super) pair: Option<Arc<Pair>>,
    /// The framework whose formula is being edited.
    pub(super) edited: Option<FrameworkId>,
    /// A framework that was asked for and is there from the next frame on.
    coming: Option<FrameworkId>,
    /// What the formula in the field comes to.
    pub(super) checked: Option<Checked>,
    of: Option<(Arc<Portfolio>, [Way; 2])>,
}

impl Default for Frameworks {
    fn default() -> Self {
        let usual = |usual| Way::Formula(Method::Usual(usual));
        Self {
            ways: [usual(Usual::Weighted), usual(Usual::Rice)],
            facts: None,
            pair: None,
            edited: None,
            coming: None,
            checked: None,
            of: None,
        }
    }
}

impl Frameworks {
    /// Shows the framework that was asked for at the right, with its formula to be edited.
    fn welcome(&mut self, portfolio: &Portfolio) {
        let Some(id) = self.coming.take() else { return };
        if portfolio.frameworks.contains_key(&id) {
            self.ways = [self.ways[0], Way::Formula(Method::Own(id))];
            self.edited = Some(id);
        }
    }

    /// Works both rankings out anew where they are of something else.
    fn follow(&mut self, portfolio: &Arc<Portfolio>) {
        let is_there = |way: &Way| match way {
            Way::Formula(Method::Own(id)) => portfolio.frameworks.contains_key(id),
            Way::Formula(Method::Usual(_)) | Way::Moscow => true,
        };
        for (way, usual) in self.ways.iter_mut().zip([Usual::Weighted, Usual::Rice]) {
            if !is_there(way) {
                *way = Way::Formula(Method::Usual(usual));
            }
        }
        self.edited = self.edited.filter(|id| portfolio.frameworks.contains_key(id));
        let is_known = self
            .of
            .as_ref()
            .is_some_and(|(of, ways)| Arc::ptr_eq(of, portfolio) && *ways == self.ways);
        if is_known {
            return;
        }
        let is_same = self.of.as_ref().is_some_and(|(of, _)| Arc::ptr_eq(of, portfolio));
        let known = self.facts.take().filter(|_| is_same);
        let facts = known.unwrap_or_else(|| Arc::new(Facts::of(portfolio)));
        self.pair = Some(Arc::new(Pair::of(portfolio, &facts, self.ways)));
        self.facts = Some(facts);
        self.of = Some((Arc::clone(portfolio), self.ways));
    }
}

/// Shows the page.
pub(in crate::gui::rank) fn frameworks_ui(ui: &mut Ui, page: &mut Frameworks, desk: &mut Desk<'_>) {
    page.welcome(desk.portfolio);
    page.follow(desk.portfolio);
    let frame = Frame::NONE.fill(desk.theme.surface).inner_margin(Margin::symmetric(16, 8));
    Panel::top("frameworks bar").frame(frame).show(ui, |ui| bar_ui(ui, page, desk));
    if let Some(id) = page.edited
        && ui.available_width() >= WIDTH_WITH_EDITOR
    {
        let side = Frame::NONE.fill(desk.theme.surface).inner_margin(Margin::symmetric(16, 12));
        Panel::right("formula")
            .frame(side)
            .resizable(true)
            .default_size(340.0)
            .size_range(280.0..=520.0)
            .show(ui, |ui| editor_ui(ui, page, desk, id));
    }
    let Some(pair) = page.pair.clone() else { return };
    CentralPanel::default().frame(frame).show(ui, |ui| {
        notices_ui(ui, desk, &pair);
        ScrollArea::vertical()
            .id_salt("frameworks")
            .auto_shrink([false, false])
            .show(ui, |ui| slopes_ui(ui, page, desk, &pair));
    });
}

/// Which two, and what can be done with their formulas.
fn bar_ui(ui: &mut Ui, page: &mut Frameworks, desk: &mut Desk<'_>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(gap::SMALL, gap::SMALL);
        let portfolio = Arc::clone(desk.portfolio);
        let mut ways_now = page.ways;
        for (way, word) in ways_now.iter_mut().zip(["Left", "Right"]) {
            caption(ui, desk.theme, word);
            let name = way_name(&portfolio, *way);
            let says = format!("{word} ranking: {name}");
            let button = caret_button(&name, 150.0);
            let choices = || ways(&portfolio);
            if let (_, Some(chosen)) = picker(ui, desk.theme, (button, &says), choices) {
                *way = chosen;
            }
        }
        page.ways = ways_now;
        if icon_button(ui, icons::TURN, "Swap the two rankings").clicked() {
            page.ways.reverse();
        }
        formulas_ui(ui, page, desk);
    });
    page.follow(desk.portfolio);
    agreement_ui(ui, page, desk.theme);
}

/// Buttons that open the editor: on a formula of one's own, a copy of a usual one, or a new one.
fn formulas_ui(ui: &mut Ui, page: &mut Frameworks, desk: &mut Desk<'_>) {
    // That at the right first, because it is the one that changes more often.
    let own = page.ways.iter().rev().find_map(|way| match way {
        Way::Formula(Method::Own(id)) => Some(*id),
        _ => None,
    });
    if let Some(id) = own.filter(|id| page.edited != Some(*id))
        && quiet_button(ui, "Edit the formula").clicked()
    {
        page.edited = Some(id);
    }
    let usual = page.ways.iter().rev().find_map(|way| match way {
        Way::Formula(Method::Usual(usual)) => Some(*usual),
        _ => None,
    });
    if let Some(usual) = usual {
        let says = format!("Makes a copy of {} whose formula can be changed", usual.name());
        if quiet_button(ui, &format!("Copy {} to edit", usual.name())).on_hover_text(says).clicked()
        {
            page.coming = Some(own_copy(desk, usual));
        }
    }
    if quiet_button(ui, "New formula").clicked() {
        page.coming = Some(new_formula(desk));
    }
}

/// How much the two agree.
fn agreement_ui(ui: &mut Ui, page: &Frameworks, theme: &Theme) {
    let Some(pair) = &page.pair else { return };
    ui.add_space(gap::TINY);
    let words = RichText::new(pair.agreement()).font(font(text::BODY, Heft::Medium));
    ui.add(egui::Label::new(words.color(theme.text)).truncate()).on_hover_text(
        "Kendall’s τ-b counts the pairs of projects that both rankings put in the same order, less those that they turn round: \
         1 is the same order, 0 what chance would give, −1 the reverse. Only projects that have a rank in both are counted.",
    );
}

/// What is worth a look about the two.
fn notices_ui(ui: &mut Ui, desk: &Desk<'_>, pair: &Pair) {
    let all: Vec<&String> = pair.sides.iter().flat_map(|side| &side.notices).collect();
    for notice in all.iter().take(2) {
        let words = format!("{}  {notice}", icons::WARNING);
        ui.add(
            egui::Label::new(RichText::new(words).size(text::SMALL).color(desk.theme.warning))
                .wrap(),
        );
    }
    if all.len() > 2 {
        let rest: Vec<&str> = all.iter().skip(2).map(|notice| notice.as_str()).collect();
        muted(ui, desk.theme, &format!("{} more to look at", rest.len()))
            .on_hover_text(rest.join("\n"));
    }
    if !all.is_empty() {
        ui.add_space(gap::SMALL);
    }
}
