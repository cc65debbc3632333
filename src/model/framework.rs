//! Ways to score projects that people have written themselves: a formula over named fields.

use super::name::{Name, Text};
use super::outcome::Direction;
use super::share::Figure;
use super::unread::Unread;

/// A way to score projects by a formula: one of the user's own, or an edited copy of a usual one.
#[derive(Debug, Clone, PartialEq)]
pub struct Framework {
    /// What people call it.
    pub name: Name,
    /// What it is for.
    pub summary: Text,
    /// The formula as it was typed; whoever scores reads it and says what is wrong with it.
    pub formula: Text,
    /// Which way is good.
    pub better: Direction,
    /// The fields that the formula speaks of, in the order in which they are asked for; no two bear the same name.
    pub fields: Vec<FrameworkField>,
    /// Fields of a newer version.
    pub unread: Unread,
}

impl Framework {
    /// A framework without formula and fields.
    pub fn named(name: Name) -> Self {
        Self {
            name,
            summary: Text::default(),
            formula: Text::default(),
            better: Direction::default(),
            fields: Vec::new(),
            unread: Unread::default(),
        }
    }
}

/// A figure that a framework asks of each project, which gives it in [`super::Project::inputs`] under the same name.
#[derive(Debug, Clone, PartialEq)]
pub struct FrameworkField {
    /// What people call it, and what the formula calls it.
    pub name: Name,
    /// In what: "person-months", "customers a quarter".
    pub unit: Text,
    /// The least that makes sense.
    pub low: Option<Figure>,
    /// The most that makes sense; not below the least.
    pub high: Option<Figure>,
    /// The only figures that are usual, where there are such; others are warned about.
    pub steps: Vec<Figure>,
    /// What it means.
    pub note: Text,
    /// Fields of a newer version.
    pub unread: Unread,
}

impl FrameworkField {
    /// A field of which only the name is known.
    pub fn named(name: Name) -> Self {
        Self {
            name,
            unit: Text::default(),
            low: None,
            high: None,
            steps: Vec::new(),
            note: Text::default(),
            unread: Unread::default(),
        }
    }
}
