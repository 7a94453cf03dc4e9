//! The overall finding from the findings on the points (domain facts 2.5): what was withdrawn or out of scope is left
//! out; all alike is that; any mix with something upheld is partly upheld; the rest is not upheld.

use redress::api::wire::Finding;

/// The overall finding.
pub fn overall(findings: &[Finding]) -> Finding {
    let counted: Vec<Finding> = findings
        .iter()
        .copied()
        .filter(|finding| !matches!(finding, Finding::Withdrawn | Finding::OutOfScope))
        .collect();
    let Some(first) = counted.first() else {
        let any_withdrawn = findings.contains(&Finding::Withdrawn);
        return if any_withdrawn {
            Finding::Withdrawn
        } else {
            Finding::OutOfScope
        };
    };
    if counted.iter().all(|finding| finding == first) {
        return *first;
    }
    let upheld = |finding: &Finding| matches!(finding, Finding::Upheld | Finding::PartlyUpheld);
    if counted.iter().any(upheld) {
        Finding::PartlyUpheld
    } else {
        Finding::NotUpheld
    }
}
