//! What a picture must look like, without any letters: those need a font.

use egui::epaint::{
    ClippedShape, ColorImage, ImageDelta, RectShape, TessellationOptions, Tessellator, Vertex,
};
use egui::{Context, Pos2, Rect, Shape, Stroke, StrokeKind, TextureOptions, Vec2, pos2, vec2};
use proptest::prelude::*;

use super::*;

const LETTERS: TextureId = TextureId::Managed(0);

fn load(rasteriser: &mut Rasteriser, id: TextureId, image: ColorImage, options: TextureOptions) {
    let mut delta = TexturesDelta::default();
    delta.push(id, ImageDelta::full(image, options));
    rasteriser.apply(&delta);
    delta.clear();
}

/// One that holds a white texel, as egui's texture of letters does.
fn plain() -> Rasteriser {
    let mut rasteriser = Rasteriser::new();
    let mut image = ColorImage::filled([4, 4], Color32::TRANSPARENT);
    image[(0, 0)] = Color32::WHITE;
    load(&mut rasteriser, LETTERS, image, TextureOptions::LINEAR);
    rasteriser
}

fn clipped(mesh: Mesh, clip_rect: Rect) -> ClippedPrimitive {
    ClippedPrimitive { clip_rect, primitive: Primitive::Mesh(mesh) }
}

fn rectangle(rect: Rect, color: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    mesh.add_colored_rect(rect, color);
    mesh
}

fn drawn(rasteriser: &Rasteriser, mesh: Mesh, size: [u32; 2]) -> Picture {
    let primitives = [clipped(mesh, Rect::EVERYTHING)];
    rasteriser.draw(&primitives, size, 1.0, Color32::TRANSPARENT).unwrap()
}

fn pixel(picture: &Picture, x: u32, y: u32) -> Color32 {
    picture.pixels[usize::try_from(y * picture.width + x).unwrap()]
}

fn tessellated(shape: Shape, scale: f32) -> Vec<ClippedPrimitive> {
    let shapes = vec![ClippedShape::new(Rect::EVERYTHING, shape)];
    Tessellator::new(scale, TessellationOptions::default(), [4, 4], Vec::new())
        .tessellate_shapes(shapes)
}

#[test]
fn a_see_through_rectangle_is_the_same_all_over() {
    let light = Color32::from_rgb_additive(40, 80, 120);
    let rect = Rect::from_min_max(pos2(2.5, 1.5), pos2(17.5, 13.5));
    let picture = drawn(&plain(), rectangle(rect, light), [20, 16]);
    assert_eq!(picture.pixels.iter().filter(|pixel| **pixel == light).count(), 15 * 12);
    assert_eq!(
        picture.pixels.iter().filter(|pixel| **pixel == Color32::TRANSPARENT).count(),
        320 - 180
    );
}

#[test]
fn nothing_is_drawn_outside_of_the_clip_rectangle_which_is_rounded() {
    let red = Color32::RED;
    let clip = Rect::from_min_max(pos2(1.3, 2.2), pos2(3.3, 3.8));
    let mesh = rectangle(Rect::from_min_max(pos2(-50.0, -50.0), pos2(50.0, 50.0)), red);
    let picture = plain().draw(&[clipped(mesh, clip)], [10, 10], 2.0, Color32::BLUE).unwrap();
    for (x, y) in (0..10).flat_map(|y| (0..10).map(move |x| (x, y))) {
        let inside = (3..7).contains(&x) && (4..8).contains(&y);
        assert_eq!(pixel(&picture, x, y), if inside { red } else { Color32::BLUE }, "{x} {y}");
    }
}

#[test]
fn an_image_at_its_own_size_comes_out_texel_for_texel() {
    let texels = (0..64_u8).map(|n| Color32::from_rgb(n * 4, 255 - n, n ^ 0x2a)).collect();
    let image = ColorImage::new([8, 8], texels);
    for options in [TextureOptions::LINEAR, TextureOptions::NEAREST, TextureOptions::LINEAR_REPEAT]
    {
        let mut rasteriser = plain();
        load(&mut rasteriser, TextureId::User(7), image.clone(), options);
        let mut mesh = Mesh::with_texture(TextureId::User(7));
        let uv = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
        mesh.add_rect_with_uv(
            Rect::from_min_size(pos2(3.0, 5.0), vec2(8.0, 8.0)),
            uv,
            Color32::WHITE,
        );
        let picture = drawn(&rasteriser, mesh, [16, 16]);
        for (x, y) in (0..8).flat_map(|y| (0..8).map(move |x| (x, y))) {
            let expected = image.pixels[usize::try_from(y * 8 + x).unwrap()];
            assert_eq!(pixel(&picture, x + 3, y + 5), expected, "{options:?} {x} {y}");
        }
    }
}

