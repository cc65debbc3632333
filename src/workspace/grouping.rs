//! How commands stand together in menus.

use super::command::{Command, CommandInfo};

impl CommandInfo {
    /// Whether a menu parts it from what stands before it.
    pub fn begins_group(&self) -> bool {
        use Command as C;
        matches!(
            self.command,
            C::Save | C::ShowSettings | C::Quit // File
                | C::Cut | C::Rename | C::SelectAll // Edit
                | C::ShowCash | C::SwapAxes | C::FitMap | C::Focus | C::ToggleMinimap // View
                | C::ShowPalette | C::ToggleTheme | C::NextPart
                | C::WeighOutcomes | C::NormaliseWeights | C::SideBySide | C::ForceIn | C::AgreeOnPlan // Portfolio
                | C::AlignLeft | C::AlignTop | C::DistributeAcross // Arrange
                | C::ShowAbout
        )
    }

    /// Whether it colours the map: these stand in a menu of their own.
    pub fn is_lens(&self) -> bool {
        use Command as C;
        matches!(
            self.command,
            C::LensNone
                | C::LensScore
                | C::LensStage
                | C::LensCost
                | C::LensOwner
                | C::LensCategory
                | C::LensRisk
                | C::LensFunded
                | C::LensCore
        )
    }
}
