//! What a person prefers, and how that is kept.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Which theme is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum ThemeSetting {
    /// Whatever the system uses.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// The strongest contrast there is.
    HighContrast,
}

/// Where the window was when it was closed, in points.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct WindowPlace {
    /// From the left edge of the screen.
    pub left: f32,
    /// From the upper edge of the screen.
    pub top: f32,
    /// How wide it was.
    pub width: f32,
    /// How high it was.
    pub height: f32,
    /// Whether it filled the screen.
    pub is_maximised: bool,
}

/// Everything that is kept for a person between two starts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The theme.
    pub theme: ThemeSetting,
    /// How large everything is, in percent of its normal size: 70 to 250.
    pub text_percent: u16,
    /// Where the window was.
    pub window: Option<WindowPlace>,
    /// Whether the inspector is shown.
    pub has_inspector: bool,
    /// Whether the minimap is shown.
    pub has_minimap: bool,
    /// The columns of the table, by name, in order; empty where nobody has chosen any.
    pub columns: Vec<String>,
    /// The files that were open, the last one first.
    pub recent: Vec<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeSetting::System,
            text_percent: 100,
            window: None,
            has_inspector: true,
            has_minimap: true,
            columns: Vec::new(),
            recent: Vec::new(),
        }
    }
}
