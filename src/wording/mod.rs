//! How figures and names read: the same in window, report and terminal.

mod difference;
mod field;
mod flaw;
mod label;
mod number;
mod sentence;
mod time;
mod value;
mod words;

pub use difference::{DifferenceLines, difference_line, difference_lines, differences_count};
pub use field::field_name;
pub use flaw::flaw_sentence;
pub use label::{item_label, item_noun, items_count};
pub use number::{
    column, count, decimal, fte, money, money_apart, money_short, percent, plain_money, points,
    read_money, times,
};
pub use sentence::{list_of, nouns, plural, printable, shortened};
pub use time::{ago, day, month, period, period_span, periods};
pub use value::value_words;
pub use words::{
    approach, cost_kind, cost_part, dependency_phrase, direction, force, group_rule, outcome_kind,
    pool, priority, response, review, say, spread, stage, weights_by,
};
