//! Which file a person means: asked through whatever dialog the system has.

use std::path::PathBuf;
use std::sync::Arc;

/// What the file is wanted for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// To open it.
    Open,
    /// To save to it; this name is suggested.
    Save {
        /// The folder to begin in.
        folder: Option<PathBuf>,
        /// The name to begin with.
        name: String,
    },
}

/// What came of asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picked {
    /// This file.
    File(PathBuf),
    /// The person thought better of it.
    Nothing,
    /// There is no dialog to ask with.
    NoDialog,
}

/// Asks the person for a file; called beside the window, and may take as long as they do.
pub type Picker = Arc<dyn Fn(&Purpose) -> Picked + Send + Sync>;
