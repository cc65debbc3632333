//! Names over blocks of projects that stand together: those of a category, or those that serve an outcome most.

use std::collections::{BTreeMap, BTreeSet};

use egui::epaint::{RectShape, TextShape};
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Painter, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::paint::Look;
use super::scene::Scene;
use crate::analysis::gather::followers;
use crate::gui::theme::fonts::{Heft, font};
use crate::gui::theme::text;
use crate::model::{Item, Portfolio};
use crate::wording::printable;

/// A name and the block it stands over, in map units.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Heading {
    pub(super) name: String,
    pub(super) block: Rect,
    /// How many projects stand in it.
    project_count: usize,
}

/// Room between the cards of a block and its edge, in map units.
const ROOM: f32 = 14.0;
/// How high the strip over a block is that its name stands in, in map units.
const STRIP: f32 = 34.0;
/// The cards of a block fill at least this share of it; where they fill less they do not stand together.
const FILLED_MIN: f32 = 0.25;
/// More blocks than this are too many to be told apart by their names.
const BLOCKS_MAX: usize = 64;

/// The headings of a map. They follow from where the cards stand, so they hold however the cards came there; a map
/// on which few cards have a place of their own has none.
pub(super) fn headings(portfolio: &Portfolio, scene: &Scene) -> Vec<Heading> {
    if portfolio.projects.len() < 2 || portfolio.pins.len() * 2 < portfolio.projects.len() {
        return Vec::new();
    }
    let ways = [outcomes(portfolio), categories(portfolio)].map(|groups| blocks(scene, groups));
    let named = |headings: &Vec<Heading>| -> usize {
        headings.iter().map(|heading| heading.project_count).sum()
    };
    let best = ways.into_iter().filter(|headings| headings.len() > 1).max_by_key(named);
    // A few that stand together by chance are no order.
    best.filter(|headings| named(headings) * 2 >= portfolio.projects.len()).unwrap_or_default()
}

fn categories(portfolio: &Portfolio) -> BTreeMap<String, Vec<Item>> {
    let mut groups: BTreeMap<String, Vec<Item>> = BTreeMap::new();
    for (&id, project) in &portfolio.projects {
        let name = project.category.as_deref().map_or("No category".to_owned(), printable);
        groups.entry(name).or_default().push(Item::Project(id));
    }
    groups
}

fn outcomes(portfolio: &Portfolio) -> BTreeMap<String, Vec<Item>> {
    let mut groups: BTreeMap<String, Vec<Item>> = BTreeMap::new();
    for (outcome, projects) in followers(portfolio) {
        let record = outcome.and_then(|id| portfolio.outcomes.get(&id));
        let name = record.map_or("Serves nothing yet".to_owned(), |record| printable(&record.name));
        let group = groups.entry(name).or_default();
        group.extend(projects.into_iter().map(Item::Project));
        if let (Some(id), Some(record)) = (outcome, record) {
            group.push(Item::Outcome(id));
            group.extend(record.measures.keys().map(|&measure| Item::Measure(id, measure)));
        }
    }
    groups
}

/// The groups whose cards stand together, with nothing else between them that could be in a group.
fn blocks(scene: &Scene, groups: BTreeMap<String, Vec<Item>>) -> Vec<Heading> {
    if groups.len() > BLOCKS_MAX {
        return Vec::new();
    }
    let block = |(name, items): (String, Vec<Item>)| {
        let cards: Vec<Rect> =
            items.iter().filter_map(|item| scene.card_of(*item)).map(|card| card.rect).collect();
        let whole = cards.iter().fold(Rect::NOTHING, |whole, card| whole.union(*card));
        let filled: f32 = cards.iter().map(Rect::area).sum();
        let own: BTreeSet<Item> = items.into_iter().collect();
        let is_alone = || {
            let mut others = scene.cards.iter().filter(|card| !own.contains(&card.item));
            !others.any(|card| {
                matches!(card.item, Item::Project(_)) && card.rect.intersects(whole.expand(2.0))
            })
        };
        let is_block = whole.is_finite() && filled > whole.area() * FILLED_MIN && is_alone();
        let is_project = |item: &&Item| matches!(item, Item::Project(_));
        let project_count = own.iter().filter(is_project).count();
        is_block.then_some(Heading { name, block: whole.expand(ROOM), project_count })
    };
    groups.into_iter().filter_map(block).collect()
}

