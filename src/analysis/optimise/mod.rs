//! Which projects to fund, and when: the best plan, why it is the best, and what it would take for another.

pub mod program;
