//! The table of commands: it feeds menus, palette, shortcuts, their sheet and `docs/commands.md`.

use super::command::{Command, CommandInfo, Menu, Scope};
use super::shortcut::{Key, Shortcut, alone, with_command, with_command_and_shift, with_shift};
use super::view::View;

const fn row(
    command: Command,
    (name, menu, scope): (&'static str, Menu, Scope),
    shortcut: Option<Shortcut>,
    says: &'static str,
) -> CommandInfo {
    CommandInfo { command, name, menu, scope, shortcut, says }
}

/// Every command, in the order of the menus.
pub const COMMANDS: &[CommandInfo] = &[
    row(
        Command::NewPortfolio,
        ("New portfolio", Menu::File, Scope::Everywhere),
        Some(with_command(Key::Letter('N'))),
        "Starts with an empty portfolio.",
    ),
    row(
        Command::OpenPortfolio,
        ("Open…", Menu::File, Scope::Everywhere),
        Some(with_command(Key::Letter('O'))),
        "Opens a portfolio file.",
    ),
    row(
        Command::ShowStart,
        ("Start page", Menu::File, Scope::Everywhere),
        None,
        "Shows the samples and the files you had open last.",
    ),
    row(
        Command::Save,
        ("Save", Menu::File, Scope::Everywhere),
        Some(with_command(Key::Letter('S'))),
        "Saves the portfolio to its file.",
    ),
    row(
        Command::SaveAs,
        ("Save as…", Menu::File, Scope::Everywhere),
        Some(with_command_and_shift(Key::Letter('S'))),
        "Saves the portfolio to another file.",
    ),
    row(
        Command::Reload,
        ("Reload from disk", Menu::File, Scope::Everywhere),
        None,
        "Shows the file as it is on disk now; undo brings your state back.",
    ),
    row(
        Command::ShowBackups,
        ("Backups…", Menu::File, Scope::Everywhere),
        None,
        "Lists earlier states of this file, to look at and to restore.",
    ),
    row(
        Command::ShowSettings,
        ("Settings…", Menu::File, Scope::Everywhere),
        Some(with_command(Key::Comma)),
        "Theme, size of text, and what is kept between starts.",
    ),
    row(
        Command::Quit,
        ("Quit", Menu::File, Scope::Everywhere),
        Some(with_command(Key::Letter('Q'))),
        "Closes the window.",
    ),
    row(
        Command::Undo,
        ("Undo", Menu::Edit, Scope::Everywhere),
        Some(with_command(Key::Letter('Z'))),
        "Takes the last change back.",
    ),
    row(
        Command::Redo,
        ("Redo", Menu::Edit, Scope::Everywhere),
        Some(with_command_and_shift(Key::Letter('Z'))),
        "Makes the change again that was taken back.",
    ),
    row(
        Command::Cut,
        ("Cut", Menu::Edit, Scope::Everywhere),
        Some(with_command(Key::Letter('X'))),
        "Copies what is selected, and deletes it here.",
    ),
    row(
        Command::Copy,
        ("Copy", Menu::Edit, Scope::Everywhere),
        Some(with_command(Key::Letter('C'))),
        "Copies what is selected: records from the map, cells from the table.",
    ),
    row(
        Command::Paste,
        ("Paste", Menu::Edit, Scope::Everywhere),
        Some(with_command(Key::Letter('V'))),
        "Pastes records, or cells of a spreadsheet, with a look at what would change.",
    ),
    row(
        Command::Duplicate,
        ("Duplicate", Menu::Edit, Scope::In(View::Map)),
        Some(with_command(Key::Letter('D'))),
        "Makes a copy of what is selected beside it.",
    ),
    row(
        Command::FillDown,
        ("Fill down", Menu::Edit, Scope::In(View::Table)),
        Some(with_command(Key::Letter('D'))),
        "Gives the selected cells below the value of the topmost.",
    ),
    row(
        Command::Rename,
        ("Rename", Menu::Edit, Scope::Everywhere),
        Some(alone(Key::Function(2))),
        "Edits the name in place.",
    ),
    row(
        Command::Delete,
        ("Delete", Menu::Edit, Scope::Everywhere),
        Some(alone(Key::Delete)),
        "Deletes what is selected, with what cannot be without it.",
    ),
    row(
        Command::SelectAll,
        ("Select all", Menu::Edit, Scope::Everywhere),
        Some(with_command(Key::Letter('A'))),
        "Selects everything that is shown.",
    ),
    row(
        Command::SelectNone,
        ("Select nothing", Menu::Edit, Scope::Everywhere),
        Some(alone(Key::Escape)),
        "Selects nothing.",
    ),
    row(
        Command::Find,
        ("Find", Menu::Edit, Scope::Everywhere),
        Some(with_command(Key::Letter('F'))),
        "Finds what you type in what is shown.",
    ),
    row(
        Command::ShowMap,
        ("Map", Menu::View, Scope::Everywhere),
        Some(with_command(Key::Digit(1))),
        "Shows the portfolio as a map.",
    ),
    row(
        Command::ShowTable,
        ("Table", Menu::View, Scope::Everywhere),
        Some(with_command(Key::Digit(2))),
        "Shows every field in rows and columns.",
    ),
    row(
        Command::ShowRank,
        ("Rank", Menu::View, Scope::Everywhere),
        Some(with_command(Key::Digit(3))),
        "Shows the projects in order of their scores, with the weights beside them.",
    ),
    row(
        Command::ShowTradeoffs,
        ("Trade-offs", Menu::View, Scope::Everywhere),
        Some(with_command(Key::Digit(4))),
        "Shows projects between two figures, side by side, and weight against spending.",
    ),
    row(
        Command::ShowFund,
        ("Fund", Menu::View, Scope::Everywhere),
        Some(with_command(Key::Digit(5))),
        "Shows the best plan: what is funded, what is not, and why.",
    ),
    row(
        Command::ShowValue,
        ("Value", Menu::View, Scope::Everywhere),
        Some(with_command(Key::Digit(8))),
        "Shows what projects take and bring, period by period, and the measures over time.",
    ),
    row(
        Command::ShowCash,
        ("Cash flow", Menu::View, Scope::In(View::Value)),
        Some(alone(Key::Letter('C'))),
        "Shows what each period takes and brings, and the sum of all so far.",
    ),
    row(
        Command::ShowChance,
        ("Uncertainty", Menu::View, Scope::In(View::Value)),
        Some(alone(Key::Letter('U'))),
        "Draws many futures and shows what they come to, and what moves them most.",
    ),
    row(
        Command::ShowOwnership,
        ("Cost of ownership", Menu::View, Scope::In(View::Value)),
        Some(alone(Key::Letter('O'))),
        "Shows what it costs to have it, part by part.",
    ),
    row(
        Command::ShowMeasures,
        ("Measures over time", Menu::View, Scope::In(View::Value)),
        Some(alone(Key::Letter('M'))),
        "Shows where measures stand against where they stood and where they should stand.",
    ),
    row(
        Command::ShowPromises,
        ("Promises kept", Menu::View, Scope::In(View::Value)),
        Some(alone(Key::Letter('P'))),
        "Shows what was promised of each outcome, how much of it is there, and how well owners have judged.",
    ),
    row(
        Command::SwapAxes,
        ("Swap the axes", Menu::View, Scope::In(View::Tradeoffs)),
        Some(alone(Key::Letter('X'))),
        "Shows along the chart what went up it, and the other way round.",
    ),
    row(
        Command::ToggleFront,
        ("Pareto front", Menu::View, Scope::In(View::Tradeoffs)),
        Some(alone(Key::Letter('P'))),
        "Draws the line of the projects that no other beats on both figures.",
    ),
    row(
        Command::ToggleQuadrants,
        ("Named quarters", Menu::View, Scope::In(View::Tradeoffs)),
        Some(alone(Key::Letter('Q'))),
        "Cuts the chart in four at the middle project of each axis.",
    ),
    row(
        Command::ToggleNames,
        ("Names of bubbles", Menu::View, Scope::In(View::Tradeoffs)),
        Some(alone(Key::Letter('N'))),
        "Writes names beside the bubbles, where there is room.",
    ),
    row(
        Command::FitMap,
        ("Fit the map", Menu::View, Scope::In(View::Map)),
        Some(alone(Key::Letter('F'))),
        "Shows the whole map.",
    ),
    row(
        Command::ShowSelection,
        ("Zoom to selection", Menu::View, Scope::In(View::Map)),
        Some(alone(Key::Letter('Z'))),
        "Shows what is selected as large as it fits.",
    ),
    row(
        Command::ZoomIn,
        ("Zoom in", Menu::View, Scope::In(View::Map)),
        Some(alone(Key::Plus)),
        "Shows the map larger.",
    ),
    row(
        Command::ZoomOut,
        ("Zoom out", Menu::View, Scope::In(View::Map)),
        Some(alone(Key::Minus)),
        "Shows the map smaller.",
    ),
    row(
        Command::Focus,
        ("Focus", Menu::View, Scope::In(View::Map)),
        Some(alone(Key::Enter)),
        "Dims all but what stands up- and downstream of the selection.",
    ),
    row(
        Command::BlastRadius,
        ("Blast radius", Menu::View, Scope::In(View::Map)),
        Some(alone(Key::Letter('B'))),
        "Shows what falls if the selected project slips.",
    ),
    row(
        Command::ToggleMinimap,
        ("Minimap", Menu::View, Scope::In(View::Map)),
        Some(alone(Key::Letter('M'))),
        "Shows or hides the small map that says where one is.",
    ),
    row(
        Command::LensNone,
        ("No lens", Menu::View, Scope::In(View::Map)),
        None,
        "Shows cards by what they are.",
    ),
    row(
        Command::LensScore,
        ("Lens: score", Menu::View, Scope::In(View::Map)),
        None,
        "Colours projects by their score.",
    ),
    row(
        Command::LensStage,
        ("Lens: stage", Menu::View, Scope::In(View::Map)),
        None,
        "Colours projects by how far they are.",
    ),
    row(
        Command::LensCost,
        ("Lens: cost", Menu::View, Scope::In(View::Map)),
        None,
        "Colours projects by what they cost.",
    ),
    row(
        Command::LensOwner,
        ("Lens: owner", Menu::View, Scope::In(View::Map)),
        None,
        "Colours projects by who leads them.",
    ),
    row(
        Command::LensCategory,
        ("Lens: category", Menu::View, Scope::In(View::Map)),
        None,
        "Colours projects by category.",
    ),
    row(
        Command::LensRisk,
        ("Lens: risk", Menu::View, Scope::In(View::Map)),
        None,
        "Colours projects by what their risks threaten.",
    ),
    row(
        Command::LensFunded,
        ("Lens: funded", Menu::View, Scope::In(View::Map)),
        None,
        "Colours projects by whether the best plan funds them.",
    ),
    row(
        Command::LensCore,
        ("Lens: core index", Menu::View, Scope::In(View::Map)),
        None,
        "Colours projects by how often they are in the best plan, whatever the weights turn out to be.",
    ),
    row(
        Command::ShowPalette,
        ("Command palette", Menu::View, Scope::Everywhere),
        Some(with_command(Key::Letter('K'))),
        "Finds every command, project and outcome by a few letters.",
    ),
    row(
        Command::ToggleInspector,
        ("Inspector", Menu::View, Scope::Everywhere),
        Some(with_command(Key::Letter('I'))),
        "Shows or hides the inspector.",
    ),
    row(
        Command::ToggleProblems,
        ("Problems", Menu::View, Scope::Everywhere),
        Some(with_command(Key::Letter('P'))),
        "Shows or hides the list of problems.",
    ),
    row(
        Command::ToggleTheme,
        ("Next theme", Menu::View, Scope::Everywhere),
        Some(with_command_and_shift(Key::Letter('D'))),
        "Goes from the light to the dark and on to the high-contrast theme.",
    ),
    row(
        Command::TextLarger,
        ("Larger text", Menu::View, Scope::Everywhere),
        Some(with_command(Key::Plus)),
        "Shows everything a step larger.",
    ),
    row(
        Command::TextSmaller,
        ("Smaller text", Menu::View, Scope::Everywhere),
        Some(with_command(Key::Minus)),
        "Shows everything a step smaller.",
    ),
    row(
        Command::TextNormal,
        ("Normal text", Menu::View, Scope::Everywhere),
        Some(with_command(Key::Digit(0))),
        "Shows everything in its normal size.",
    ),
    row(
        Command::NextPart,
        ("Go to the next part", Menu::View, Scope::Everywhere),
        Some(alone(Key::Function(6))),
        "Moves the keyboard on: menus, views, what is looked at, inspector, problems, foot.",
    ),
    row(
        Command::PreviousPart,
        ("Go to the part before", Menu::View, Scope::Everywhere),
        Some(with_shift(Key::Function(6))),
        "Moves the keyboard back, the other way round.",
    ),
    row(
        Command::ShowMenus,
        ("Open the menus", Menu::View, Scope::Everywhere),
        Some(alone(Key::Function(10))),
        "Opens the first menu for the keyboard; Alt and its first letter open any menu.",
    ),
    row(
        Command::Presentation,
        ("Presentation", Menu::View, Scope::Everywhere),
        Some(alone(Key::Function(5))),
        "Shows the workspace alone and larger, for a projector.",
    ),
    row(
        Command::FullScreen,
        ("Full screen", Menu::View, Scope::Everywhere),
        Some(alone(Key::Function(11))),
        "Fills the screen, or goes back to a window.",
    ),
    row(
        Command::AddProject,
        ("Add project", Menu::Portfolio, Scope::Everywhere),
        Some(with_command_and_shift(Key::Letter('P'))),
        "Adds a project and selects it.",
    ),
    row(
        Command::AddOutcome,
        ("Add outcome", Menu::Portfolio, Scope::Everywhere),
        Some(with_command_and_shift(Key::Letter('O'))),
        "Adds an outcome and selects it.",
    ),
    row(
        Command::AddChange,
        ("Add change", Menu::Portfolio, Scope::Everywhere),
        None,
        "Adds a change that projects bring about, and selects it.",
    ),
    row(
        Command::Connect,
        ("Connect…", Menu::Portfolio, Scope::In(View::Map)),
        Some(alone(Key::Letter('L'))),
        "Links the selected card to another, and asks how.",
    ),
    row(
        Command::WeighOutcomes,
        ("Weigh outcomes…", Menu::Portfolio, Scope::Everywhere),
        Some(with_command_and_shift(Key::Letter('W'))),
        "Finds weights: directly, by swings, by an order, or by comparing two at a time.",
    ),
    row(
        Command::NormaliseWeights,
        ("Normalise weights", Menu::Portfolio, Scope::In(View::Rank)),
        None,
        "Makes the weights of all outcomes sum to 100, in the same proportions.",
    ),
    row(
        Command::CompareTwo,
        ("Compare two", Menu::Portfolio, Scope::In(View::Rank)),
        Some(alone(Key::Letter('C'))),
        "Shows where the two selected projects differ, and by how much.",
    ),
    row(
        Command::SpreadRanks,
        ("Ranks with other weights", Menu::Portfolio, Scope::In(View::Rank)),
        Some(alone(Key::Letter('R'))),
        "Shows beside each project which ranks it can take with other weights.",
    ),
    row(
        Command::ShowFrameworks,
        ("Rank by frameworks", Menu::Portfolio, Scope::In(View::Rank)),
        Some(alone(Key::Letter('F'))),
        "Sets the rankings by two frameworks side by side; formulas of one's own are edited there.",
    ),
    row(
        Command::SideBySide,
        ("Side by side", Menu::Portfolio, Scope::In(View::Tradeoffs)),
        Some(alone(Key::Letter('C'))),
        "Shows two to six selected projects figure by figure, with the best marked.",
    ),
    row(
        Command::ShowAlignment,
        ("Alignment", Menu::Portfolio, Scope::In(View::Tradeoffs)),
        Some(alone(Key::Letter('A'))),
        "Shows what each outcome weighs against what is spent on it.",
    ),
    row(
        Command::ForceIn,
        ("Force in…", Menu::Portfolio, Scope::In(View::Fund)),
        Some(alone(Key::Letter('I'))),
        "Funds the selected project whatever it costs, and asks for the reason.",
    ),
    row(
        Command::ForceOut,
        ("Force out…", Menu::Portfolio, Scope::In(View::Fund)),
        Some(alone(Key::Letter('O'))),
        "Leaves the selected project out whatever it brings, and asks for the reason.",
    ),
    row(
        Command::Unforce,
        ("Leave to the calculation", Menu::Portfolio, Scope::In(View::Fund)),
        Some(alone(Key::Letter('U'))),
        "Forces the selected project neither in nor out.",
    ),
    row(
        Command::AgreeOnPlan,
        ("Agree on this plan…", Menu::Portfolio, Scope::In(View::Fund)),
        None,
        "Keeps the plan as the one that was agreed, after a look at what is different.",
    ),
    row(
        Command::ForgetTrial,
        ("Forget what is tried", Menu::Portfolio, Scope::In(View::Fund)),
        None,
        "Puts budgets and capacities back to what the portfolio says.",
    ),
    row(
        Command::ArrangeMap,
        ("Arrange in layers", Menu::Arrange, Scope::In(View::Map)),
        Some(with_command(Key::Letter('L'))),
        "Lets the layout find a new place for every card, from left to right.",
    ),
    row(
        Command::ArrangeByOutcome,
        ("Arrange by outcome", Menu::Arrange, Scope::In(View::Map)),
        None,
        "Gathers projects around the outcome they serve most.",
    ),
    row(
        Command::ArrangeByCategory,
        ("Arrange by category", Menu::Arrange, Scope::In(View::Map)),
        None,
        "Gathers projects of one category.",
    ),
    row(
        Command::AlignLeft,
        ("Align left", Menu::Arrange, Scope::In(View::Map)),
        None,
        "Aligns the left edges of the selected cards.",
    ),
    row(
        Command::AlignCentre,
        ("Align centre", Menu::Arrange, Scope::In(View::Map)),
        None,
        "Aligns the middles, one above the other of the selected cards.",
    ),
    row(
        Command::AlignRight,
        ("Align right", Menu::Arrange, Scope::In(View::Map)),
        None,
        "Aligns the right edges of the selected cards.",
    ),
    row(
        Command::AlignTop,
        ("Align top", Menu::Arrange, Scope::In(View::Map)),
        None,
        "Aligns the upper edges of the selected cards.",
    ),
    row(
        Command::AlignMiddle,
        ("Align middle", Menu::Arrange, Scope::In(View::Map)),
        None,
        "Aligns the middles, side by side of the selected cards.",
    ),
    row(
        Command::AlignBottom,
        ("Align bottom", Menu::Arrange, Scope::In(View::Map)),
        None,
        "Aligns the lower edges of the selected cards.",
    ),
    row(
        Command::DistributeAcross,
        ("Distribute across", Menu::Arrange, Scope::In(View::Map)),
        None,
        "Makes the gaps between the selected cards even, from left to right.",
    ),
    row(
        Command::DistributeDown,
        ("Distribute down", Menu::Arrange, Scope::In(View::Map)),
        None,
        "Makes the gaps between the selected cards even, from top to bottom.",
    ),
    row(
        Command::ShowShortcuts,
        ("Keyboard shortcuts", Menu::Help, Scope::Everywhere),
        Some(alone(Key::Function(1))),
        "Shows every command with its keys.",
    ),
    row(
        Command::ShowAbout,
        ("About Portolan", Menu::Help, Scope::Everywhere),
        None,
        "Shows the version, and what Portolan is made of.",
    ),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_commands_have_the_same_name_or_keys() {
        let names: BTreeSet<_> = COMMANDS.iter().map(|info| info.name).collect();
        assert_eq!(names.len(), COMMANDS.len());
        let commands: BTreeSet<_> = COMMANDS.iter().map(|info| info.command).collect();
        assert_eq!(commands.len(), COMMANDS.len());
        for (number, info) in COMMANDS.iter().enumerate() {
            for other in COMMANDS.iter().skip(number + 1).filter(|_| info.shortcut.is_some()) {
                let clash = info.shortcut == other.shortcut && info.scope.meets(other.scope);
                assert!(!clash, "{} and {} have the same keys", info.name, other.name);
            }
        }
    }
}
