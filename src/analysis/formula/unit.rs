//! Units: what may be added to what.

use std::collections::BTreeMap;
use std::fmt;

use super::error::FormulaFault;

/// What a figure counts, as a product of things with powers: `EUR / quarter`. Nothing in it is a plain number.
///
/// Units are compared by name, in any case and in the singular; nothing is converted. `k EUR` and `EUR` are two different units.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unit {
    /// By the name in its plainest form: how it is written, and its power, never 0.
    powers: BTreeMap<String, (String, i32)>,
}

impl Unit {
    /// A plain number.
    pub fn plain() -> Self {
        Self::default()
    }

    /// The unit of one thing, as it is called.
    pub fn of(name: &str) -> Self {
        let mut unit = Self::default();
        unit.multiply(name, 1);
        unit
    }

    /// Whether it is a plain number.
    pub fn is_plain(&self) -> bool {
        self.powers.is_empty()
    }

    /// The unit of a product.
    #[must_use]
    pub fn times(mut self, other: &Self) -> Self {
        for (name, power) in other.powers.values() {
            self.multiply(name, *power);
        }
        self
    }

    /// The unit of a quotient.
    #[must_use]
    pub fn over(mut self, other: &Self) -> Self {
        for (name, power) in other.powers.values() {
            self.multiply(name, -power);
        }
        self
    }

    /// The unit of a sum or a comparison; refused where the two are not the same.
    pub(super) fn same_as(self, other: &Self, how: &'static str) -> Result<Self, FormulaFault> {
        let is_same =
            self.powers.len() == other.powers.len()
                && self.powers.iter().zip(&other.powers).all(
                    |((one, (_, power)), (other, (_, beside)))| one == other && power == beside,
                );
        if is_same {
            return Ok(self);
        }
        let told = |unit: &Self| {
            if unit.is_plain() { "A plain number".to_owned() } else { format!("“{unit}”") }
        };
        let right = told(other).replace("A plain", "a plain");
        Err(FormulaFault::Units { left: told(&self), right, how })
    }

    fn multiply(&mut self, name: &str, power: i32) {
        let name = name.trim();
        if name.is_empty() || name == "1" {
            return;
        }
        let plainest = plainest(name);
        let (_, sum) = self.powers.entry(plainest.clone()).or_insert_with(|| (name.to_owned(), 0));
        *sum = sum.saturating_add(power);
        if *sum == 0 {
            self.powers.remove(&plainest);
        }
    }
}

/// Small letters, and no `s` at the end: "Customers" and "customer" are the same.
fn plainest(name: &str) -> String {
    let small = name.to_lowercase();
    match small.strip_suffix('s') {
        Some(singular) if singular.chars().count() > 2 && !singular.ends_with('s') => {
            singular.to_owned()
        }
        _ => small,
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = |is_wanted: fn(i32) -> bool| -> Vec<String> {
            let wanted = self.powers.values().filter(|(_, power)| is_wanted(*power));
            wanted
                .flat_map(|(name, power)| {
                    let count = usize::try_from(power.unsigned_abs()).unwrap_or(1);
                    std::iter::repeat_n(name.clone(), count.min(9))
                })
                .collect()
        };
        let (above, below) = (side(|power| power > 0), side(|power| power < 0));
        let above =
            if above.is_empty() && !below.is_empty() { "1".to_owned() } else { above.join(" · ") };
        formatter.write_str(&above)?;
        below.iter().try_for_each(|name| write!(formatter, " / {name}"))
    }
}

/// The unit that a field is said to have, and what its figures are multiplied with: `EUR / quarter`, `customers per month`, `points`. A percentage
/// (`%`) is a plain number, and its figures count a hundredth.
pub fn read_unit(text: &str) -> (Unit, f64) {
    let (mut unit, mut factor, mut power) = (Unit::plain(), 1.0, 1);
    for part in text.replace(" per ", " / ").split('/') {
        for name in part.split(['·', '*', '×']).map(str::trim) {
            match name {
                "%" | "percent" | "per cent" => factor *= if power > 0 { 0.01 } else { 100.0 },
                name => unit.multiply(name, power),
            }
        }
        power = -1;
    }
    (unit, factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_read_as_people_write_them() {
        let shown = |text| read_unit(text).0.to_string();
        assert_eq!(shown("EUR / quarter"), "EUR / quarter");
        assert_eq!(shown("customers per month"), "customers / month");
        assert_eq!(shown("1 / month"), "1 / month");
        assert_eq!(shown("person-months"), "person-months");
        assert_eq!(shown(""), "");
        assert_eq!(read_unit("%"), (Unit::plain(), 0.01));
        assert_eq!(shown("m * m"), "m · m");
    }

    #[test]
    fn units_multiply_and_cancel() {
        let (rate, _) = read_unit("EUR / quarter");
        let quarters = Unit::of("Quarters");
        assert_eq!(rate.clone().times(&quarters), Unit::of("EUR"));
        assert_eq!(rate.clone().over(&rate), Unit::plain());
        assert_eq!(Unit::plain().over(&quarters).to_string(), "1 / Quarters");
    }

    #[test]
    fn only_the_same_can_be_added() {
        assert!(Unit::of("customers").same_as(&Unit::of("Customer"), "added").is_ok());
        let refused = Unit::of("EUR").same_as(&Unit::of("FTE"), "added").unwrap_err().to_string();
        assert_eq!(refused, "“EUR” and “FTE” cannot be added: they are not the same sort of thing");
        let refused = Unit::plain().same_as(&Unit::of("FTE"), "added").unwrap_err().to_string();
        assert_eq!(
            refused,
            "A plain number and “FTE” cannot be added: they are not the same sort of thing"
        );
        assert!(Unit::of("bus").same_as(&Unit::of("bu"), "added").is_err());
    }
}
