//! Figures along a line of the screen, and the round ones among them.

/// More steps than this are harder to read, however large the chart is.
const STEPS_MAX: f32 = 12.0;

/// What equal steps along a line stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Spacing {
    /// As much more.
    #[default]
    Even,
    /// As many times as much: from 1 to 10 it is as far as from 10 to 100. Zero and less stand nowhere.
    Tenfold,
}

/// Which figure stands where: `low` at `start`, `high` at `end`, in points of the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scale {
    low: f64,
    high: f64,
    start: f32,
    end: f32,
    spacing: Spacing,
}

impl Scale {
    /// A scale over a span that is not empty; of an upright one the start lies below the end.
    pub(crate) fn new(span: (f64, f64), ends: (f32, f32)) -> Self {
        Self::spaced(span, ends, Spacing::Even)
    }

    /// The same with steps of either sort; one by tens needs a span above zero, and is even where it has none.
    pub(crate) fn spaced(
        (low, high): (f64, f64),
        (start, end): (f32, f32),
        spacing: Spacing,
    ) -> Self {
        let high = if high > low { high } else { low + 1.0 };
        let spacing = if low > 0.0 { spacing } else { Spacing::Even };
        Self { low, high, start, end, spacing }
    }

    /// Where a figure stands.
    pub(crate) fn place(&self, value: f64) -> f32 {
        let part = match self.spacing {
            Spacing::Even => (value - self.low) / (self.high - self.low),
            Spacing::Tenfold => {
                libm::log10(value.max(f64::MIN_POSITIVE) / self.low)
                    / libm::log10(self.high / self.low)
            }
        };
        self.start + (self.end - self.start) * part as f32
    }

    /// Round figures at least `gap` points of the screen apart, and what lies between two of them: nothing where that is never the same.
    pub(crate) fn ticks(&self, gap: f32) -> (Vec<f64>, f64) {
        if self.spacing == Spacing::Tenfold {
            return (self.tenfold_ticks(gap), 0.0);
        }
        let count = ((self.end - self.start).abs() / gap.max(1.0)).floor().clamp(1.0, STEPS_MAX);
        let step = step_for(self.high - self.low, f64::from(count));
        let first = (self.low / step - 1e-9).ceil();
        let ticks = (0..=50_u8)
            .map(|number| (first + f64::from(number)) * step)
            .take_while(|tick| *tick <= self.high + step * 1e-6)
            // Not minus nothing.
            .map(|tick| if tick.abs() < step * 1e-6 { 0.0 } else { tick })
            .collect();
        (ticks, step)
    }

    /// 1, 2 and 5 of every power of ten where there is room, else 1 and 3, else 1, else every second power and so on.
    fn tenfold_ticks(&self, gap: f32) -> Vec<f64> {
        let inside = |figure: &f64| (self.low * 0.999_999..=self.high * 1.000_001).contains(figure);
        let is_apart = |ticks: &[f64]| {
            ticks.windows(2).all(|pair| match pair {
                [one, other] => (self.place(*other) - self.place(*one)).abs() >= gap,
                _ => true,
            })
        };
        let powers: Vec<f64> = powers_of_ten(self.low, self.high);
        for digits in [&[1.0, 2.0, 5.0][..], &[1.0, 3.0], &[1.0]] {
            let all = powers.iter().flat_map(|power| digits.iter().map(move |d| d * power));
            let ticks: Vec<f64> = all.filter(inside).collect();
            if is_apart(&ticks) {
                return ticks;
            }
        }
        let every = |step: usize| powers.iter().copied().filter(inside).step_by(step).collect();
        let found = (2..=powers.len()).map(every).find(|ticks: &Vec<f64>| is_apart(ticks));
        found.unwrap_or_default()
    }
}

/// Every power of ten from the last one below `low` to the first one above `high`.
fn powers_of_ten(low: f64, high: f64) -> Vec<f64> {
    let mut power = 1.0;
    while power > low && power > 1e-12 {
        power /= 10.0;
    }
    while power * 10.0 <= low && power < 1e18 {
        power *= 10.0;
    }
    let mut powers = vec![power];
    while power < high && powers.len() < 40 {
        power *= 10.0;
        powers.push(power);
    }
    powers
}

/// Round ends around figures above zero: 1, 2 or 5 of a power of ten.
pub(crate) fn tenfold_span(values: impl IntoIterator<Item = f64>) -> (f64, f64) {
    let above = values.into_iter().filter(|value| value.is_finite() && *value > 0.0);
    let (low, high) = above.fold((f64::INFINITY, 0.0), |(low, high): (f64, f64), value| {
        (low.min(value), high.max(value))
    });
    if high <= 0.0 {
        return (1.0, 10.0);
    }
    // A twentieth of air, so that nothing stands on the edge.
    let (low, high) = (low * 0.95, high * 1.05);
    let round = powers_of_ten(low, high * 10.0);
    let round = || round.iter().flat_map(|power| [1.0, 2.0, 5.0].map(|digit| digit * power));
    let bottom = round().take_while(|figure| *figure <= low).last().unwrap_or(low);
    let top = round().find(|figure| *figure >= high).unwrap_or(high);
    (bottom, top)
}

