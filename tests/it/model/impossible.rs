//! What the law or the facts of the domain speak of and no step of the service can reach, each with why. No story may
//! reach any of it: whoever makes one possible strikes it out here and writes it into the model.

/// What no story of a noun reaches.
pub struct Impossible {
    /// A state that nothing moves into.
    pub states: &'static [(&'static str, &'static str)],
    /// From a state to another, by whatever step.
    pub moves: &'static [(&'static str, &'static str, &'static str)],
    /// A step, or `*` for any, and a reason that it is not refused for.
    pub refusals: &'static [(&'static str, &'static str, &'static str)],
}

/// Of representations.
pub static REPRESENTATIONS: Impossible = Impossible {
    states: &[],
    moves: &[],
    refusals: &[],
};

/// Of the Ombudsman's cases.
pub static CASES: Impossible = Impossible {
    states: &[],
    moves: &[],
    refusals: &[],
};
