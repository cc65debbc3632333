//! A large portfolio out of a seed: sound, and with something in every field that large portfolios fill.

use std::sync::Arc;

use fastrand::Rng;
use portolan::model::{
    Approach, Benefit, BenefitId, Change, ChangeId, Contribution, Cost, CostId, CostKind, Date,
    Dependency, DependencyId, DependencyKind, Estimate, Fte, Id, Item, Level, Milestone,
    MilestoneId, Money, Name, Outcome, OutcomeId, Percent, Pin, Portfolio, Project, ProjectId,
    Role, RoleId, Stage, Stakeholder, StakeholderId, Text, Timing, Unread, Weight, Window,
};

const OUTCOMES: usize = 24;
const PEOPLE: usize = 120;
const ROLES: usize = 12;
const CHANGES: usize = 40;

const WORDS: [&str; 20] = [
    "Core",
    "payment",
    "ledger",
    "claims",
    "customer",
    "data",
    "identity",
    "branch",
    "mobile",
    "fraud",
    "pricing",
    "archive",
    "network",
    "cloud",
    "billing",
    "supplier",
    "reporting",
    "risk",
    "workflow",
    "access",
];

/// A portfolio of so many projects, each with three contributions, two or three costs, a benefit, a milestone and
/// demands, most with a dependency.
pub(crate) fn portfolio(projects: usize) -> Portfolio {
    let mut maker =
        Maker { rng: Rng::with_seed(20_270_101), portfolio: start(), ids: Ids::default() };
    maker.people();
    maker.outcomes();
    for _ in 0..projects {
        maker.project();
    }
    maker.dependencies();
    maker.portfolio
}

fn start() -> Portfolio {
    let mut portfolio = Portfolio::titled(name("A large portfolio"));
    portfolio.organisation = Some(name("Harbour Bank"));
    portfolio.discount_rate = Some(Percent::new(6.5).unwrap());
    portfolio
}

fn name(text: &str) -> Name {
    text.parse().unwrap()
}

/// What there is already, to refer to it.
#[derive(Default)]
struct Ids {
    people: Vec<StakeholderId>,
    roles: Vec<RoleId>,
    changes: Vec<ChangeId>,
    outcomes: Vec<OutcomeId>,
    projects: Vec<ProjectId>,
}

struct Maker {
    rng: Rng,
    portfolio: Portfolio,
    ids: Ids,
}

impl Maker {
    fn id(&mut self) -> Id {
        Id::from_bits(self.rng.u64(..))
    }

    fn words(&mut self, count: usize) -> String {
        let words: Vec<&str> = (0..count).map(|_| *self.rng.choice(&WORDS).unwrap()).collect();
        words.join(" ")
    }

    fn text(&mut self, words: usize) -> Text {
        format!("{}.", self.words(words)).parse().unwrap()
    }

    fn name(&mut self) -> Name {
        let number = self.rng.u32(100..1000);
        name(&format!("{} {number}", self.words(3)))
    }

    fn person(&mut self) -> Option<StakeholderId> {
        self.rng.choice(&self.ids.people).copied()
    }

    fn money(&mut self) -> Estimate {
        let likely = self.rng.i64(10_000..5_000_000) * 100;
        let doubt = likely.div_euclid(10);
        let figures = [likely - doubt, likely, likely + 2 * doubt].map(Money::from_minor);
        let [low, likely, high] = figures;
        if self.rng.bool() {
            Estimate::exactly(likely)
        } else {
            Estimate::between(low, likely, high).unwrap()
        }
    }

    fn people(&mut self) {
        for _ in 0..PEOPLE {
            let id = StakeholderId(self.id());
            let record = Stakeholder {
                name: self.name(),
                department: Some(name("Operations")),
                say: None,
                weight: Weight::new(1.0).unwrap(),
                unread: Unread::default(),
            };
            self.portfolio.stakeholders.insert(id, Arc::new(record));
            self.ids.people.push(id);
        }
        for _ in 0..ROLES {
            let id = RoleId(self.id());
            let capacity = [("2027-01".parse().unwrap(), Fte::new(400.0).unwrap())];
            let record = Role {
                name: self.name(),
                rate: Some(Money::from_minor(2_500_000)),
                capacity: capacity.into(),
                unread: Unread::default(),
            };
            self.portfolio.roles.insert(id, Arc::new(record));
            self.ids.roles.push(id);
        }
    }