#[test]
fn colours_are_mixed_between_corners() {
    let mut mesh = Mesh::default();
    for (x, level) in [(0.0, 0), (256.0, 255)] {
        mesh.colored_vertex(pos2(x, 0.0), Color32::from_gray(level));
        mesh.colored_vertex(pos2(x, 8.0), Color32::from_gray(level));
    }
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(1, 2, 3);
    let picture = drawn(&plain(), mesh, [256, 8]);
    for (x, y) in (0..8).flat_map(|y| (0..256).map(move |x| (x, y))) {
        let exact = (f64::from(x) + 0.5) / 256.0 * 255.0;
        assert!((f64::from(pixel(&picture, x, y).r()) - exact).abs() < 0.51, "{x} {y}");
    }
}

#[test]
fn a_freed_texture_lasts_for_the_picture_it_came_with() {
    let mut rasteriser = plain();
    let mesh = rectangle(Rect::from_min_size(Pos2::ZERO, vec2(2.0, 2.0)), Color32::RED);
    let mut delta = TexturesDelta::default();
    delta.free(LETTERS);
    rasteriser.apply(&delta);
    delta.clear();
    assert_eq!(pixel(&drawn(&rasteriser, mesh.clone(), [2, 2]), 0, 0), Color32::RED);
    rasteriser.apply(&TexturesDelta::default());
    assert_eq!(pixel(&drawn(&rasteriser, mesh, [2, 2]), 0, 0), Color32::TRANSPARENT);
}

#[test]
fn a_whole_texture_takes_the_place_of_the_one_before() {
    let mut rasteriser = plain();
    let blue = ColorImage::filled([1, 1], Color32::BLUE);
    load(&mut rasteriser, LETTERS, blue, TextureOptions::LINEAR);
    let mesh = rectangle(Rect::from_min_size(Pos2::ZERO, vec2(2.0, 2.0)), Color32::WHITE);
    assert_eq!(pixel(&drawn(&rasteriser, mesh, [2, 2]), 1, 1), Color32::BLUE);
}

#[test]
fn an_update_of_a_part_is_seen_in_the_next_picture() {
    let mut rasteriser = plain();
    let green = ColorImage::filled([1, 1], Color32::GREEN);
    let mut delta = TexturesDelta::default();
    delta.push(LETTERS, ImageDelta::partial([0, 0], green, TextureOptions::LINEAR));
    rasteriser.apply(&delta);
    delta.clear();
    let mesh = rectangle(Rect::from_min_size(Pos2::ZERO, vec2(2.0, 2.0)), Color32::WHITE);
    assert_eq!(pixel(&drawn(&rasteriser, mesh, [2, 2]), 1, 1), Color32::GREEN);
}

#[test]
fn a_broken_mesh_is_left_out_and_the_rest_is_drawn() {
    let mut mesh = rectangle(Rect::from_min_size(Pos2::ZERO, vec2(2.0, 2.0)), Color32::RED);
    mesh.indices.extend([0, 1, 99]);
    mesh.colored_vertex(pos2(f32::NAN, f32::INFINITY), Color32::BLUE);
    mesh.indices.extend([0, 1, 4]);
    let picture = drawn(&plain(), mesh, [2, 2]);
    assert!(picture.pixels.iter().all(|pixel| *pixel == Color32::RED));
}

#[test]
fn a_rounded_rectangle_looks_the_same_from_all_sides() {
    for (scale, side) in [(1.0, 40), (1.5, 60), (2.0, 80)] {
        let rect = Rect::from_min_size(pos2(4.0, 4.0), vec2(32.0, 32.0));
        let shape = RectShape::new(
            rect,
            9.0,
            Color32::from_rgb(40, 90, 200),
            Stroke::new(1.0, Color32::WHITE),
            StrokeKind::Inside,
        );
        let primitives = tessellated(Shape::Rect(shape), scale);
        let picture = plain().draw(&primitives, [side, side], scale, Color32::BLACK).unwrap();
        let near = |a: Color32, b: Color32| {
            a.to_array().into_iter().zip(b.to_array()).all(|(a, b)| a.abs_diff(b) <= 2)
        };
        for (x, y) in (0..side).flat_map(|y| (0..side).map(move |x| (x, y))) {
            let here = pixel(&picture, x, y);
            let (far_x, far_y) = (side - 1 - x, side - 1 - y);
            assert!(near(here, pixel(&picture, far_x, y)), "left and right, {x} {y} at {scale}");
            assert!(near(here, pixel(&picture, x, far_y)), "top and bottom, {x} {y} at {scale}");
            assert!(near(here, pixel(&picture, y, x)), "across, {x} {y} at {scale}");
        }
        assert_eq!(pixel(&picture, 30, 30), Color32::from_rgb(40, 90, 200));
        assert_eq!(pixel(&picture, 0, 0), Color32::BLACK);
    }
}

fn shot(size_points: Vec2, scale: f32) -> Shot {
    Shot { size_points, scale, frames: Frames::SETTLED }
}

/// An interface of shapes alone; an animation that has to end before the picture is taken.
fn interface(ui: &mut egui::Ui) {
    let on = ui.ctx().cumulative_pass_nr() > 0;
    let share = ui.ctx().animate_bool(egui::Id::unique("slide"), on);
    let rect = Rect::from_min_size(Pos2::ZERO, vec2(10.0 * share, 10.0));
    ui.painter().rect_filled(rect, 0.0, Color32::RED);
}

