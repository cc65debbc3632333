//! Where the weights come from: stated, by swings, by an order, or two at a time.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use portolan::analysis::scoring::Weighing;
use portolan::model::WeightsBy;

use crate::stage::Stage;

fn sheet(story: &str) -> Stage {
    let mut stage = Stage::first_steps(story);
    stage.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
    assert!(stage.shows("Where the weights come from"));
    stage
}

fn shares(stage: &Stage) -> Vec<f64> {
    let portfolio = stage.portfolio();
    let weighing = Weighing::of(&portfolio);
    let mut shares: Vec<f64> = weighing.iter().map(|(id, _)| weighing.share(id)).collect();
    shares.sort_by(|one, other| other.total_cmp(one));
    shares
}

#[test]
fn an_order_alone_makes_weights_and_is_one_step() {
    let mut stage = sheet("order");
    let before = stage.portfolio();
    stage.reach(Role::RadioButton, "Order");
    stage.press("Use these weights");
    let count = shares(&stage).len();
    let first = portolan::analysis::scoring::elicit::centroid(count)[0];
    assert!((shares(&stage)[0] - first).abs() < 1e-3);
    assert_eq!(stage.portfolio().weights_by, WeightsBy::RankOrder);
    stage.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(stage.portfolio(), before);
}

#[test]
fn moving_one_up_in_the_order_gives_it_more() {
    let mut stage = sheet("order-moved");
    stage.reach(Role::RadioButton, "Order");
    let places = |stage: &Stage| -> Vec<String> {
        let mut all = stage.all(Role::ListItem);
        all.retain(|name| name.contains(", place "));
        all
    };
    let second = places(&stage).into_iter().find(|name| name.ends_with(", place 2")).unwrap();
    let name = second.trim_end_matches(", place 2").to_owned();
    stage.press(&format!("Move {name} up"));
    assert!(places(&stage).contains(&format!("{name}, place 1")));
    stage.press("Use these weights");
    let portfolio = stage.portfolio();
    let weighing = Weighing::of(&portfolio);
    let (top, _) = weighing.iter().max_by(|one, other| one.1.total_cmp(&other.1)).unwrap();
    assert_eq!(portfolio.outcomes[&top].name.as_str(), name);
}

#[test]
fn two_at_a_time_asks_until_everything_hangs_together() {
    let mut stage = sheet("pairs");
    stage.reach(Role::RadioButton, "Two at a time");
    assert!(stage.shows("Which matters more?"));
    assert!(stage.shows("Some outcomes hang together with the others by no comparison yet"));
    let count = stage.portfolio().leaves().count();
    for _ in 1..count {
        stage.key(Modifiers::NONE, Key::ArrowLeft);
        stage.key(Modifiers::NONE, Key::Num3);
    }
    assert_eq!(stage.portfolio().judgments.len(), count - 1);
    assert!(stage.shows("Everything hangs together: you can stop here."));
    assert!(stage.shows("Consistency ratio 0.00"));
    stage.press("Use these weights");
    assert_eq!(stage.portfolio().weights_by, WeightsBy::Pairwise);
    assert!((shares(&stage).iter().sum::<f64>() - 1.0).abs() < 1e-9);
    assert!(shares(&stage)[0] > 2.9 * shares(&stage)[1]);
}

#[test]
fn answers_that_contradict_each_other_are_named_with_what_would_mend_them() {
    let mut stage = sheet("contradiction");
    stage.reach(Role::RadioButton, "Two at a time");
    let pairs = {
        let count = stage.portfolio().leaves().count();
        (1..count).sum::<usize>()
    };
    // Whoever is asked about next matters far less than the first, and far more than it in the next answer.
    for number in 0..pairs {
        stage.key(Modifiers::NONE, if number % 2 == 0 { Key::ArrowLeft } else { Key::ArrowRight });
        stage.key(Modifiers::NONE, Key::Num9);
    }
    assert!(stage.shows("Every pair has been compared"));
    assert!(stage.shows("above 0.10: look at them again"));
    assert!(stage.shows("These three contradict each other most"));
    stage.press("Ask this pair again");
    assert!(stage.shows("Which matters more?"));
    let answers = stage.portfolio().judgments.len();
    stage.press("They matter the same");
    assert_eq!(
        stage.portfolio().judgments.len(),
        answers,
        "an answer that is given again replaces the first"
    );
}

#[test]
fn weights_that_do_not_sum_to_a_hundred_say_so() {
    let mut stage = sheet("direct");
    stage.reach(Role::RadioButton, "Direct");
    let portfolio = stage.portfolio();
    let (_, outcome) = portfolio.leaves().next().unwrap();
    stage.write(&format!("Figure of {}", outcome.name), "90");
    stage.key(Modifiers::NONE, Key::Enter);
    assert!(stage.shows("They sum to"));
    stage.key(Modifiers::NONE, Key::Escape);
    assert_eq!(stage.portfolio(), portfolio, "closing changes nothing");
}
