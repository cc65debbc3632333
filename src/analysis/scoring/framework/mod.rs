//! Scores by a formula: the usual frameworks and those that people write themselves.

mod cases;
mod explained;
mod facts;
mod moscow;
mod notice;
mod ranking;
mod ready;
mod rename;
mod side_by_side;
mod usual;
mod way;

pub use explained::{Explained, Gap, GapPart, Shown, explained, gap};
pub use facts::{Facts, Quantity};
pub use moscow::{Effort, MUST_SHARE_MAX, Moscow, MoscowRow, moscow};
pub use notice::{Known, Notice, Why};
pub use ranking::{Ranking, RankingRow, odd_inputs, ranking};
pub use ready::{
    Input, Method, MethodError, NESTED_MAX, Ready, Step, method_called, methods, ready,
    ready_formula,
};
pub use rename::{RenameError, Renaming, rename_field, with_field_renamed};
pub use side_by_side::{Move, SideBySide, kendall_tau_b, side_by_side};
pub use usual::{Usual, WSJF_STEPS};
pub use way::{Way, ranks, way_called};
