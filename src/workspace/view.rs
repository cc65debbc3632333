//! The ways to look at the portfolio.

/// A way to look at the portfolio; each fills the window between the rail and the inspector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum View {
    /// Cards and lines.
    #[default]
    Map,
    /// Rows and columns.
    Table,
    /// An ordered list, and the weights beside it.
    Rank,
    /// Projects between two figures, side by side, and weight against spending.
    Tradeoffs,
    /// What is funded, and what is not.
    Fund,
    /// What projects take and bring, and the measures that show whether it happens.
    Value,
}

impl View {
    /// All of them, in the order of the rail.
    pub const ALL: [Self; 6] =
        [Self::Map, Self::Table, Self::Rank, Self::Tradeoffs, Self::Fund, Self::Value];
}
