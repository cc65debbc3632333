//! Random numbers that are the same in ten years: xoshiro256++, and normal ones by the ziggurat.
#![expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    reason = "bits become figures here, and a layer of 0 to 255 is always in its table"
)]

/// xoshiro256++ (Blackman and Vigna, *Scrambled Linear Pseudorandom Number Generators*, 2021), its state filled by `SplitMix64` as they advise.
#[derive(Debug, Clone)]
pub struct Random {
    state: [u64; 4],
}

impl Random {
    /// The series of this seed.
    pub fn seeded(seed: u64) -> Self {
        let mut place = seed;
        let state = std::array::from_fn(|_| {
            place = place.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut mixed = place;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            mixed ^ (mixed >> 31)
        });
        Self { state }
    }

    /// The next 64 bits.
    #[inline]
    pub fn bits(&mut self) -> u64 {
        let [a, b, c, d] = self.state;
        let next = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let (c2, d2) = (c ^ a, d ^ b);
        self.state = [a ^ d2, b ^ c2, c2 ^ (b << 17), d2.rotate_left(45)];
        next
    }

    /// A number from 0 up to and without 1, in steps of 2⁻⁵³.
    #[inline]
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
    }

    /// A standard normal number.
    #[inline]
    pub fn normal(&mut self, ziggurat: &Ziggurat) -> f64 {
        loop {
            let bits = self.bits();
            let layer = (bits & 0xFF) as usize;
            // The upper 53 bits as a number from −1 to 1.
            let signed = (bits >> 11) as f64 * (2.0 / 9_007_199_254_740_992.0) - 1.0;
            let x = signed * ziggurat.edges[layer];
            if x.abs() < ziggurat.edges[layer + 1] {
                return x;
            }
            if let Some(x) = self.beside(ziggurat, layer, x) {
                return x;
            }
        }
    }

    /// As many standard normal numbers as there is room for.
    pub fn fill_normal(&mut self, ziggurat: &Ziggurat, normals: &mut [f64]) {
        // A copy stays in registers.
        let mut random = self.clone();
        for z in normals {
            *z = random.normal(ziggurat);
        }
        *self = random;
    }

    /// What falls outside the part of a layer that lies wholly below the curve: one in a hundred.
    #[cold]
    fn beside(&mut self, ziggurat: &Ziggurat, layer: usize, x: f64) -> Option<f64> {
        if layer == 0 {
            return Some(self.tail(x < 0.0));
        }
        let (low, high) = (ziggurat.heights[layer], ziggurat.heights[layer + 1]);
        (low + self.unit() * (high - low) < libm::exp(-0.5 * x * x)).then_some(x)
    }

    /// Beyond the lowest layer (Marsaglia, *Generating a variable from the tail of the normal distribution*, 1964).
    fn tail(&mut self, is_below: bool) -> f64 {
        loop {
            let x = -libm::log(1.0 - self.unit()) / EDGE;
            let y = -libm::log(1.0 - self.unit());
            if y + y > x * x {
                return if is_below { -EDGE - x } else { EDGE + x };
            }
        }
    }
}

/// Where the lowest of the 256 layers ends, and the area of each (Marsaglia and Tsang, *The Ziggurat Method for Generating Random Variables*, 2000).
const EDGE: f64 = 3.654_152_885_361_009;
const AREA: f64 = 0.004_928_673_233_974_658;

/// The normal curve as 256 layers of one area.
#[derive(Debug, Clone)]
pub struct Ziggurat {
    /// Where each layer ends to the right; the lowest is as wide as its area with the tail asks for.
    edges: [f64; 257],
    /// How high the curve exp(−x²/2) is at each edge.
    heights: [f64; 257],
}

impl Ziggurat {
    /// The layers.
    pub fn new() -> Self {
        let height = |x: f64| libm::exp(-0.5 * x * x);
        let mut edges = [0.0; 257];
        edges[0] = AREA / height(EDGE);
        edges[1] = EDGE;
        for layer in 2..256 {
            let below: f64 = edges[layer - 1];
            edges[layer] = libm::sqrt(-2.0 * libm::log(AREA / below + height(below)));
        }
        Self { edges, heights: edges.map(height) }
    }
}

impl Default for Ziggurat {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_series_is_that_of_its_authors() {
        // xoshiro256++ from the state 1, 2, 3, 4, as its reference code gives it.
        let mut random = Random { state: [1, 2, 3, 4] };
        let first: Vec<u64> = (0..5).map(|_| random.bits()).collect();
        assert_eq!(
            first,
            [
                41_943_041,
                58_720_359,
                3_588_806_011_781_223,
                3_591_011_842_654_386,
                9_228_616_714_210_784_205
            ]
        );
    }

    #[test]
    fn normal_numbers_are_normal() {
        let (mut random, ziggurat) = (Random::seeded(1), Ziggurat::new());
        let count = 2_000_000;
        let mut moments = [0.0; 4];
        let mut beyond = [0.0; 3];
        for _ in 0..count {
            let x = random.normal(&ziggurat);
            let mut power = 1.0;
            for moment in &mut moments {
                power *= x;
                *moment += power / f64::from(count);
            }
            for (place, edge) in [1.0, 2.0, EDGE].into_iter().enumerate() {
                beyond[place] += if x > edge { 1.0 / f64::from(count) } else { 0.0 };
            }
        }
        // Four standard errors each.
        for (found, (expected, within)) in
            moments.into_iter().zip([(0.0, 0.003), (1.0, 0.004), (0.0, 0.011), (3.0, 0.028)])
        {
            assert!(f64::abs(found - expected) < within, "{moments:?}");
        }
        for (found, (expected, within)) in beyond.into_iter().zip([
            (0.158_655, 0.001),
            (0.022_750, 0.000_42),
            (0.000_129, 0.000_033),
        ]) {
            assert!(f64::abs(found - expected) < within, "{beyond:?}");
        }
    }
}
