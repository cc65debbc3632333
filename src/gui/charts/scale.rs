//! Figures along a line of the screen, and the round ones among them.

/// Which figure stands where: `low` at `start`, `high` at `end`, in points of the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scale {
    low: f64,
    high: f64,
    start: f32,
    end: f32,
}

impl Scale {
    /// A scale over a span that is not empty; of an upright one the start lies below the end.
    pub(crate) fn new((low, high): (f64, f64), (start, end): (f32, f32)) -> Self {
        let high = if high > low { high } else { low + 1.0 };
        Self { low, high, start, end }
    }

    /// Where a figure stands.
    pub(crate) fn place(&self, value: f64) -> f32 {
        let part = (value - self.low) / (self.high - self.low);
        self.start + (self.end - self.start) * part as f32
    }

    /// Round figures at least `gap` points of the screen apart, and what lies between two of them.
    pub(crate) fn ticks(&self, gap: f32) -> (Vec<f64>, f64) {
        let count = ((self.end - self.start).abs() / gap.max(1.0)).floor().clamp(1.0, 50.0);
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
    fn a_span_is_round_and_holds_every_figure() {
        assert_eq!(round_span([3.0, 97.0], true), (0.0, 120.0));
        assert_eq!(round_span([], true), (0.0, 1.0));
        assert_eq!(round_span([5.0], false), (2.5, 7.5));
        let (low, high) = round_span([-40.0, 10.0, f64::NAN], true);
        assert!(low <= -40.0 && high >= 10.0);
    }
}
