//! Where a person has put something on the map.

/// How far from the middle of the map something may be put, in map units.
pub const PIN_REACH: i32 = 10_000_000;

/// The middle of a card on the map, in whole map units; x grows to the right, y downwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pin {
    x: i32,
    y: i32,
}

impl Pin {
    /// The place at `x` and `y`, brought within [`PIN_REACH`] of the middle.
    pub fn new(x: i32, y: i32) -> Self {
        Self { x: x.clamp(-PIN_REACH, PIN_REACH), y: y.clamp(-PIN_REACH, PIN_REACH) }
    }

    /// How far right.
    pub fn x(self) -> i32 {
        self.x
    }

    /// How far down.
    pub fn y(self) -> i32 {
        self.y
    }
}
