//! `portolan check` on the federal sample, beside a bare program that reads the same data with `serde_json`.
//!
//! `cargo bench --no-default-features --bench check_process`
//!
//! The bare program is this one with `--bare FILE`. Processor time is what `time` of bash says, user and system
//! together, so this runs where there is a bash.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement writes its own input, tells what it found and ends where something is wrong"
)]

mod peers;
mod timing;

use std::hint::black_box;
use std::path::Path;
use std::process::Command;

use timing::{Times, tell_goal, tell_heading, timed};

const SAMPLE: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/sample-portfolios/us-federal-it-2017.ron");
const ROUNDS: usize = 15;
/// So many processes are measured together, because the clock of bash goes in milliseconds.
const TOGETHER: u8 = 10;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, bare, file] = arguments.as_slice()
        && bare == "--bare"
    {
        return read_bare(Path::new(file));
    }
    let text = std::fs::read_to_string(SAMPLE).unwrap();
    let json = peers::Portfolio::of_file(&text).to_json();
    let json_path =
        std::env::temp_dir().join(format!("portolan-check-{}.json", std::process::id()));
    std::fs::write(&json_path, &json).unwrap();
    println!("{} bytes as a portfolio file, {} as JSON", text.len(), json.len());
    compare(&json_path);
    std::fs::remove_file(&json_path).unwrap();
}

fn read_bare(file: &Path) {
    let bytes = std::fs::read(file).unwrap();
    black_box(peers::Portfolio::of_json(&bytes));
}

fn compare(json: &Path) {
    let own = std::env::current_exe().unwrap();
    let check = [env!("CARGO_BIN_EXE_portolan"), "check", SAMPLE];
    let bare = [own.to_str().unwrap(), "--bare", json.to_str().unwrap()];
    let mut wall =
        [Times::of("portolan check, on the clock"), Times::of("serde_json alone, on the clock")];
    let mut busy = [
        Times::of("portolan check, processor time"),
        Times::of("serde_json alone, processor time"),
    ];
    for _ in 0..ROUNDS {
        for ((command, wall), busy) in [check, bare].iter().zip(&mut wall).zip(&mut busy) {
            let (on_the_clock, processor) = measured(command);
            wall.keep(on_the_clock);
            busy.keep(processor);
        }
    }
    tell_heading();
    wall.iter().chain(&busy).for_each(Times::tell);
    let [check, bare] = busy;
    tell_goal(
        "portolan check against serde_json, processor time",
        check.median() / bare.median(),
        3.0,
        " ×",
    );
}

/// Milliseconds on the clock and of processor time for one process.
fn measured(command: &[&str; 3]) -> (f64, f64) {
    let script = format!(
        r#"TIMEFORMAT="%U %S"; time for run in {{1..{TOGETHER}}}; do "$0" "$1" "$2" >/dev/null || (( $? == 1 )) || exit 9; done"#
    );
    let mut bash = Command::new("bash");
    bash.env("LC_ALL", "C").arg("-c").arg(script).args(command);
    let (millis, output) = timed(|| bash.output().unwrap());
    assert!(output.status.success(), "{output:?}");
    let times = String::from_utf8(output.stderr).unwrap();
    let seconds: f64 = times.split_whitespace().map(|time| time.parse::<f64>().unwrap()).sum();
    let together = f64::from(TOGETHER);
    (millis / together, seconds * 1000.0 / together)
}
