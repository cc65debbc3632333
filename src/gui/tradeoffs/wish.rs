//! What a person has asked the chart to show.

use super::field::Field;
use crate::analysis::scoring::framework::Quantity;
use crate::gui::charts::Spacing;
use crate::model::{Direction, Portfolio};

/// What the colours of the bubbles say.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Colour {
    /// What sort of project each is.
    Category,
    /// How far each is.
    Stage,
    /// Who wants it.
    Sponsor,
    /// Who leads it.
    Lead,
    /// How it is delivered.
    Approach,
    /// Whether it is in the plan that was agreed.
    Plan,
    /// How much it has of a figure.
    Field(Field),
}

/// What stands along one axis, and which way is good.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Along {
    pub(super) field: Field,
    pub(super) better: Direction,
    /// What equal steps stand for; nothing where nobody has said.
    pub(super) spacing: Option<Spacing>,
}

impl Colour {
    /// All of them that are no figure; the plan only where one was agreed.
    pub(super) fn words(portfolio: &Portfolio) -> Vec<(Self, &'static str)> {
        let all =
            [Self::Category, Self::Stage, Self::Sponsor, Self::Lead, Self::Approach, Self::Plan];
        let has = |colour: &Self| *colour != Self::Plan || !portfolio.plan.is_empty();
        all.into_iter().filter(has).map(|colour| (colour.clone(), colour.word())).collect()
    }

    fn word(&self) -> &'static str {
        match self {
            Self::Category => "Category",
            Self::Stage => "Stage",
            Self::Sponsor => "Sponsor",
            Self::Lead => "Lead",
            Self::Approach => "Approach",
            Self::Plan => "Agreed plan",
            Self::Field(_) => "",
        }
    }

    /// What it is called.
    pub(super) fn name(&self, portfolio: &Portfolio) -> String {
        match self {
            Self::Field(field) => field.name(portfolio),
            other => other.word().to_owned(),
        }
    }
}

/// What is shown, and how.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wish {
    pub(super) x: Along,
    pub(super) y: Along,
    pub(super) size: Option<Field>,
    pub(super) colour: Colour,
    pub(super) has_front: bool,
    pub(super) has_quadrants: bool,
    pub(super) has_names: bool,
}

impl Default for Wish {
    fn default() -> Self {
        let along =
            |quantity, better| Along { field: Field::Quantity(quantity), better, spacing: None };
        Self {
            x: along(Quantity::Cost, Direction::Down),
            y: along(Quantity::Score, Direction::Up),
            size: Some(Field::Quantity(Quantity::People)),
            colour: Colour::Category,
            has_front: true,
            has_quadrants: true,
            has_names: true,
        }
    }
}

impl Wish {
    /// The axes change places.
    pub(super) fn turn(&mut self) {
        std::mem::swap(&mut self.x, &mut self.y);
    }

    /// What the four quarters are called: those at the upper left, upper right, lower left and lower right.
    pub(super) fn quadrants(&self, portfolio: &Portfolio) -> [String; 4] {
        let is_good = |along: &Along, is_high: bool| (along.better == Direction::Up) == is_high;
        let places = [(false, true), (true, true), (false, false), (true, false)];
        places.map(|(is_right, is_upper)| {
            let good = [is_good(&self.x, is_right), is_good(&self.y, is_upper)];
            let [x, y] = good;
            match (is_effort(&self.x), is_effort(&self.y)) {
                (true, false) => effort_word([x, y]).to_owned(),
                (false, true) => effort_word([y, x]).to_owned(),
                _ => plain_word(good, portfolio, [&self.x, &self.y]),
            }
        })
    }
}

/// What is better small is what a project takes.
fn is_effort(along: &Along) -> bool {
    along.better == Direction::Down
}

/// Little is good for what it takes, much for what it brings.
fn effort_word([is_light, is_worth]: [bool; 2]) -> &'static str {
    match [is_light, is_worth] {
        [true, true] => "Quick wins",
        [false, true] => "Big bets",
        [true, false] => "Fill-ins",
        [false, false] => "Think twice",
    }
}

fn plain_word([x, y]: [bool; 2], portfolio: &Portfolio, [across, up]: [&Along; 2]) -> String {
    let name = |along: &Along| along.field.name(portfolio).to_lowercase();
    match [x, y] {
        [true, true] => "Good on both".to_owned(),
        [true, false] => format!("Good on {} only", name(across)),
        [false, true] => format!("Good on {} only", name(up)),
        [false, false] => "Good on neither".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(x: Direction, y: Direction, expected: [&str; 4]) {
        let portfolio = Portfolio::titled("Test".parse().unwrap());
        let mut wish = Wish::default();
        (wish.x.better, wish.y.better) = (x, y);
        assert_eq!(wish.quadrants(&portfolio), expected);
    }

    #[test]
    fn quarters_are_named_by_what_is_good_in_them() {
        use Direction::{Down, Up};
        check(Down, Up, ["Quick wins", "Big bets", "Fill-ins", "Think twice"]);
        check(Up, Down, ["Think twice", "Big bets", "Fill-ins", "Quick wins"]);
        check(
            Up,
            Up,
            ["Good on score only", "Good on both", "Good on neither", "Good on cost only"],
        );
    }
}
