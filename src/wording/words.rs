//! What the choices of the model are called.

use crate::model::{
    Approach, CostKind, CostPart, DependencyKind, Direction, Force, GroupRule, OutcomeKind, Pool,
    Priority, Response, Review, Say, Spread, Stage, Timing, WeightsBy,
};

/// How far along a project is.
pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Idea => "Idea",
        Stage::Proposed => "Proposed",
        Stage::Approved => "Approved",
        Stage::Active => "Active",
        Stage::OnHold => "On hold",
        Stage::Done => "Done",
        Stage::Cancelled => "Cancelled",
    }
}

/// How a project is delivered.
pub fn approach(approach: Approach) -> &'static str {
    match approach {
        Approach::Iterative => "Iterative",
        Approach::Staged => "Staged",
        Approach::Hybrid => "Hybrid",
        Approach::Purchase => "Purchase",
    }
}

/// What sort of result an outcome is.
pub fn outcome_kind(kind: OutcomeKind) -> &'static str {
    match kind {
        OutcomeKind::RevenueGrowth => "Revenue growth",
        OutcomeKind::CostReduction => "Cost reduction",
        OutcomeKind::RiskReduction => "Risk reduction",
        OutcomeKind::CustomerRetention => "Customer retention",
        OutcomeKind::Compliance => "Compliance",
        OutcomeKind::Productivity => "Productivity",
        OutcomeKind::Other => "Other",
    }
}

/// Which way is good.
pub fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "More is better",
        Direction::Down => "Less is better",
    }
}

/// How a cost is booked.
pub fn cost_kind(kind: CostKind) -> &'static str {
    match kind {
        CostKind::Capex => "Capex",
        CostKind::Opex => "Opex",
        CostKind::Run => "Run",
    }
}

/// Which part of the cost of ownership a line is.
pub fn cost_part(part: CostPart) -> &'static str {
    match part {
        CostPart::Acquisition => "Acquisition",
        CostPart::Run => "Running",
        CostPart::Support => "Support",
        CostPart::Change => "Changes",
        CostPart::Licences => "Licences",
        CostPart::People => "People",
        CostPart::Exit => "Exit",
    }
}

/// How low, likely and high of an estimate are meant.
pub fn spread(spread: Spread) -> &'static str {
    match spread {
        Spread::Triangular => "Triangle",
        Spread::Pert => "PERT",
        Spread::Lognormal => "Lognormal",
    }
}

/// How much it matters that a project is done.
pub fn priority(priority: Priority) -> &'static str {
    match priority {
        Priority::Must => "Must",
        Priority::Should => "Should",
        Priority::Could => "Could",
        Priority::WontNow => "Not now",
    }
}

/// How the weights of outcomes came about.
pub fn weights_by(way: WeightsBy) -> &'static str {
    match way {
        WeightsBy::Direct => "Given directly",
        WeightsBy::Swing => "By swing",
        WeightsBy::RankOrder => "By order",
        WeightsBy::Pairwise => "Compared two by two",
    }
}

/// Which costs a budget limits.
pub fn pool(pool: &Pool) -> String {
    match pool {
        Pool::All => "All costs".to_owned(),
        Pool::Kind(kind) => format!("{} only", cost_kind(*kind)),
        Pool::Named(name) => format!("Pool “{name}”"),
    }
}

/// What is done about a risk.
pub fn response(response: Response) -> &'static str {
    match response {
        Response::Avoid => "Avoid",
        Response::Reduce => "Reduce",
        Response::Transfer => "Transfer",
        Response::Accept => "Accept",
    }
}

/// What a review came to.
pub fn review(review: Review) -> &'static str {
    match review {
        Review::Passed => "Passed",
        Review::PassedWithConditions => "Passed with conditions",
        Review::Failed => "Failed",
    }
}

/// What part somebody has in the decision.
pub fn say(say: Say) -> &'static str {
    match say {
        Say::Decides => "Decides",
        Say::IsAsked => "Is asked",
        Say::IsTold => "Is told",
    }
}

/// In or out.
pub fn force(force: Force) -> &'static str {
    match force {
        Force::In => "Forced in",
        Force::Out => "Forced out",
    }
}

/// How many of a group.
pub fn group_rule(rule: GroupRule) -> String {
    match rule {
        GroupRule::AtLeast(count) => format!("At least {count}"),
        GroupRule::AtMost(count) => format!("At most {count}"),
        GroupRule::Exactly(count) => format!("Exactly {count}"),
    }
}

/// What stands between the two names of a dependency.
pub fn dependency_phrase(kind: DependencyKind) -> &'static str {
    match kind {
        DependencyKind::Requires { timing: Timing::FinishToStart } => "requires",
        DependencyKind::Requires { timing: Timing::SameTime } => "requires, at any time,",
        DependencyKind::Together => "goes together with",
        DependencyKind::Excludes => "excludes",
        DependencyKind::Enables { .. } => "enables",
    }
}