/// The least of 1, 2, 2.5, 5 with zeros that cuts `span` into at most `count` steps.
fn step_for(span: f64, count: f64) -> f64 {
    let least = span / count.max(1.0);
    if !(least.is_finite() && least > 0.0) {
        return 1.0;
    }
    let mut size = 1.0;
    while size > least && size > 1e-12 {
        size /= 10.0;
    }
    while size * 10.0 <= least && size < 1e18 {
        size *= 10.0;
    }
    let steps = [1.0, 2.0, 2.5, 5.0, 10.0];
    steps.into_iter().map(|step| step * size).find(|step| *step >= least * 0.999).unwrap_or(size)
}

/// Round ends that hold all the figures, with some air at both; from nothing on where `from_zero` says so.
pub(crate) fn round_span(values: impl IntoIterator<Item = f64>, from_zero: bool) -> (f64, f64) {
    let ends = values.into_iter().filter(|value| value.is_finite()).fold(None, |ends, value| {
        let (low, high) = ends.unwrap_or((value, value));
        Some((value.min(low), value.max(high)))
    });
    let Some((low, high)) = ends else { return (0.0, 1.0) };
    let (low, high) = if from_zero { (low.min(0.0), high.max(0.0)) } else { (low, high) };
    let span = high - low;
    if span <= 0.0 {
        let room = if low == 0.0 { 1.0 } else { low.abs() * 0.5 };
        return (low - room, high + room);
    }
    let step = step_for(span, 8.0);
    let air = span * 0.04;
    let bottom = if from_zero && low >= 0.0 { 0.0 } else { ((low - air) / step).floor() * step };
    let top = if from_zero && high <= 0.0 { 0.0 } else { ((high + air) / step).ceil() * step };
    (bottom, top)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "round figures are met to the last digit")]
mod tests {
    use super::*;

    fn check(span: (f64, f64), points: f32, expected: &[f64]) {
        let (ticks, _) = Scale::new(span, (0.0, points)).ticks(60.0);
        assert_eq!(ticks.len(), expected.len(), "{ticks:?}");
        for (tick, expected) in ticks.iter().zip(expected) {
            assert!((tick - expected).abs() < 1e-9, "{ticks:?}");
        }
    }

    #[test]
    fn ticks_are_round_and_far_enough_apart() {
        check((0.0, 100.0), 300.0, &[0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        check((0.0, 1.0), 250.0, &[0.0, 0.25, 0.5, 0.75, 1.0]);
        check((-3.0, 11.0), 200.0, &[0.0, 5.0, 10.0]);
        check((0.0, 7_000_000.0), 240.0, &[0.0, 2_000_000.0, 4_000_000.0, 6_000_000.0]);
    }

    #[test]
    fn by_tens_every_power_is_as_wide_as_any_other() {
        let scale = Scale::spaced((1.0, 1_000.0), (0.0, 300.0), Spacing::Tenfold);
        for (figure, place) in [(1.0, 0.0), (10.0, 100.0), (100.0, 200.0), (1_000.0, 300.0)] {
            assert!((scale.place(figure) - place).abs() < 1e-3, "{figure}");
        }
        let check = |gap, expected: &[f64]| {
            let (ticks, step) = scale.ticks(gap);
            assert_eq!(step, 0.0);
            assert_eq!(ticks, expected);
        };
        check(29.0, &[1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1_000.0]);
        check(40.0, &[1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1_000.0]);
        check(90.0, &[1.0, 10.0, 100.0, 1_000.0]);
        check(150.0, &[1.0, 100.0]);
    }

    #[test]
    fn a_span_by_tens_has_round_ends_and_leaves_out_what_is_not_above_zero() {
        assert_eq!(tenfold_span([3.0, 970.0, 0.0, -4.0]), (2.0, 2_000.0));
        assert_eq!(tenfold_span([-1.0]), (1.0, 10.0));
        // Nothing above zero to begin from: even steps.
        let even = Scale::spaced((0.0, 10.0), (0.0, 100.0), Spacing::Tenfold);
        assert_eq!(even.place(5.0), 50.0);
    }

    #[test]
    fn a_span_is_round_and_holds_every_figure() {
        assert_eq!(round_span([3.0, 97.0], true), (0.0, 120.0));
        assert_eq!(round_span([], true), (0.0, 1.0));
        assert_eq!(round_span([5.0], false), (2.5, 7.5));
        let (low, high) = round_span([-40.0, 10.0, f64::NAN], true);
        assert!(low <= -40.0 && high >= 10.0);
    }
}
