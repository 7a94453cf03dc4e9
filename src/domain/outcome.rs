//! Findings, and how those on concerns make the overall one.

use super::word::Word;

/// What was found on one concern, or overall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Finding {
    /// Upheld ("well-founded" in SI 2009/309).
    Upheld,
    /// Upheld in part.
    PartlyUpheld,
    /// Not upheld.
    NotUpheld,
    /// The evidence did not allow a finding.
    Inconclusive,
    /// The concern was withdrawn.
    Withdrawn,
    /// The concern is outside the procedure.
    OutOfScope,
}

impl Word for Finding {
    const ALL: &'static [Self] = &[
        Self::Upheld,
        Self::PartlyUpheld,
        Self::NotUpheld,
        Self::Inconclusive,
        Self::Withdrawn,
        Self::OutOfScope,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Upheld => "upheld",
            Self::PartlyUpheld => "partly_upheld",
            Self::NotUpheld => "not_upheld",
            Self::Inconclusive => "inconclusive",
            Self::Withdrawn => "withdrawn",
            Self::OutOfScope => "out_of_scope",
        }
    }
}

/// The overall finding of a stage. Concerns withdrawn or out of scope are left out; when nothing remains the
/// whole is withdrawn (or out of scope where every concern was); otherwise all alike gives that finding, any mix
/// with something upheld is partly upheld, and not upheld with inconclusive is not upheld.
///
/// `findings` must not be empty: `None` if it is.
pub fn overall(findings: impl IntoIterator<Item = Finding>) -> Option<Finding> {
    let (mut upheld, mut partly, mut not, mut inconclusive) = (false, false, false, false);
    let (mut withdrawn, mut out_of_scope) = (false, false);
    for finding in findings {
        match finding {
            Finding::Upheld => upheld = true,
            Finding::PartlyUpheld => partly = true,
            Finding::NotUpheld => not = true,
            Finding::Inconclusive => inconclusive = true,
            Finding::Withdrawn => withdrawn = true,
            Finding::OutOfScope => out_of_scope = true,
        }
    }
    let finding = match (upheld, partly, not, inconclusive) {
        (true, false, false, false) => Finding::Upheld,
        (true, _, _, _) | (_, true, _, _) => Finding::PartlyUpheld,
        (false, false, true, _) => Finding::NotUpheld,
        (false, false, false, true) => Finding::Inconclusive,
        (false, false, false, false) if withdrawn => Finding::Withdrawn,
        (false, false, false, false) if out_of_scope => Finding::OutOfScope,
        (false, false, false, false) => return None,
    };
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::{Finding::*, *};

    #[test]
    fn the_overall_finding_follows_the_stated_rule() {
        let cases: [(&[Finding], Option<Finding>); 11] = [
            (&[], None),
            (&[Upheld, Upheld], Some(Upheld)),
            (&[NotUpheld, NotUpheld], Some(NotUpheld)),
            (&[Inconclusive, Inconclusive], Some(Inconclusive)),
            (&[Upheld, NotUpheld], Some(PartlyUpheld)),
            (&[PartlyUpheld, NotUpheld, NotUpheld], Some(PartlyUpheld)),
            (&[Upheld, Inconclusive], Some(PartlyUpheld)),
            (&[NotUpheld, Inconclusive], Some(NotUpheld)),
            (&[Withdrawn, Upheld], Some(Upheld)),
            (&[Withdrawn, OutOfScope], Some(Withdrawn)),
            (&[OutOfScope, OutOfScope], Some(OutOfScope)),
        ];
        for (findings, expected) in cases {
            assert_eq!(overall(findings.iter().copied()), expected, "{findings:?}");
        }
    }
}
