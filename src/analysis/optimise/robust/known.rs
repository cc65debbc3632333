//! What is taken as known of weights, ratings and costs; the rest may turn out to be anything that is possible.

/// What is known of the weights of outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WeightsKnown {
    /// Nothing: any weights that sum to one.
    Nothing,
    /// Their order, as the agreed weights have it; equals stay in the order of the file.
    Order,
    /// The range that people agree on for each outcome; where nobody has given one, exactly the agreed weight.
    Ranges,
}

/// What is known of how projects serve outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RatingsKnown {
    /// Every rating is right, and what nobody has rated counts nothing.
    Agreed,
    /// Every rating is right; what is linked to an outcome and not rated may be anything from the lowest to the highest level.
    Open,
    /// Every rating may be one level off, to either side; what is linked and not rated may be anything.
    OneStep,
}

/// What is known of costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CostsKnown {
    /// Every line costs what is most likely.
    Likely,
    /// Every project may cost anything from its low to its high, all its lines at the same part of their way.
    Ranges,
}

/// What is taken as known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Known {
    /// Of weights.
    pub weights: WeightsKnown,
    /// Of ratings.
    pub ratings: RatingsKnown,
    /// Of costs.
    pub costs: CostsKnown,
}

impl Known {
    /// Only weights are in doubt.
    pub const fn of_weights(weights: WeightsKnown) -> Self {
        Self { weights, ratings: RatingsKnown::Agreed, costs: CostsKnown::Likely }
    }
}
