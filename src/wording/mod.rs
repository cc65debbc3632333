//! How figures and names read: the same in window, report and terminal.

mod flaw;
mod label;
mod number;
mod sentence;
mod time;
mod words;

pub use flaw::flaw_sentence;
pub use label::{item_label, item_noun};
pub use number::{
    count, decimal, fte, money, money_short, percent, plain_money, points, read_money,
};
pub use sentence::{list_of, plural, printable, shortened};
pub use time::{day, month, period, period_span, periods};
pub use words::{
    approach, cost_kind, dependency_phrase, direction, force, group_rule, outcome_kind, pool,
    response, review, say, stage,
};
