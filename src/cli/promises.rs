//! `promises`: what was promised in money and in measures, and what of it is there.

use clap::Args;

use super::arguments::Source;
use super::json::{lines, list, number, object, text};
use super::open::open;
use super::scoring_arguments::AnswerFormat;
use super::table::{Side, aligned};
use super::told::Told;
use crate::analysis::finance::{Came, CameByLine, Realised, Untold, realised};
use crate::analysis::promises::{Lack, Promises, promises};
use crate::model::{BenefitId, MoneySum, Portfolio, ProjectId};
use crate::wording::{decimal, item_label, money, period, printable, shortened};

const NAME_CHARACTERS_MAX: usize = 48;

/// What `promises` is told.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct PromisesArguments {
    /// What is looked at.
    #[command(flatten)]
    pub source: Source,

    /// How the answer is written.
    #[arg(long, value_enum, default_value_t)]
    pub format: AnswerFormat,
}

/// What is told.
struct Telling<'a> {
    portfolio: &'a Portfolio,
    money: Realised,
    measures: Promises,
}

pub(super) fn told(arguments: &PromisesArguments) -> Result<Told, Told> {
    let opened = open(&arguments.source)?;
    let portfolio = &opened.portfolio;
    let telling = Telling { portfolio, money: realised(portfolio), measures: promises(portfolio) };
    let out = match arguments.format {
        AnswerFormat::Table => telling.table(),
        AnswerFormat::Json => telling.json(),
    };
    Ok(Told::fine(out).beside(opened.warnings.iter().map(ToString::to_string)))
}

fn percent(share: Option<f64>) -> String {
    share.map_or_else(
        || "none promised".to_owned(),
        |share| format!("{} %", decimal(share * 100.0, 0)),
    )
}

fn lack_words(lack: Lack) -> &'static str {
    match lack {
        Lack::Baseline => "where it stood is not given",
        Lack::Target => "where it should stand is not given",
        Lack::Change => "it should stand where it stood",
        Lack::Reading => "it was never read",
    }
}

fn untold_words(lack: Untold) -> &'static str {
    match lack {
        Untold::Amounts => "nobody has said what came in",
        Untold::Start => "nobody has said when the project started",
    }
}

