//! The icons: one family, by meaning. The font is `assets/fonts/Phosphor.ttf`.

use crate::model::Item;
use crate::workspace::Menu;

pub(crate) const UNDO: &str = "\u{e038}";
pub(crate) const REDO: &str = "\u{e036}";
pub(crate) const FIT: &str = "\u{e626}";
pub(crate) const ARRANGE: &str = "\u{e67c}";
pub(crate) const PLUS: &str = "\u{e3d4}";
pub(crate) const CLOSE: &str = "\u{e4f6}";
pub(crate) const CHECK: &str = "\u{e182}";
pub(crate) const TICKED: &str = "\u{e186}";
pub(crate) const NOT_TICKED: &str = "\u{e45e}";
pub(crate) const WARNING: &str = "\u{e4e0}";
pub(crate) const FLAW: &str = "\u{e4e2}";
pub(crate) const INFO: &str = "\u{e2ce}";
pub(crate) const CARET_DOWN: &str = "\u{e136}";
pub(crate) const CARET_RIGHT: &str = "\u{e13a}";
pub(crate) const PROJECT: &str = "\u{e0ee}";
pub(crate) const OUTCOME: &str = "\u{e47c}";
pub(crate) const CHANGE: &str = "\u{e094}";
pub(crate) const MEASURE: &str = "\u{e154}";
pub(crate) const RISK: &str = "\u{e412}";
pub(crate) const BUDGET: &str = "\u{e78e}";
pub(crate) const ROLE: &str = "\u{e4d6}";
pub(crate) const STAKEHOLDER: &str = "\u{e4c2}";
pub(crate) const GROUP: &str = "\u{e466}";
pub(crate) const SCENARIO: &str = "\u{e278}";
pub(crate) const JUDGMENT: &str = "\u{e750}";
pub(crate) const FRAMEWORK: &str = "\u{ebe4}";
pub(crate) const CAUSE: &str = "\u{e408}";
pub(crate) const MILESTONE: &str = "\u{e244}";
pub(crate) const LINK: &str = "\u{e2e6}";
pub(crate) const DELETE: &str = "\u{e4a6}";
pub(crate) const INSPECTOR: &str = "\u{ec24}";
pub(crate) const LIGHT: &str = "\u{e472}";
pub(crate) const DARK: &str = "\u{e330}";
pub(crate) const GOTO: &str = "\u{e06c}";
pub(crate) const TURN: &str = "\u{e0a0}";
pub(crate) const CONTRIBUTION: &str = "\u{e6ec}";
pub(crate) const PORTFOLIO: &str = "\u{e1c8}";
pub(crate) const MAP: &str = "\u{e31a}";
pub(crate) const TABLE: &str = "\u{e476}";
pub(crate) const RANK: &str = "\u{ed62}";
pub(crate) const VALUE: &str = "\u{e156}";
pub(crate) const TRADEOFFS: &str = "\u{eaac}";
pub(crate) const FUND: &str = "\u{ea8c}";
pub(crate) const PIN: &str = "\u{e3e2}";
pub(crate) const PROVEN: &str = "\u{e606}";
pub(crate) const FIND: &str = "\u{e30c}";
pub(crate) const FILE: &str = "\u{e230}";
pub(crate) const PENCIL: &str = "\u{e3b4}";
pub(crate) const EYE: &str = "\u{e220}";
pub(crate) const HELP: &str = "\u{e3e8}";
pub(crate) const CONTRAST: &str = "\u{e18c}";
pub(crate) const SYSTEM: &str = "\u{e32e}";
pub(crate) const MINUS: &str = "\u{e32a}";
pub(crate) const UP: &str = "\u{e08e}";
pub(crate) const DOWN: &str = "\u{e03e}";
pub(crate) const LOCK: &str = "\u{e2fa}";
pub(crate) const UNLOCKED: &str = "\u{e306}";
pub(crate) const COMPARE: &str = "\u{e750}";
pub(crate) const GROWTH: &str = "\u{e4ae}";
pub(crate) const SAVING: &str = "\u{ea04}";
pub(crate) const SAFETY: &str = "\u{e40a}";
pub(crate) const CUSTOMER: &str = "\u{e2a8}";
pub(crate) const LAW: &str = "\u{ea32}";
pub(crate) const SPEED: &str = "\u{e2de}";
pub(crate) const STAR: &str = "\u{e46a}";

/// The icon of the commands in a menu.
pub(crate) fn of_menu(menu: Menu) -> &'static str {
    match menu {
        Menu::File => FILE,
        Menu::Edit => PENCIL,
        Menu::View => EYE,
        Menu::Portfolio => PORTFOLIO,
        Menu::Arrange => ARRANGE,
        Menu::Help => HELP,
    }
}

/// The icon of a sort of record.
pub(crate) fn of_item(item: Item) -> &'static str {
    match item {
        Item::Project(_) => PROJECT,
        Item::Change(_) => CHANGE,
        Item::Outcome(_) => OUTCOME,
        Item::Measure(..) => MEASURE,
        Item::Contribution(..) => CONTRIBUTION,
        Item::Dependency(_) => LINK,
        Item::Group(_) => GROUP,
        Item::Role(_) => ROLE,
        Item::Budget(_) => BUDGET,
        Item::Milestone(..) => MILESTONE,
        Item::Risk(_) => RISK,
        Item::Stakeholder(_) => STAKEHOLDER,
        Item::Scenario(_) => SCENARIO,
        Item::Judgment(_) => JUDGMENT,
        Item::Framework(_) => FRAMEWORK,
        Item::Cause(_) => CAUSE,
    }
}
pub(crate) const SEARCH: &str = "\u{e30c}";
pub(crate) const FILTER: &str = "\u{e268}";
pub(crate) const SORT: &str = "\u{e098}";
pub(crate) const COLUMNS: &str = "\u{e546}";
pub(crate) const GROUP_BY: &str = "\u{e468}";
pub(crate) const ARROW_UP: &str = "\u{e08e}";
pub(crate) const ARROW_DOWN: &str = "\u{e03e}";
pub(crate) const MORE: &str = "\u{e208}";
pub(crate) const STAGE_IDEA: &str = "\u{e2dc}";
pub(crate) const STAGE_PROPOSED: &str = "\u{e602}";
pub(crate) const STAGE_APPROVED: &str = "\u{e606}";
pub(crate) const STAGE_ACTIVE: &str = "\u{e18c}";
pub(crate) const STAGE_ON_HOLD: &str = "\u{e39e}";
pub(crate) const STAGE_DONE: &str = "\u{e184}";
pub(crate) const STAGE_CANCELLED: &str = "\u{e4f8}";
pub(crate) const LENS: &str = "\u{e6c8}";
pub(crate) const CARET_UP: &str = "\u{e13c}";
pub(crate) const FOCUS: &str = "\u{e1d6}";
pub(crate) const BLAST: &str = "\u{e2de}";
pub(crate) const ALIGN_LEFT: &str = "\u{e50e}";
pub(crate) const ALIGN_CENTRE: &str = "\u{e50a}";
pub(crate) const ALIGN_RIGHT: &str = "\u{e510}";
pub(crate) const ALIGN_TOP: &str = "\u{e512}";
pub(crate) const ALIGN_MIDDLE: &str = "\u{e50c}";
pub(crate) const ALIGN_BOTTOM: &str = "\u{e506}";
pub(crate) const DISTRIBUTE_ACROSS: &str = "\u{e0a0}";
pub(crate) const DISTRIBUTE_DOWN: &str = "\u{e098}";