#[test]
fn an_interface_is_drawn_at_its_scale_after_its_animations() {
    let picture = picture_of(&Context::default(), shot(vec2(20.0, 12.0), 2.0), interface).unwrap();
    assert_eq!((picture.width, picture.height), (40, 24));
    for (x, y) in (0..24).flat_map(|y| (0..40).map(move |x| (x, y))) {
        let expected = if x < 20 && y < 20 { Color32::RED } else { Color32::TRANSPARENT };
        assert_eq!(pixel(&picture, x, y), expected, "{x} {y}");
    }
}

#[test]
fn several_pictures_of_one_context_share_their_textures() {
    let (context, mut rasteriser) = (Context::default(), Rasteriser::new());
    let mut take =
        || rasteriser.picture_of(&context, shot(vec2(20.0, 12.0), 1.0), interface).unwrap();
    assert_eq!(take(), take());
}

#[test]
fn a_size_or_scale_that_gives_no_picture_is_refused() {
    for (size, scale) in [
        (vec2(0.0, 9.0), 1.0),
        (vec2(f32::NAN, 9.0), 1.0),
        (vec2(9.0, 9.0), -1.0),
        (vec2(9.0, 9.0), 1e9),
    ] {
        let result = picture_of(&Context::default(), shot(size, scale), |_| panic!("ran"));
        assert!(result.is_err(), "{size} {scale}");
    }
}

proptest! {
    /// Light is added up: where two triangles overlapped it would be brighter, and a gap dark.
    #[test]
    fn a_mesh_cut_at_random_has_no_seams(cuts in prop::collection::vec((0.0_f32..1.0, 0.0_f32..1.0), 1..12)) {
        let light = Color32::from_rgb_additive(60, 60, 60);
        let mut mesh = Mesh::default();
        for corner in [pos2(0.0, 0.0), pos2(32.0, 0.0), pos2(32.0, 32.0), pos2(0.0, 32.0)] {
            mesh.colored_vertex(corner, light);
        }
        let mut triangles = vec![[0, 1, 2], [0, 2, 3]];
        for (which, (across, down)) in cuts.into_iter().enumerate() {
            let [a, b, c] = triangles.swap_remove(which * 7 % triangles.len());
            let at = |index: u32| mesh.vertices[usize::try_from(index).unwrap()].pos;
            let (across, down) = if across + down > 1.0 { (1.0 - across, 1.0 - down) } else { (across, down) };
            let inside = at(a) + (at(b) - at(a)) * across + (at(c) - at(a)) * down;
            let new = u32::try_from(mesh.vertices.len()).unwrap();
            // Onto the grid of the rasteriser, so that what is inside stays inside.
            let inside = pos2((inside.x * 256.0).round() / 256.0, (inside.y * 256.0).round() / 256.0);
            let turn = |p: Pos2, q: Pos2, r: Pos2| (q - p).x * (r - p).y - (q - p).y * (r - p).x;
            let whole = turn(at(a), at(b), at(c)).signum();
            let parts = [[a, b, new], [b, c, new], [c, a, new]];
            let sound = parts.iter().all(|[p, q, _]| turn(at(*p), at(*q), inside) * whole >= 0.0);
            if sound {
                mesh.colored_vertex(inside, light);
                triangles.extend(parts);
            } else {
                triangles.push([a, b, c]);
            }
        }
        mesh.indices = triangles.into_iter().flatten().collect();
        let picture = drawn(&plain(), mesh, [32, 32]);
        prop_assert!(picture.pixels.iter().all(|pixel| *pixel == light));
    }

    /// Any position, any place in the texture, any wrapping: there is a picture.
    #[test]
    fn no_mesh_is_too_wild_to_draw(
        corners in prop::collection::vec((prop::num::f32::ANY, -90.0_f32..90.0, prop::num::f32::ANY, -9.0_f32..9.0), 3..12),
        swap in any::<bool>(),
    ) {
        let mut rasteriser = plain();
        let image = ColorImage::filled([5, 3], Color32::from_rgb_additive(9, 0, 200));
        load(&mut rasteriser, TextureId::User(1), image, TextureOptions::LINEAR_MIRRORED_REPEAT);
        let mut mesh = Mesh::with_texture(TextureId::User(1));
        for (index, (wild, tame, wild_uv, tame_uv)) in (0_u32..).zip(corners) {
            let (pos, uv) = if swap && index % 3 == 0 {
                (pos2(wild, tame), pos2(wild_uv, tame_uv))
            } else {
                (pos2(tame, wild % 90.0), pos2(tame_uv, wild_uv))
            };
            mesh.vertices.push(Vertex { pos, uv, color: Color32::from_white_alpha(99) });
            mesh.indices.extend([index, index + 1, index + 2]);
        }
        let picture = drawn(&rasteriser, mesh, [64, 64]);
        prop_assert_eq!(picture.pixels.len(), 64 * 64);
    }
}
