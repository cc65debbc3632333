//! The colours of the chart: what each project's colour is, and what the colours stand for.

use std::collections::BTreeMap;

use egui::Color32;

use super::field::Field;
use super::scene::Scene;
use super::wish::Colour;
use crate::analysis::scoring::framework::Facts;
use crate::gui::charts::{KeyMark, KeyRow};
use crate::gui::theme::{CATEGORIES, Theme};
use crate::model::{Portfolio, Project, ProjectId, Stage, StakeholderId};
use crate::wording;

/// A colour by its meaning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Tone {
    Category(usize),
    Amount(f32),
    Missing,
}

impl Tone {
    pub(super) fn ink(self, theme: &Theme) -> Color32 {
        match self {
            Self::Category(number) => theme.category(number),
            Self::Amount(share) => theme.amount(share),
            Self::Missing => theme.unrated,
        }
    }
}

/// What the colours stand for, in the order of the key; and the colour of each project.
pub(super) type Toned = (Vec<(Tone, String)>, BTreeMap<ProjectId, Tone>);

/// The colours that a person has asked for.
pub(super) fn toned(portfolio: &Portfolio, facts: &Facts, colour: &Colour) -> Toned {
    let person = |id: Option<StakeholderId>| {
        let record = portfolio.stakeholders.get(&id?)?;
        Some(wording::printable(&record.name))
    };
    match colour {
        Colour::Category => named(portfolio, "no category", |_, project| {
            project.category.as_ref().map(|category| wording::printable(category))
        }),
        Colour::Sponsor => named(portfolio, "no sponsor", |_, project| person(project.sponsor)),
        Colour::Lead => named(portfolio, "no lead", |_, project| person(project.lead)),
        Colour::Approach => named(portfolio, "no approach", |_, project| {
            project.approach.map(|approach| wording::approach(approach).to_owned())
        }),
        Colour::Plan => named(portfolio, "", |id, _| {
            let is_in = portfolio.plan.contains_key(&id);
            Some(if is_in { "In the agreed plan" } else { "Not in it" }.to_owned())
        }),
        Colour::Stage => stages(portfolio),
        Colour::Field(field) => amounts(portfolio, facts, field),
    }
}

/// Stages in the order of a project's life.
fn stages(portfolio: &Portfolio) -> Toned {
    let used =
        |stage: &Stage| portfolio.projects.values().any(|p| p.is_open() && p.stage == *stage);
    let stages: Vec<Stage> = Stage::ALL.into_iter().filter(used).collect();
    let tone = |stage: Stage| stages.iter().position(|one| *one == stage).map(Tone::Category);
    let tones = stages.iter().enumerate();
    let tones = tones.map(|(at, stage)| (Tone::Category(at), wording::stage(*stage).to_owned()));
    let of = portfolio.projects.iter().filter_map(|(&id, p)| Some((id, tone(p.stage)?)));
    (tones.collect(), of.collect())
}

fn amounts(portfolio: &Portfolio, facts: &Facts, field: &Field) -> Toned {
    let values = field.values(portfolio, facts);
    let is_open = |id: &ProjectId| portfolio.projects.get(id).is_some_and(|p| p.is_open());
    let ends = || values.iter().filter(|(id, _)| is_open(id)).map(|(_, value)| *value);
    let low = ends().fold(f64::INFINITY, f64::min);
    let high = ends().fold(f64::NEG_INFINITY, f64::max);
    let share = |value: f64| {
        if high > low { ((value - low) / (high - low)) as f32 } else { 0.5 }
    };
    let unit = field.unit(portfolio);
    let mut tones = Vec::new();
    if high > low {
        for part in [0.0, 0.5, 1.0] {
            let value = low + (high - low) * part;
            tones.push((Tone::Amount(share(value)), unit.figure(value)));
        }
    }
    let lacks = portfolio.projects.iter().any(|(id, p)| p.is_open() && !values.contains_key(id));
    if lacks {
        tones.push((Tone::Missing, format!("no {}", field.name(portfolio).to_lowercase())));
    }
    (tones, values.into_iter().map(|(id, value)| (id, Tone::Amount(share(value)))).collect())
}

/// The most frequent names have a colour each; the rest shares the last one.
fn named(
    portfolio: &Portfolio,
    missing: &str,
    name: impl Fn(ProjectId, &Project) -> Option<String>,
) -> Toned {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let open = || portfolio.projects.iter().filter(|(_, project)| project.is_open());
    for name in open().filter_map(|(&id, project)| name(id, project)) {
        *counts.entry(name).or_default() += 1;
    }
    let mut names: Vec<(String, usize)> = counts.into_iter().collect();
    names.sort_by(|(one, count), (other, other_count)| other_count.cmp(count).then(one.cmp(other)));
    let is_cut = names.len() > CATEGORIES;
    let own = if is_cut { CATEGORIES - 1 } else { names.len() };
    let tone = |wanted: &String| {
        let at = names.iter().position(|(name, _)| name == wanted)?;
        Some(Tone::Category(at.min(CATEGORIES - 1)))
    };
    let mut tones: Vec<(Tone, String)> = names
        .iter()
        .take(own)
        .enumerate()
        .map(|(at, (name, _))| (Tone::Category(at), name.clone()))
        .collect();
    if is_cut {
        tones.push((Tone::Category(CATEGORIES - 1), format!("{} others", names.len() - own)));
    }
    if open().any(|(&id, project)| name(id, project).is_none()) {
        tones.push((Tone::Missing, missing.to_owned()));
    }
    let of = open().filter_map(|(&id, project)| Some((id, tone(&name(id, project)?)?)));
    let of = of.collect();
    (tones, of)
}

/// The entries of the key, in the colours of a theme.
pub(super) fn key_rows(scene: &Scene, theme: &Theme) -> Vec<KeyRow> {
    let mut rows: Vec<KeyRow> = scene
        .tones
        .iter()
        .map(|(tone, words)| KeyRow {
            mark: KeyMark::Dot,
            ink: tone.ink(theme),
            words: words.clone(),
        })
        .collect();
    if !scene.front.is_empty() {
        let words = "Front: nothing beats these".to_owned();
        rows.push(KeyRow { mark: KeyMark::Line, ink: theme.accent, words });
    }
    rows
}
