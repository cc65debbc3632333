//! Opening and saving 10,000 projects, beside `serde_json` on the same data in the same run.
//!
//! `cargo bench --no-default-features --bench files`
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement reads the clock, tells what it found and ends where something is wrong"
)]

mod made;
mod peers;
mod timing;

use portolan::file::{read, write, write_checked};
use portolan::model::flaws;

use timing::{Times, tell_goal, tell_heading, timed};

const PROJECTS: usize = 10_000;
const ROUNDS: usize = 15;

fn main() {
    let portfolio = made::portfolio(PROJECTS);
    assert_eq!(flaws(&portfolio), []);
    let text = write_checked(&portfolio, "").unwrap();
    let plain = peers::Portfolio::of_file(&text);
    let json = plain.to_json();
    println!(
        "{PROJECTS} projects: {} bytes as a portfolio file, {} as JSON",
        text.len(),
        json.len()
    );

    let mut opening = Times::of("open (file::read)");
    let mut full = Times::of("open a file with a comment in it");
    let mut writing = Times::of("write (file::write)");
    let mut saving = Times::of("write and read back (file::write_checked)");
    let mut json_reading = Times::of("serde_json from_slice");
    let mut json_writing = Times::of("serde_json to_string_pretty");
    for _ in 0..ROUNDS {
        let bytes = text.clone().into_bytes();
        opening.keep(timed(|| read(bytes).unwrap()).0);
        let bytes = text.replacen('(', "( /* by hand */", 1).into_bytes();
        full.keep(timed(|| read(bytes).unwrap()).0);
        json_reading.keep(timed(|| peers::Portfolio::of_json(json.as_bytes())).0);
        writing.keep(timed(|| write(&portfolio, "").unwrap()).0);
        json_writing.keep(timed(|| plain.to_json()).0);
        saving.keep(timed(|| write_checked(&portfolio, "").unwrap()).0);
    }

    tell_heading();
    for times in [&opening, &full, &writing, &saving, &json_reading, &json_writing] {
        times.tell();
    }
    let peer = json_reading.median() + json_writing.median();
    println!(
        "open: {:.2} ×, write: {:.2} ×",
        opening.median() / json_reading.median(),
        writing.median() / json_writing.median()
    );
    tell_goal(
        "Open and write, against serde_json",
        (opening.median() + writing.median()) / peer,
        5.0,
        " ×",
    );
    tell_goal(
        "Open and save with the check, against serde_json",
        (opening.median() + saving.median()) / peer,
        5.0,
        " ×",
    );
}
