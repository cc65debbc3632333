//! Colours and sizes by meaning.

use egui::Color32;

use crate::gui::ThemeChoice;
use crate::model::OutcomeKind;

/// Distances, in points: one step and its multiples.
pub(crate) mod gap {
    /// Between an icon and its word.
    pub(crate) const TINY: f32 = 4.0;
    /// Between things that belong together.
    pub(crate) const SMALL: f32 = 8.0;
    /// Between things.
    pub(crate) const MEDIUM: f32 = 12.0;
    /// Between groups of things.
    pub(crate) const LARGE: f32 = 20.0;
}

/// Sizes of text, in points.
pub(crate) mod text {
    /// Notes and captions.
    pub(crate) const SMALL: f32 = 11.5;
    /// Almost everything.
    pub(crate) const BODY: f32 = 13.5;
    /// Headings.
    pub(crate) const HEADING: f32 = 18.0;
    /// Figures that a room should see.
    pub(crate) const FIGURE: f32 = 26.0;
}

/// How round corners are, in points.
pub(crate) mod radius {
    /// Buttons, fields and cards.
    pub(crate) const CARD: u8 = 6;
    /// Tags.
    pub(crate) const PILL: u8 = 9;
}

/// The colours of one theme, by what they mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Theme {
    /// Which theme it is.
    pub(crate) choice: ThemeChoice,
    /// Whether words are light and what is behind them dark.
    pub(crate) is_dark: bool,
    /// Behind the map.
    pub(crate) ground: Color32,
    /// The dots of the map's grid.
    pub(crate) grid: Color32,
    /// Panels.
    pub(crate) surface: Color32,
    /// Cards on the map, menus, dialogs.
    pub(crate) raised: Color32,
    /// What the pointer is over.
    pub(crate) hovered: Color32,
    /// What is pressed.
    pub(crate) pressed: Color32,
    /// Fields to type in.
    pub(crate) field: Color32,
    /// Lines that part things.
    pub(crate) hairline: Color32,
    /// The edges of cards and fields.
    pub(crate) edge: Color32,
    /// Words.
    pub(crate) text: Color32,
    /// Words that stand back.
    pub(crate) text_muted: Color32,
    /// The one colour that calls.
    pub(crate) accent: Color32,
    /// Words on that colour.
    pub(crate) on_accent: Color32,
    /// Behind what is selected.
    pub(crate) accent_soft: Color32,
    /// Something is wrong.
    pub(crate) danger: Color32,
    /// Something deserves attention.
    pub(crate) warning: Color32,
    /// Something is as it should be.
    pub(crate) good: Color32,
    /// A link that nobody has rated yet.
    pub(crate) unrated: Color32,
    /// The shadow under what floats.
    pub(crate) shadow: Color32,
    /// Over everything behind a question.
    pub(crate) veil: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    let [_, red, green, blue] = hex.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

impl Theme {
    /// Dark on light.
    pub(crate) const LIGHT: Self = Self {
        choice: ThemeChoice::Light,
        is_dark: false,
        ground: rgb(0xF4_F5_F7),
        grid: rgb(0xDD_E1_E6),
        surface: rgb(0xFF_FF_FF),
        raised: rgb(0xFF_FF_FF),
        hovered: rgb(0xEE_F1_F4),
        pressed: rgb(0xE2_E7_EC),
        field: rgb(0xF7_F8_FA),
        hairline: rgb(0xE4_E7_EB),
        edge: rgb(0xCD_D3_DA),
        text: rgb(0x17_20_2A),
        text_muted: rgb(0x5A_66_73),
        accent: rgb(0x0E_6B_77),
        on_accent: rgb(0xFF_FF_FF),
        accent_soft: rgb(0xD8_ED_EE),
        danger: rgb(0xB4_23_18),
        warning: rgb(0x90_55_00),
        good: rgb(0x1B_6E_3C),
        unrated: rgb(0x82_8D_99),
        shadow: Color32::from_black_alpha(26),
        veil: Color32::from_black_alpha(90),
    };

