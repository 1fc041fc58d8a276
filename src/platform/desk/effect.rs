/// What came of an act. One that had been done before, or that says what was there already, changes nothing; what
/// a page shows then that is new is all by others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effect {
    Changed,
    None,
}

impl Effect {
    pub fn of(changed: bool) -> Self {
        if changed { Effect::Changed } else { Effect::None }
    }

    /// As an answer to a page's script says it.
    pub fn key(self) -> &'static str {
        match self {
            Effect::Changed => "changed",
            Effect::None => "none",
        }
    }
}
