//! What can be done now: menus grey the rest.

use super::Workspace;
use super::aligning::Aligning;
use super::clipboard::is_card;
use super::command::Command;
use super::view::View;
use crate::model::Item;

impl Workspace {
    /// Whether a command would do something where the person is now. What depends on the inside of a view, such as
    /// the cells that are selected in the table, is taken to be possible.
    pub fn can(&self, command: Command, view: View) -> bool {
        let is_on_map = view == View::Map;
        let cards = || self.selection().items().iter().filter(|item| is_card(**item)).count();
        let is_any_selected = !self.selection().items().is_empty();
        match command {
            Command::Undo => self.history().undo_label().is_some(),
            Command::Redo => self.history().redo_label().is_some(),
            Command::Reload | Command::ShowBackups => self.path().is_some(),
            Command::Delete | Command::SelectNone | Command::ShowSelection | Command::Focus => {
                is_any_selected
            }
            Command::Cut | Command::Copy => view == View::Table || (is_on_map && cards() > 0),
            Command::Paste | Command::Rename
                if matches!(view, View::Rank | View::Tradeoffs | View::Fund | View::Value) =>
            {
                false
            }
            Command::AgreeOnPlan => self.funding().found().is_some_and(super::Found::is_plan),
            Command::ForgetTrial => self.funding().trying().is_trying(),
            Command::ForceIn | Command::ForceOut | Command::Unforce => {
                matches!(self.selection().last(), Some(Item::Project(_)))
            }
            Command::Rename => !is_on_map || self.selection().last().is_some_and(is_card),
            Command::Duplicate => cards() > 0,
            Command::Connect => matches!(cards(), 1 | 2),
            Command::BlastRadius => {
                self.selection().items().iter().any(|item| matches!(item, Item::Project(_)))
            }
            command => Aligning::of(command).is_none_or(|how| cards() >= how.cards_min()),
        }
    }
}
