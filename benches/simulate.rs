//! Many futures of money, beside the same model with numpy in the same run.
//!
//! `cargo bench --no-default-features --bench simulate`; the peer needs python3 with numpy, and is left out where there is none.
#![expect(
    clippy::disallowed_methods,
    clippy::integer_division,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement reads the clock, tells what it found and ends where something is wrong"
)]

mod processor;

use std::fmt::Write as _;

use fastrand::Rng;
use portolan::analysis::finance::chance::{
    Assumptions, Draws, RisksTaken, Sampled, Simulation, simulate,
};
use portolan::analysis::finance::{all_open, portfolio_rate};
use portolan::file::read;
use portolan::jobs::Monitor;
use portolan::model::Portfolio;

use processor::{peer, tell_ratios, took};

const PROJECTS: u32 = 100;
const PERIODS: u32 = 20;
const RUNS: usize = 100_000;
const CAUSES: u32 = 5;
const RISKS: u32 = 20;

fn main() {
    let text = portfolio_text();
    let portfolio = read(text.clone().into_bytes()).unwrap().portfolio;
    let mut found = None;
    let own = took(5, || found = Some(drawn(&portfolio)));
    let found = found.unwrap();
    println!(
        "{PROJECTS} projects, {PERIODS} periods, {RUNS} futures: {:.0} ms by the clock, {:.0} ms of processors",
        own.clock * 1000.0,
        own.processor * 1000.0
    );
    let file = std::env::temp_dir().join(format!("portolan-simulate-{}.ron", std::process::id()));
    std::fs::write(&file, text).unwrap();
    let arguments = [file.display().to_string(), RUNS.to_string()];
    match peer("simulate.py", &arguments) {
        None => println!("python3 with numpy is not there, so there is no ratio."),
        Some((theirs, figures)) => {
            let [bare_clock, bare_processor, ref rest @ ..] = figures[..] else {
                panic!("{figures:?}")
            };
            println!("  numpy, the same answers:");
            tell_ratios(theirs, own, 5.0);
            println!("  numpy, without tornado and worth of knowing, which Portolan's time holds:");
            let bare = processor::Took { clock: bare_clock, processor: bare_processor };
            tell_ratios(bare, own, 5.0);
            agree(&found, rest);
        }
    }
    std::fs::remove_file(&file).unwrap();
}

fn drawn(portfolio: &Portfolio) -> Simulation {
    let rate = portfolio_rate(portfolio).unwrap();
    let assumptions = Assumptions { rate, risks: RisksTaken::AsTheyAre };
    let draws = Draws::new(RUNS, 1).unwrap();
    simulate(portfolio, &all_open(portfolio), assumptions, draws, &Monitor::default()).unwrap()
}

/// Whether the peer has come to the same: means, percentiles, and the strongest rank correlation, within four standard errors of the two.
fn agree(found: &Simulation, theirs: &[f64]) {
    let strongest = found.influences.first().unwrap().rank_correlation;
    let strongest = Sampled { value: strongest.value.abs(), ..strongest };
    let own = [
        ("mean cost", found.cost.mean),
        ("mean benefit", found.benefit.mean),
        ("mean net present value", found.npv.mean),
        ("P10 of the net present value", found.npv.p10),
        ("P90 of the net present value", found.npv.p90),
        ("P80 of the cost", found.cost.p80),
        ("probability of a loss", found.loss),
        ("strongest rank correlation", strongest),
    ];
    assert_eq!(own.len(), theirs.len());
    for ((name, own), theirs) in own.into_iter().zip(theirs) {
        // Both are samples of one size, so the error of the difference is √2 of one.
        let errors = (own.value - theirs).abs() / (own.error * std::f64::consts::SQRT_2);
        println!(
            "  {name}: {:.6e}, numpy {theirs:.6e}, apart by {errors:.1} standard errors",
            own.value
        );
        assert!(errors < 4.0, "{name} is not the same");
    }
}

/// A portfolio in which everything moves: three lines in doubt a project, causes in common, and risks that cost money and time.
fn portfolio_text() -> String {
    let mut rng = Rng::with_seed(20_270_101);
    let mut text = format!(
        "(format: 1, min_reader: 1, title: \"Many futures\", currency: \"EUR\", first_period: \"2027-01\", period: Quarter, horizon: {PERIODS}, \
         discount_rate: 8.0, price_rise: 2.0, projects: ["
    );
    let three = |rng: &mut Rng, most: i64| {
        let likely = rng.i64(most / 4..most);
        let (low, high) = (likely * rng.i64(60..95) / 100, likely * rng.i64(110..200) / 100);
        format!("likely: {likely}, low: {low}, high: {high}")
    };
    for project in 0..PROJECTS {
        let (start, duration) = (rng.u32(0..6), rng.u32(3..8));
        let month = format!("{}-{:02}", 2027 + start / 4, 1 + start % 4 * 3);
        let (build, run, benefit) =
            (three(&mut rng, 40_000_000), three(&mut rng, 3_000_000), three(&mut rng, 30_000_000));
        write!(
            text,
            "(id: \"0000000000{project:02}\", name: \"Project {project}\", duration: {duration}, fixed_start: \"{month}\", \
             costs: [(id: \"0000000001{project:02}\", name: \"Build\", kind: Capex, periods: {duration}, {build}), \
             (id: \"0000000002{project:02}\", name: \"Run\", kind: Run, first: {duration}, {run}, spread: Lognormal)], \
             benefits: [(id: \"0000000003{project:02}\", name: \"Saved\", ramp: 3, {benefit}, spread: Triangular)]),"
        )
        .unwrap();
    }
    text += "], causes: [";
    for cause in 0..CAUSES {
        let members: Vec<String> = (0..PROJECTS)
            .filter(|project| project % CAUSES == cause)
            .map(|project| format!("\"0000000000{project:02}\""))
            .collect();
        let members = members.join(", ");
        write!(
            text,
            "(id: \"0000000004{cause:02}\", name: \"Cause {cause}\", members: [{members}], correlation: 30.0),"
        )
        .unwrap();
    }
    text += "], risks: [";
    for risk in 0..RISKS {
        let (probability, delay) = (rng.u32(5..40), rng.u32(0..3));
        let money = three(&mut rng, 50_000_000)
            .replace("likely", "impact")
            .replace("low", "impact_low")
            .replace("high", "impact_high");
        let threatened = risk * (PROJECTS / RISKS);
        write!(
            text,
            "(id: \"0000000005{risk:02}\", name: \"Risk {risk}\", threatens: [\"0000000000{threatened:02}\"], \
             probability: {probability}.0, delay: {delay}, {money}),"
        )
        .unwrap();
    }
    text + "])"
}
