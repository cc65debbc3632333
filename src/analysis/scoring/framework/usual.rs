//! The usual frameworks, each as a formula over named fields, so that it can be copied and edited.

use crate::model::{Direction, Figure, Framework, FrameworkField, Name, PeriodLength, Portfolio};

/// The steps of `SAFe`: a Fibonacci row that ends in round figures.
pub const WSJF_STEPS: [f64; 7] = [1.0, 2.0, 3.0, 5.0, 8.0, 13.0, 20.0];

/// More of anybody than this is more than there are people.
const REACH_MAX: f64 = 1e10;
/// More person-months than this is more than ten thousand people in their whole lives.
const EFFORT_MAX: f64 = 5e6;

/// A framework that everybody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Usual {
    /// The weighted outcome score itself.
    Weighted,
    /// Reach, impact, confidence, effort (Intercom 2016).
    Rice,
    /// Weighted shortest job first (`SAFe`).
    Wsjf,
    /// Impact, confidence, ease (Ellis).
    Ice,
    /// Value for effort.
    ValueEffort,
    /// Cost of delay divided by duration (Reinertsen 2009).
    Cd3,
    /// Benefit for cost.
    BenefitCost,
}

/// A field of a usual framework.
struct Asked {
    name: &'static str,
    unit: &'static str,
    range: [f64; 2],
    steps: &'static [f64],
    note: &'static str,
}

const EFFORT: Asked = Asked {
    name: "Effort",
    unit: "person-months",
    range: [0.0, EFFORT_MAX],
    steps: &[],
    note: "What all people together work on it.",
};

impl Usual {
    /// All usual frameworks in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Weighted,
        Self::Rice,
        Self::Wsjf,
        Self::Ice,
        Self::ValueEffort,
        Self::Cd3,
        Self::BenefitCost,
    ];

    /// The word by which a command calls it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Weighted => "weighted",
            Self::Rice => "rice",
            Self::Wsjf => "wsjf",
            Self::Ice => "ice",
            Self::ValueEffort => "value-effort",
            Self::Cd3 => "cd3",
            Self::BenefitCost => "bcr",
        }
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Weighted => "Weighted outcomes",
            Self::Rice => "RICE",
            Self::Wsjf => "WSJF",
            Self::Ice => "ICE",
            Self::ValueEffort => "Value/effort",
            Self::Cd3 => "CD3",
            Self::BenefitCost => "Benefit/cost",
        }
    }

    fn summary(self) -> &'static str {
        match self {
            Self::Weighted => "How strongly a project serves the outcomes, each with its weight.",
            Self::Rice => {
                "How many it reaches, how much it does for each, how sure that is, for each month of work."
            }
            Self::Wsjf => {
                "What waiting costs, in points beside the other jobs, for the size of the job."
            }
            Self::Ice => "Impact, confidence and ease from 1 to 10, multiplied.",
            Self::ValueEffort => "Value in points for each month of work.",
            Self::Cd3 => "What a period of waiting costs, for each period that the project takes.",
            Self::BenefitCost => {
                "What it brings for what it costs, over the horizon, not discounted."
            }
        }
    }

    fn formula(self) -> &'static str {
        match self {
            Self::Weighted => "score",
            Self::Rice => "[Reach] * [Impact] * [Confidence] / [Effort]",
            Self::Wsjf => "([Business value] + [Time criticality] + [Risk reduction]) / [Job size]",
            Self::Ice => "[Impact (ICE)] * [Confidence (ICE)] * [Ease]",
            Self::ValueEffort => "[Value] / [Effort]",
            Self::Cd3 => "[Cost of delay] / duration",
            Self::BenefitCost => "[total benefit] / [total cost]",
        }
    }

    fn fields(self) -> Vec<Asked> {
        match self {
            Self::Weighted | Self::BenefitCost => vec![],
            Self::Rice => vec![
                Asked {
                    name: "Reach",
                    unit: "customers / period",
                    range: [0.0, REACH_MAX],
                    steps: &[],
                    note: "How many people or events it touches in a period.",
                },
                Asked {
                    name: "Impact",
                    unit: "",
                    range: [0.0, 3.0],
                    steps: &[3.0, 2.0, 1.0, 0.5, 0.25],
                    note: "3 massive, 2 high, 1 medium, 0.5 low, 0.25 minimal.",
                },
                Asked {
                    name: "Confidence",
                    unit: "%",
                    range: [0.0, 100.0],
                    steps: &[100.0, 80.0, 50.0],
                    note: "100 high, 80 medium, 50 low; what is below is a guess.",
                },
                EFFORT,
            ],
            Self::Wsjf => vec![
                points(
                    "Business value",
                    "What it is worth to the business, beside the other jobs.",
                ),
                points("Time criticality", "How much of that is lost by waiting."),
                points("Risk reduction", "What risk it takes away, or what opportunity it opens."),
                points("Job size", "How much work it is, beside the other jobs."),
            ],
            Self::Ice => vec![
                tenth("Impact (ICE)", "How much it does if it works."),
                tenth("Confidence (ICE)", "How sure it is that it works."),
                tenth("Ease", "How little work it is."),
            ],
            Self::ValueEffort => vec![
                Asked {
                    name: "Value",
                    unit: "points",
                    range: [0.0, 1e9],
                    steps: &[],
                    note: "What it is worth.",
                },
                EFFORT,
            ],
            Self::Cd3 => vec![Asked {
                name: "Cost of delay",
                unit: "CURRENCY / PERIOD",
                range: [0.0, 1e15],
                steps: &[],
                note: "What is lost by each period that it comes later.",
            }],
        }
    }

    /// It as a framework of the portfolio, to be scored by or to be copied and edited.
    pub fn framework(self, portfolio: &Portfolio) -> Framework {
        let mut framework = Framework::named(name(self.name()));
        framework.summary = self.summary().parse().unwrap_or_default();
        framework.formula = self.formula().parse().unwrap_or_default();
        framework.better = Direction::Up;
        framework.fields = self.fields().iter().map(|asked| field(asked, portfolio)).collect();
        framework
    }
}

