//! The typefaces: Inter with figures of one width, and the icons behind it.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, FontId};

const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/Inter-Regular.ttf");
const MEDIUM: &[u8] = include_bytes!("../../../assets/fonts/Inter-Medium.ttf");
const SEMIBOLD: &[u8] = include_bytes!("../../../assets/fonts/Inter-SemiBold.ttf");
const ICONS: &[u8] = include_bytes!("../../../assets/fonts/Phosphor.ttf");

/// How heavy text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heft {
    /// Running text.
    Regular,
    /// Names and buttons.
    Medium,
    /// Headings and figures.
    SemiBold,
}

/// The font of this heft in this size.
pub(crate) fn font(size: f32, heft: Heft) -> FontId {
    let family = match heft {
        Heft::Regular => FontFamily::Proportional,
        Heft::Medium => FontFamily::Name("medium".into()),
        Heft::SemiBold => FontFamily::Name("semibold".into()),
    };
    FontId::new(size, family)
}

/// All fonts, under the names that [`font`] asks for.
pub(crate) fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let data = [("regular", REGULAR), ("medium", MEDIUM), ("semibold", SEMIBOLD), ("icons", ICONS)];
    for (name, bytes) in data {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let families = [
        (FontFamily::Proportional, "regular"),
        (FontFamily::Monospace, "regular"),
        (FontFamily::Name("medium".into()), "medium"),
        (FontFamily::Name("semibold".into()), "semibold"),
    ];
    for (family, name) in families {
        fonts.families.insert(family, vec![name.to_owned(), "icons".to_owned()]);
    }
    fonts
}