impl Telling<'_> {
    fn name(&self, project: ProjectId) -> &str {
        self.portfolio.projects.get(&project).map_or("", |project| project.name.as_str())
    }

    fn line_name(&self, project: ProjectId, benefit: BenefitId) -> &str {
        let record = self.portfolio.projects.get(&project);
        let line = record.and_then(|record| record.benefits.get(&benefit));
        line.map_or("", |line| line.name.as_str())
    }

    fn table(&self) -> String {
        let mut parts = Vec::new();
        if !self.money.lines.is_empty() {
            parts.push(self.money_table());
        }
        let measures = self.measures_table();
        parts.extend(Some(measures).filter(|table| !table.is_empty()));
        let untold = self.missing();
        parts.extend(Some(untold).filter(|words| !words.is_empty()));
        if parts.is_empty() {
            return "Nothing was promised yet: no measure, and no line of benefit that brought anything.\n".to_owned();
        }
        parts.join("\n")
    }

    fn money_table(&self) -> String {
        let row = |name: &str, indent: &str, came: Came, told_to: String| {
            let money = |sum: MoneySum| money(sum.to_money(), self.portfolio.currency);
            vec![
                format!("{indent}{}", printable(&shortened(name, NAME_CHARACTERS_MAX))),
                money(came.promised),
                money(came.realised),
                money(came.shortfall()),
                percent(came.share()),
                told_to,
            ]
        };
        let mut rows = Vec::new();
        for (project, came) in self.money.by_project() {
            rows.push(row(self.name(project), "", came, String::new()));
            for line in self.money.lines.iter().filter(|line| line.project == project) {
                let name = self.line_name(project, line.benefit);
                rows.push(row(name, "  ", line.came, self.told_to(line)));
            }
        }
        rows.push(row("In all", "", self.money.all(), String::new()));
        let heads = [
            ("Benefit", Side::Left),
            ("Promised", Side::Right),
            ("Realised", Side::Right),
            ("Shortfall", Side::Right),
            ("Share", Side::Right),
            ("Told to", Side::Left),
        ];
        aligned(&heads, &rows)
    }

    fn told_to(&self, line: &CameByLine) -> String {
        let calendar = self.portfolio.calendar;
        let last = period(calendar.period_of(line.told_to), calendar);
        match line.untold_count {
            0 => last,
            count => format!("{last}, {count} missing before"),
        }
    }

    fn measures_table(&self) -> String {
        let rows: Vec<Vec<String>> = self
            .measures
            .known
            .iter()
            .map(|promise| {
                let item = crate::model::Item::Measure(promise.outcome, promise.measure);
                let name = printable(&item_label(self.portfolio, item));
                let due = if promise.is_due() { "due" } else { "" };
                let kept = percent(Some(promise.kept()));
                vec![
                    shortened(&name, NAME_CHARACTERS_MAX),
                    kept,
                    promise.read_on.to_string(),
                    due.to_owned(),
                ]
            })
            .collect();
        if rows.is_empty() {
            return String::new();
        }
        let heads = [
            ("Measure", Side::Left),
            ("Kept", Side::Right),
            ("Read on", Side::Left),
            ("Due", Side::Left),
        ];
        aligned(&heads, &rows)
    }

    /// What nothing can be said of, a line each.
    fn missing(&self) -> String {
        let money = self.money.untold.iter().map(|(project, benefit, lack)| {
            let line = printable(self.line_name(*project, *benefit));
            format!("{line}, {}: {}\n", printable(self.name(*project)), untold_words(*lack))
        });
        let measures = self.measures.unknown.iter().map(|(outcome, measure, lack)| {
            let item = crate::model::Item::Measure(*outcome, *measure);
            format!("{}: {}\n", printable(&item_label(self.portfolio, item)), lack_words(*lack))
        });
        let all: String = money.chain(measures).collect();
        if all.is_empty() { all } else { format!("Nothing can be said yet\n{all}") }
    }

    fn json(&self) -> String {
        let projects: Vec<String> = self
            .money
            .by_project()
            .into_iter()
            .map(|(project, came)| {
                let mut fields =
                    vec![("id", text(&project.to_string())), ("name", text(self.name(project)))];
                fields.extend(self.came(came));
                let of_it = self.money.lines.iter().filter(|line| line.project == project);
                fields
                    .push(("lines", list(&of_it.map(|line| self.line(line)).collect::<Vec<_>>())));
                object(&fields)
            })
            .collect();
        let untold = self.money.untold.iter().map(|(project, benefit, lack)| {
            object(&[
                ("project", text(&project.to_string())),
                ("id", text(&benefit.to_string())),
                ("name", text(self.line_name(*project, *benefit))),
                ("lacks", text(if *lack == Untold::Start { "start" } else { "amounts" })),
            ])
        });
        let mut fields = vec![("currency", text(self.portfolio.currency.code()))];
        fields.extend(self.came(self.money.all()));
        fields.push(("projects", lines(&projects)));
        fields.push(("untold", lines(&untold.collect::<Vec<_>>())));
        fields.push(("waiting", self.money.waiting_count.to_string()));
        fields.push(("measures", lines(&self.measures_json())));
        let fields: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}: {value}", text(name))).collect();
        format!("{{{}}}\n", fields.join(",\n"))
    }

    fn came(&self, came: Came) -> [(&'static str, String); 4] {
        let coins = self.portfolio.currency.minor_per_unit();
        let money = |sum: MoneySum| {
            number(sum.to_money().minor_f64() / crate::model::Money::from_minor(coins).minor_f64())
        };
        [
            ("promised", money(came.promised)),
            ("realised", money(came.realised)),
            ("shortfall", money(came.shortfall())),
            ("share", came.share().map_or_else(|| "null".to_owned(), number)),
        ]
    }

    fn line(&self, line: &CameByLine) -> String {
        let mut fields = vec![
            ("id", text(&line.benefit.to_string())),
            ("name", text(self.line_name(line.project, line.benefit))),
        ];
        fields.extend(self.came(line.came));
        fields.push(("told_to", text(&line.told_to.to_string())));
        fields.push(("periods_told", line.told_count.to_string()));
        fields.push(("periods_missing", line.untold_count.to_string()));
        object(&fields)
    }

    fn measures_json(&self) -> Vec<String> {
        let known = self.measures.known.iter().map(|promise| {
            object(&[
                ("outcome", text(&promise.outcome.to_string())),
                ("id", text(&promise.measure.to_string())),
                ("promised", number(promise.promised)),
                ("realised", number(promise.realised)),
                ("kept", number(promise.kept())),
                ("due", promise.is_due().to_string()),
            ])
        });
        let unknown = self.measures.unknown.iter().map(|(outcome, measure, lack)| {
            object(&[
                ("outcome", text(&outcome.to_string())),
                ("id", text(&measure.to_string())),
                ("lacks", text(lack_words(*lack))),
            ])
        });
        known.chain(unknown).collect()
    }
}