    /// Light on dark.
    pub(crate) const DARK: Self = Self {
        choice: ThemeChoice::Dark,
        is_dark: true,
        ground: rgb(0x0F_14_19),
        grid: rgb(0x23_2B_33),
        surface: rgb(0x16_1C_23),
        raised: rgb(0x1D_25_2E),
        hovered: rgb(0x26_30_3A),
        pressed: rgb(0x30_3B_47),
        field: rgb(0x11_17_1D),
        hairline: rgb(0x2A_34_3E),
        edge: rgb(0x3A_46_52),
        text: rgb(0xE8_ED_F2),
        text_muted: rgb(0x9A_A7_B4),
        accent: rgb(0x4F_C1_C4),
        on_accent: rgb(0x06_20_24),
        accent_soft: rgb(0x1A_3A_3F),
        danger: rgb(0xFF_8A_7A),
        warning: rgb(0xF0_B3_5A),
        good: rgb(0x6F_CF_8F),
        unrated: rgb(0x76_82_8E),
        shadow: Color32::from_black_alpha(110),
        veil: Color32::from_black_alpha(140),
    };

    /// The strongest contrast there is: white and yellow on black, every edge to be seen.
    pub(crate) const HIGH_CONTRAST: Self = Self {
        choice: ThemeChoice::HighContrast,
        is_dark: true,
        ground: rgb(0x00_00_00),
        grid: rgb(0x2A_2A_2A),
        surface: rgb(0x00_00_00),
        raised: rgb(0x00_00_00),
        hovered: rgb(0x24_24_24),
        pressed: rgb(0x2E_2E_2E),
        field: rgb(0x00_00_00),
        hairline: rgb(0x8C_8C_8C),
        edge: rgb(0xE0_E0_E0),
        text: rgb(0xFF_FF_FF),
        text_muted: rgb(0xDD_DD_DD),
        accent: rgb(0xFF_D6_0A),
        on_accent: rgb(0x00_00_00),
        accent_soft: rgb(0x33_2A_00),
        danger: rgb(0xFF_B0_A4),
        warning: rgb(0xFF_C4_66),
        good: rgb(0x7C_F2_9C),
        unrated: rgb(0xC8_C8_C8),
        shadow: Color32::TRANSPARENT,
        veil: Color32::from_black_alpha(200),
    };

    /// The theme of this choice.
    pub(crate) fn of(choice: ThemeChoice) -> Self {
        match choice {
            ThemeChoice::Light => Self::LIGHT,
            ThemeChoice::Dark => Self::DARK,
            ThemeChoice::HighContrast => Self::HIGH_CONTRAST,
        }
    }

    /// Lines that show what a moved card stands in line with.
    pub(crate) fn guide(&self) -> Color32 {
        self.outcome(OutcomeKind::CustomerRetention)
    }

    /// The colour of a sort of outcome: Okabe and Ito's palette, which the colour-blind can tell apart,
    /// darkened or lightened to be seen on the ground.
    pub(crate) fn outcome(&self, kind: OutcomeKind) -> Color32 {
        let (light, dark) = match kind {
            OutcomeKind::RevenueGrowth => (0x00_7F_5F, 0x2F_C7_9A),
            OutcomeKind::CostReduction => (0x2F_7F_B8, 0x56_B4_E9),
            OutcomeKind::RiskReduction => (0xC0_4F_00, 0xF0_83_3A),
            OutcomeKind::CustomerRetention => (0xA8_4F_82, 0xD9_8A_B8),
            OutcomeKind::Compliance => (0x00_4F_8A, 0x7F_9F_F0),
            OutcomeKind::Productivity => (0x9A_73_00, 0xE0_B8_3A),
            OutcomeKind::Other => (0x66_70_7A, 0xA0_AA_B4),
        };
        rgb(if self.is_dark { dark } else { light })
    }

    /// The colour of one of several outcomes of a sort, counted from 0: each is paler than the one before.
    pub(crate) fn outcome_shade(&self, kind: OutcomeKind, number: usize) -> Color32 {
        let part = [0.0, 0.34, 0.58].get(number % 3).copied().unwrap_or(0.0);
        self.outcome(kind).lerp_to_gamma(self.surface, part)
    }

    /// The same colour standing back, where something else is looked at.
    pub(crate) fn faded(&self, ink: Color32) -> Color32 {
        ink.lerp_to_gamma(self.surface, 0.78)
    }

    /// What is forced in or out of a plan.
    pub(crate) fn forced(&self) -> Color32 {
        self.category(3)
    }

    /// How much of something: from hardly any (0) to the most (1). One hue that grows stronger in even steps, so that
    /// the order is seen by everybody, and in every theme.
    pub(crate) fn amount(&self, share: f32) -> Color32 {
        self.raised.lerp_to_gamma(self.accent, 0.12 + 0.88 * share.clamp(0.0, 1.0))
    }

    /// How bad something is: from hardly (0) to the worst (1).
    pub(crate) fn harm(&self, share: f32) -> Color32 {
        self.raised.lerp_to_gamma(self.danger, 0.12 + 0.88 * share.clamp(0.0, 1.0))
    }