/// The grounds of the blocks, to be laid below everything.
pub(super) fn grounds(scene: &Scene, look: &Look<'_>, shapes: &mut Vec<Shape>) {
    for heading in &scene.headings {
        let rect = frame(heading, look);
        if rect.intersects(look.area) {
            let fill = look.theme.surface.gamma_multiply(0.55);
            let stroke = Stroke::new(1.0, look.theme.hairline);
            let corner = (10.0 * look.camera.zoom).clamp(2.0, 10.0);
            shapes.push(RectShape::new(rect, corner, fill, stroke, StrokeKind::Inside).into());
        }
    }
}

/// The names, to be written over lines and cards.
pub(super) fn names(painter: &Painter, scene: &Scene, look: &Look<'_>, shapes: &mut Vec<Shape>) {
    let zoom = look.camera.zoom;
    let size = (20.0 * zoom).clamp(text::SMALL, text::HEADING);
    for heading in &scene.headings {
        let rect = frame(heading, look);
        if !rect.intersects(look.area) || rect.width() < 30.0 {
            continue;
        }
        let face = TextFormat::simple(font(size, Heft::SemiBold), look.theme.text_muted);
        let mut job = LayoutJob::single_section(heading.name.clone(), face);
        job.wrap = TextWrapping::truncate_at_width(rect.width() - 8.0);
        let galley = painter.layout_job(job);
        let strip = STRIP * zoom;
        let inset = (ROOM * zoom).max(4.0);
        // Where the strip is too low for the name, it stands on the upper edge of the block, on a ground of its own.
        let middle = rect.top() + (strip / 2.0).max(0.0);
        let place = pos2(rect.left() + inset, middle - galley.size().y / 2.0);
        if strip < galley.size().y {
            let ground = Rect::from_min_size(place, galley.size()).expand2(vec2(4.0, 1.0));
            let fill = look.theme.surface.gamma_multiply(0.9);
            shapes.push(Shape::rect_filled(ground, 3.0, fill));
        }
        shapes.push(TextShape::new(place, galley, look.theme.text_muted).into());
    }
}

/// A block with the strip for its name, on the screen.
fn frame(heading: &Heading, look: &Look<'_>) -> Rect {
    let Rect { min, max } = heading.block;
    let whole = Rect::from_min_max(pos2(min.x, min.y - STRIP + ROOM / 2.0), max);
    look.camera.rect_to_screen(look.screen, whole)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::analysis::finance::Costs;
    use crate::analysis::map::Places;
    use crate::model::{Id, Pin, Project, ProjectId};

    /// Projects of two categories, each at its place.
    fn names(places: &[(&str, i32, i32)]) -> Vec<String> {
        let mut portfolio = Portfolio::titled("Test".parse().unwrap());
        for (number, (category, x, y)) in (0..).zip(places) {
            let id = ProjectId(Id::from_bits(number));
            let mut project = Project::named("Project".parse().unwrap());
            project.category = Some(category.parse().unwrap());
            portfolio.projects.insert(id, Arc::new(project));
            portfolio.pins.insert(Item::Project(id), Pin::new(*x, *y));
        }
        let scene = Scene::of(&portfolio, &[], &Costs::default(), &Places::new());
        scene.headings.into_iter().map(|heading| heading.name).collect()
    }

    #[test]
    fn a_block_of_a_category_has_its_name() {
        let apart = [("Run", 0, 0), ("Run", 228, 0), ("Grow", 0, 200), ("Grow", 228, 200)];
        assert_eq!(names(&apart), ["Grow", "Run"]);
    }

    #[test]
    fn where_categories_are_mixed_there_are_no_names() {
        let mixed = [("Run", 0, 0), ("Grow", 228, 0), ("Run", 456, 0), ("Grow", 684, 0)];
        assert!(names(&mixed).is_empty());
        let far = [("Run", 0, 0), ("Run", 2000, 900), ("Grow", 0, 2000), ("Grow", 900, 2900)];
        assert!(names(&far).is_empty());
    }
}
