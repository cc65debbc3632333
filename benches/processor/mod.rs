//! How much of the processors something takes, whatever else the machine does meanwhile.

/// Seconds of all processors that this program has used so far, in hundredths; nothing on systems that do not say so as Linux does.
pub(crate) fn used_seconds() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/self/stat").ok()?;
    // After the name in parentheses come the state and the others; the 12th and 13th are user and system time.
    let (_, fields) = told.rsplit_once(')')?;
    let ticks: Vec<f64> =
        fields.split_whitespace().skip(11).take(2).filter_map(|field| field.parse().ok()).collect();
    (ticks.len() == 2).then(|| ticks.iter().sum::<f64>() / 100.0)
}

/// What several runs of one thing took.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Took {
    /// The seconds of the clock, the quickest run.
    pub(crate) clock: f64,
    /// The seconds of all processors together, the mean of all runs.
    pub(crate) processor: f64,
}

/// Does something so many times.
pub(crate) fn took(runs: u32, mut work: impl FnMut()) -> Took {
    let before = used_seconds().unwrap_or(f64::NAN);
    let mut quickest = f64::INFINITY;
    for _ in 0..runs {
        let start = std::time::Instant::now();
        work();
        quickest = quickest.min(start.elapsed().as_secs_f64());
    }
    let used = used_seconds().unwrap_or(f64::NAN) - before;
    Took { clock: quickest, processor: used / f64::from(runs) }
}

/// The two ratios of a peer to Portolan, each beside its goal of so many times.
pub(crate) fn tell_ratios(peer: Took, own: Took, goal: f64) {
    let (clock, processor) = (peer.clock / own.clock, peer.processor / own.processor);
    let verdict = |ratio: f64| if ratio >= goal { "met" } else { "MISSED" };
    println!(
        "  by the clock {clock:.1} × ({}), by processor time {processor:.1} × ({}); the goal is {goal} ×",
        verdict(clock),
        verdict(processor)
    );
}

/// Runs a Python script that prints figures in one line, clock and processor seconds first; nothing where it cannot run.
pub(crate) fn peer(script: &str, arguments: &[String]) -> Option<(Took, Vec<f64>)> {
    let script = format!("{}/benches/peers/{script}", env!("CARGO_MANIFEST_DIR"));
    let output = std::process::Command::new("python3").arg(script).args(arguments).output().ok()?;
    let told = String::from_utf8(output.stdout).ok()?;
    let figures: Vec<f64> =
        told.split_whitespace().map(|word| word.parse().ok()).collect::<Option<_>>()?;
    match figures.as_slice() {
        [clock, processor, rest @ ..] => {
            Some((Took { clock: *clock, processor: *processor }, rest.to_vec()))
        }
        _ => None,
    }
}
