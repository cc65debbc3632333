//! Undo and redo: the portfolio as it was.

use std::sync::Arc;

use super::{Edit, Refusal, apply, label};
use crate::model::Portfolio;

/// A step that can be taken back, or taken again.
#[derive(Debug, Clone)]
pub struct Step {
    /// What the step is called.
    pub label: String,
    /// The portfolio on the other side of it.
    other_side: Arc<Portfolio>,
}

/// A portfolio and all it has been since it was opened. No edit knows its inverse: the past is kept whole.
#[derive(Debug, Clone)]
pub struct History {
    now: Arc<Portfolio>,
    past: Vec<Step>,
    future: Vec<Step>,
}

impl History {
    /// A history that begins here.
    pub fn starting_with(portfolio: Arc<Portfolio>) -> Self {
        Self { now: portfolio, past: Vec::new(), future: Vec::new() }
    }

    /// The portfolio as it is.
    pub fn now(&self) -> &Arc<Portfolio> {
        &self.now
    }

    /// Makes the edit. What was undone before cannot be redone after it. An edit that changes nothing is no step.
    pub fn make(&mut self, edit: &Edit) -> Result<(), Refusal> {
        let next = apply(&self.now, edit)?;
        if next == *self.now {
            return Ok(());
        }
        let label = label(&self.now, edit);
        let other_side = std::mem::replace(&mut self.now, Arc::new(next));
        self.past.push(Step { label, other_side });
        self.future.clear();
        Ok(())
    }

    /// Puts another portfolio in the place of this one, as one step that can be undone. The same is no step.
    pub fn replace(&mut self, label: &str, portfolio: Arc<Portfolio>) {
        if *portfolio == *self.now {
            return;
        }
        let other_side = std::mem::replace(&mut self.now, portfolio);
        self.past.push(Step { label: label.to_owned(), other_side });
        self.future.clear();
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.past.last().map(|step| step.label.as_str())
    }

    /// What redo would take again.
    pub fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|step| step.label.as_str())
    }

    /// Takes the last step back; says whether there was one.
    pub fn undo(&mut self) -> bool {
        swap_step(&mut self.now, &mut self.past, &mut self.future)
    }

    /// Takes the last step that was undone again; says whether there was one.
    pub fn redo(&mut self) -> bool {
        swap_step(&mut self.now, &mut self.future, &mut self.past)
    }
}

fn swap_step(now: &mut Arc<Portfolio>, from: &mut Vec<Step>, to: &mut Vec<Step>) -> bool {
    let Some(Step { label, other_side }) = from.pop() else { return false };
    let left_behind = std::mem::replace(now, other_side);
    to.push(Step { label, other_side: left_behind });
    true
}
