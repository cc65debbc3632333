//! Times of one thing done many times, and how they are told.

use std::hint::black_box;
use std::time::Instant;

/// How long each run took, in milliseconds.
pub(crate) struct Times {
    name: &'static str,
    millis: Vec<f64>,
}

impl Times {
    pub(crate) fn of(name: &'static str) -> Self {
        Self { name, millis: Vec::new() }
    }

    /// Keeps a time in milliseconds.
    pub(crate) fn keep(&mut self, millis: f64) {
        self.millis.push(millis);
    }

    /// Half of the runs took no longer than this, in milliseconds.
    pub(crate) fn median(&self) -> f64 {
        self.percentile(50)
    }

    /// This many of a hundred runs took no longer, in milliseconds.
    pub(crate) fn percentile(&self, percent: usize) -> f64 {
        let mut sorted = self.millis.clone();
        sorted.sort_by(f64::total_cmp);
        let place = (sorted.len() * percent).div_euclid(100).min(sorted.len().saturating_sub(1));
        sorted.get(place).copied().unwrap_or(f64::NAN)
    }

    /// One line of the table.
    pub(crate) fn tell(&self) {
        let (median, high) = (self.median(), self.percentile(95));
        println!("{:<44} {median:>10.2} {high:>10.2}   {} runs", self.name, self.millis.len());
    }
}

/// How long it takes once, in milliseconds, and what comes out, to be thrown away after the clock has stopped.
pub(crate) fn timed<Answer>(work: impl FnOnce() -> Answer) -> (f64, Answer) {
    let start = Instant::now();
    let answer = black_box(work());
    (start.elapsed().as_secs_f64() * 1000.0, answer)
}

/// The line above the table.
pub(crate) fn tell_heading() {
    println!("{:<44} {:>10} {:>10}", "", "median ms", "95 % ms");
}

/// A figure beside its goal.
pub(crate) fn tell_goal(what: &str, found: f64, goal: f64, unit: &str) {
    let verdict = if found <= goal { "met" } else { "MISSED" };
    println!("{what}: {found:.2}{unit}, at most {goal}{unit} is the goal: {verdict}");
}
