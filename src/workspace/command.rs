//! What a person can tell the program to do, and what is known of each command.

use super::command_table::COMMANDS;
use super::shortcut::Shortcut;
use super::view::View;

/// Something the program can be told to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the table of commands says what each of them is")]
pub enum Command {
    NewPortfolio,
    OpenPortfolio,
    ShowStart,
    Save,
    SaveAs,
    Reload,
    ShowBackups,
    ShowSettings,
    Quit,
    Undo,
    Redo,
    Cut,
    Copy,
    Paste,
    Duplicate,
    FillDown,
    Rename,
    Delete,
    SelectAll,
    SelectNone,
    Find,
    AddProject,
    AddOutcome,
    AddChange,
    Connect,
    WeighOutcomes,
    NormaliseWeights,
    CompareTwo,
    SpreadRanks,
    ShowFrameworks,
    SideBySide,
    ShowAlignment,
    SwapAxes,
    ToggleFront,
    ToggleQuadrants,
    ToggleNames,
    ForceIn,
    ForceOut,
    Unforce,
    AgreeOnPlan,
    ForgetTrial,
    ArrangeMap,
    ArrangeByOutcome,
    ArrangeByCategory,
    AlignLeft,
    AlignCentre,
    AlignRight,
    AlignTop,
    AlignMiddle,
    AlignBottom,
    DistributeAcross,
    DistributeDown,
    ShowMap,
    ShowTable,
    ShowRank,
    ShowTradeoffs,
    ShowFund,
    ShowValue,
    ShowCash,
    ShowChance,
    ShowOwnership,
    ShowMeasures,
    ShowPromises,
    FitMap,
    ShowSelection,
    ZoomIn,
    ZoomOut,
    Focus,
    BlastRadius,
    ToggleMinimap,
    LensNone,
    LensScore,
    LensStage,
    LensCost,
    LensOwner,
    LensCategory,
    LensRisk,
    LensFunded,
    LensCore,
    ShowPalette,
    ToggleInspector,
    ToggleProblems,
    ToggleTheme,
    TextLarger,
    TextSmaller,
    TextNormal,
    NextPart,
    PreviousPart,
    ShowMenus,
    Presentation,
    FullScreen,
    ShowShortcuts,
    ShowAbout,
}

/// The menus, in the order in which they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Menu {
    /// Files.
    File,
    /// Changes.
    Edit,
    /// Where cards stand.
    Arrange,
    /// What is shown.
    View,
    /// What the portfolio holds.
    Portfolio,
    /// What there is to know.
    Help,
}

impl Menu {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::File, Self::Edit, Self::View, Self::Portfolio, Self::Arrange, Self::Help];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Portfolio => "Portfolio",
            Self::Arrange => "Arrange",
            Self::Help => "Help",
        }
    }
}

/// Where a command can be called; the same keys may mean two things in two views.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// In every view.
    Everywhere,
    /// In this one only.
    In(View),
}

impl Scope {
    /// Whether a command of this scope can be called in the view.
    pub fn holds_in(self, view: View) -> bool {
        self == Self::Everywhere || self == Self::In(view)
    }

    #[cfg(test)]
    pub(super) fn meets(self, other: Self) -> bool {
        self == other || self == Self::Everywhere || other == Self::Everywhere
    }
}

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommandInfo {
    /// The command.
    pub command: Command,
    /// What it is called; `…` where it asks something first.
    pub name: &'static str,
    /// The menu it stands in.
    pub menu: Menu,
    /// Where it can be called.
    pub scope: Scope,
    /// The keys that call it.
    pub shortcut: Option<Shortcut>,
    /// What it does, in a sentence.
    pub says: &'static str,
}

impl Command {
    /// Its row of the table.
    pub fn info(self) -> Option<&'static CommandInfo> {
        COMMANDS.iter().find(|info| info.command == self)
    }
}