const fn points(name: &'static str, note: &'static str) -> Asked {
    Asked { name, unit: "points", range: [0.0, 1e6], steps: &WSJF_STEPS, note }
}

const fn tenth(name: &'static str, note: &'static str) -> Asked {
    const TENTHS: &[f64] = &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0];
    Asked { name, unit: "", range: [1.0, 10.0], steps: TENTHS, note }
}

fn field(asked: &Asked, portfolio: &Portfolio) -> FrameworkField {
    let mut field = FrameworkField::named(name(asked.name));
    let unit = asked.unit.replace("CURRENCY", portfolio.currency.code());
    field.unit = unit.replace("PERIOD", period_name(portfolio)).parse().unwrap_or_default();
    let [low, high] = asked.range.map(|end| Figure::new(end).ok());
    (field.low, field.high) = (low, high);
    field.steps = asked.steps.iter().filter_map(|step| Figure::new(*step).ok()).collect();
    field.note = asked.note.parse().unwrap_or_default();
    field
}

/// What a period of the portfolio is called, in the singular.
pub(super) fn period_name(portfolio: &Portfolio) -> &'static str {
    match portfolio.calendar.length() {
        PeriodLength::Month => "month",
        PeriodLength::Quarter => "quarter",
    }
}

#[expect(clippy::expect_used, reason = "names that stand in this file; a test reads all of them")]
fn name(text: &str) -> Name {
    text.parse().expect("a short name on one line")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_framework_says_what_it_asks_for() {
        let portfolio = Portfolio::titled("Test".parse().unwrap());
        for usual in Usual::ALL {
            let framework = usual.framework(&portfolio);
            assert!(!framework.formula.is_empty() && !framework.summary.is_empty(), "{usual:?}");
            for field in &framework.fields {
                assert!(field.low < field.high && !field.note.is_empty(), "{field:?}");
                let is_within =
                    |step: &Figure| field.low <= Some(*step) && Some(*step) <= field.high;
                assert!(field.steps.iter().all(is_within), "{field:?}");
            }
        }
        let delay = &Usual::Cd3.framework(&portfolio).fields[0];
        assert_eq!(delay.unit.as_str(), "EUR / quarter");
    }
}