    fn outcomes(&mut self) {
        for _ in 0..OUTCOMES {
            let id = OutcomeId(self.id());
            let weight = Weight::new(self.rng.u32(1..20).into()).unwrap();
            let mut record = Outcome::named(self.name(), weight);
            record.summary = self.text(14);
            record.owner = self.person();
            self.portfolio.outcomes.insert(id, Arc::new(record));
            self.ids.outcomes.push(id);
        }
        for _ in 0..CHANGES {
            let id = ChangeId(self.id());
            let (name, summary, owner) = (self.name(), self.text(10), self.person());
            let record = Change { name, summary, owner, unread: Unread::default() };
            self.portfolio.changes.insert(id, Arc::new(record));
            self.ids.changes.push(id);
        }
    }

    fn project(&mut self) {
        let id = ProjectId(self.id());
        let duration = self.rng.u16(2..9);
        let mut project = Project::named(self.name());
        project.summary = self.text(16);
        project.note = self.text(6);
        project.stage = *self.rng.choice(&Stage::ALL).unwrap();
        project.category = Some(name("Change the bank"));
        project.sponsor = self.person();
        project.lead = self.person();
        project.approach = Some(Approach::Iterative);
        project.tags = [name("regulatory"), name("core")].into();
        project.duration = Some(duration);
        project.window = Window {
            earliest_start: Some("2027-04".parse().unwrap()),
            finish_by: Some("2029-12".parse().unwrap()),
            ..Window::default()
        };
        self.contributions(&mut project);
        self.money_of(&mut project);
        let role = *self.rng.choice(&self.ids.roles).unwrap();
        let demand = (0..duration).map(|_| Fte::from_hundredths(self.rng.u32(0..12) * 25).unwrap());
        project.demands.insert(role, demand.collect());
        let milestone = self.milestone();
        project.milestones.insert(MilestoneId(self.id()), Arc::new(milestone));
        if self.rng.u8(..4) == 0 {
            let pin = Pin::new(self.rng.i32(-4000..4000), self.rng.i32(-4000..4000));
            self.portfolio.pins.insert(Item::Project(id), pin);
        }
        self.portfolio.projects.insert(id, Arc::new(project));
        self.ids.projects.push(id);
    }

    fn contributions(&mut self, project: &mut Project) {
        while project.contributions.len() < 3 {
            let outcome = *self.rng.choice(&self.ids.outcomes).unwrap();
            let contribution = Contribution {
                level: (self.rng.u8(..8) > 0).then(|| Level(self.rng.u8(..5))),
                confidence: Percent::new(f64::from(self.rng.u8(2..=20)) * 5.0).unwrap(),
                rationale: self.text(8),
                rated_by: self.person(),
                through: self.rng.choice(&self.ids.changes).copied(),
                unread: Unread::default(),
            };
            project.contributions.insert(outcome, contribution);
        }
    }

    fn money_of(&mut self, project: &mut Project) {
        let count = self.rng.usize(2..=3);
        while project.costs.len() < count {
            let cost = Cost {
                name: self.name(),
                kind: *self.rng.choice(&CostKind::ALL).unwrap(),
                pool: None,
                first: self.rng.u16(0..3),
                periods: self.rng.bool().then_some(2),
                part: None,
                amount: self.money(),
                spread: None,
                unread: Unread::default(),
            };
            project.costs.insert(CostId(self.id()), cost);
        }
        let benefit = Benefit {
            name: self.name(),
            outcome: project.contributions.keys().next().copied(),
            owner: self.person(),
            delay: 1,
            ramp: self.rng.u16(0..4),
            periods: None,
            amount: self.money(),
            spread: None,
            realised: [].into(),
            note: self.text(5),
            unread: Unread::default(),
        };
        project.benefits.insert(BenefitId(self.id()), benefit);
    }

    fn milestone(&mut self) -> Milestone {
        let day: Date =
            format!("2028-{:02}-{:02}", self.rng.u8(1..=12), self.rng.u8(1..=28)).parse().unwrap();
        Milestone {
            name: self.name(),
            criteria: self.text(7),
            planned: day,
            forecast: self.rng.bool().then_some(day),
            actual: None,
            review: None,
            unread: Unread::default(),
        }
    }

    /// Each from a project to one that was made before it, so that there are no circles.
    fn dependencies(&mut self) {
        let projects = self.ids.projects.clone();
        for (number, &from) in projects.iter().enumerate().skip(1) {
            let Some(&to) = projects.get(self.rng.usize(number.saturating_sub(60)..number)) else {
                continue;
            };
            let kind = match self.rng.u8(..8) {
                0 => DependencyKind::Enables { synergy: None },
                1 => DependencyKind::Requires { timing: Timing::SameTime },
                2 | 3 => continue,
                _ => DependencyKind::Requires { timing: Timing::FinishToStart },
            };
            let mut record = Dependency::between(from, to, kind);
            record.lag = self.rng.i16(0..2);
            record.reason = self.text(5);
            let id = DependencyId(self.id());
            self.portfolio.dependencies.insert(id, Arc::new(record));
        }
    }
}