    /// One of [`CATEGORIES`] colours for things without an order, after Okabe and Ito, which the colour-blind can tell
    /// apart; the last of them is grey, and stands for the rest where there are more things than colours.
    pub(crate) fn category(&self, number: usize) -> Color32 {
        let colours: [(u32, u32); CATEGORIES] = [
            (0x00_72_B2, 0x5A_A9_E6),
            (0xE0_8E_00, 0xF0_AE_3C),
            (0x00_8A_66, 0x2F_C7_9A),
            (0xC2_66_9A, 0xE0_92_C0),
            (0xC8_52_00, 0xF0_7B_3A),
            (0x3F_A0_D8, 0x9A_D6_F5),
            (0xA8_9A_00, 0xF0_E4_42),
            (0x76_80_8A, 0x9A_A4_AF),
        ];
        let (light, dark) = colours.get(number % CATEGORIES).copied().unwrap_or_default();
        rgb(if self.is_dark { dark } else { light })
    }
}

/// How many colours there are for things without an order.
pub(crate) const CATEGORIES: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    /// How bright a colour is, 0 to 1: relative luminance as the Web Content Accessibility Guidelines 2.2 define it.
    fn luminance(colour: Color32) -> f64 {
        let part = |value: u8| {
            let share = f64::from(value) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { libm::pow((share + 0.055) / 1.055, 2.4) }
        };
        0.2126 * part(colour.r()) + 0.7152 * part(colour.g()) + 0.0722 * part(colour.b())
    }

    /// The contrast of two colours, 1 to 21, by the same guidelines.
    fn contrast(one: Color32, other: Color32) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// All that words stand on.
    fn grounds(theme: &Theme) -> [Color32; 7] {
        let Theme { ground, surface, raised, field, hovered, pressed, accent_soft, .. } = *theme;
        [ground, surface, raised, field, hovered, pressed, accent_soft]
    }

    /// The words that are too faint on what they stand on.
    fn faint(theme: &Theme, least: f64) -> Vec<String> {
        let Theme { text, text_muted, accent, danger, warning, good, .. } = *theme;
        let inks = [text, text_muted, accent, danger, warning, good];
        let pairs = inks.into_iter().flat_map(|ink| grounds(theme).map(|ground| (ink, ground)));
        let pairs = pairs.chain([(theme.on_accent, theme.accent)]);
        let faint = pairs.filter(|(ink, ground)| contrast(*ink, *ground) < least);
        faint
            .map(|(ink, ground)| format!("{ink:?} on {ground:?}: {:.1}", contrast(ink, ground)))
            .collect()
    }

    #[test]
    fn black_and_white_have_the_contrast_of_the_guidelines() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 1e-9);
        // A published pair: #767676 on white is the faintest grey that passes 4.5.
        let grey = contrast(Color32::from_rgb(0x76, 0x76, 0x76), Color32::WHITE);
        assert!((grey - 4.54).abs() < 0.005, "{grey}");
    }

    #[test]
    fn words_can_be_read_on_everything_they_stand_on() {
        for theme in [Theme::LIGHT, Theme::DARK] {
            assert_eq!(faint(&theme, 4.5), Vec::<String>::new(), "{:?}", theme.choice);
        }
    }

    #[test]
    fn in_high_contrast_words_stand_out_by_seven_to_one_and_edges_can_be_seen() {
        let theme = Theme::HIGH_CONTRAST;
        assert_eq!(faint(&theme, 7.0), Vec::<String>::new());
        for edge in [theme.edge, theme.hairline, theme.accent, theme.unrated] {
            for ground in grounds(&theme) {
                assert!(contrast(edge, ground) >= 3.0, "{edge:?} on {ground:?}");
            }
        }
        for kind in OutcomeKind::ALL {
            assert!(contrast(theme.outcome(kind), theme.raised) >= 4.5, "{kind:?}");
        }
        for number in 0..CATEGORIES {
            assert!(contrast(theme.category(number), theme.raised) >= 4.5, "{number}");
        }
    }

    #[test]
    fn what_nobody_has_rated_can_be_seen() {
        for theme in [Theme::LIGHT, Theme::DARK, Theme::HIGH_CONTRAST] {
            let least =
                contrast(theme.unrated, theme.ground).min(contrast(theme.unrated, theme.raised));
            assert!(least >= 3.0, "{:?}: {least:.1}", theme.choice);
        }
    }
}
