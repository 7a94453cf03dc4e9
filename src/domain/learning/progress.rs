//! What became of the actions raised in a period: counts, folded from groups that the store counted.

use std::collections::BTreeMap;

use super::action::{ActionStatus, SourceKind};

/// Actions that are alike in what they are counted by, and how many of them there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Their status.
    pub status: ActionStatus,
    /// What they come from.
    pub source: SourceKind,
    /// The code that they are grouped by: a team or a type.
    pub code: Option<String>,
    /// How many there are.
    pub actions: i64,
    /// How many of them are overdue.
    pub overdue: i64,
    /// How many were carried out after the due date as last agreed.
    pub done_late: i64,
    /// How many are due on another day than they were recorded with.
    pub due_changed: i64,
    /// How many had their impact checked.
    pub impact_checked: i64,
    /// How many of those showed a change at the latest check.
    pub change_seen: i64,
    /// How many were shared.
    pub shared: i64,
}

/// How many actions there are, and where they stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    by_status: BTreeMap<ActionStatus, i64>,
    /// All.
    pub actions: i64,
    /// Those that are overdue.
    pub overdue: i64,
    /// Those that were carried out after the due date as last agreed.
    pub done_late: i64,
    /// Those that are due on another day than they were recorded with.
    pub due_changed: i64,
    /// Those whose impact was checked.
    pub impact_checked: i64,
    /// Those of which the latest check saw a change.
    pub change_seen: i64,
    /// Those whose learning was shared.
    pub shared: i64,
}

impl Counts {
    /// How many have a status.
    pub fn of(&self, status: ActionStatus) -> i64 {
        self.by_status.get(&status).copied().unwrap_or(0)
    }

    fn add(&mut self, group: &Group) {
        *self.by_status.entry(group.status).or_default() += group.actions;
        self.actions += group.actions;
        self.overdue += group.overdue;
        self.done_late += group.done_late;
        self.due_changed += group.due_changed;
        self.impact_checked += group.impact_checked;
        self.change_seen += group.change_seen;
        self.shared += group.shared;
    }
}

/// What became of the actions raised in a period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// All of them.
    pub total: Counts,
    /// By team; those without one under `None`.
    pub by_team: BTreeMap<Option<String>, Counts>,
    /// By type; an action of several types is counted under each.
    pub by_type: BTreeMap<Option<String>, Counts>,
    /// By what they come from.
    pub by_source: BTreeMap<SourceKind, Counts>,
}

impl Progress {
    /// The counts that these groups make: each action is in one group by team, and in one by type for each of its
    /// types.
    pub fn of(by_team: &[Group], by_type: &[Group]) -> Self {
        let mut progress = Self::default();
        for group in by_team {
            progress.total.add(group);
            progress.by_team.entry(group.code.clone()).or_default().add(group);
            progress.by_source.entry(group.source).or_default().add(group);
        }
        for group in by_type {
            progress.by_type.entry(group.code.clone()).or_default().add(group);
        }
        progress
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(status: ActionStatus, code: Option<&str>, actions: i64) -> Group {
        Group {
            status,
            source: SourceKind::Audit,
            code: code.map(str::to_owned),
            actions,
            overdue: 1,
            done_late: 0,
            due_changed: 0,
            impact_checked: 0,
            change_seen: 0,
            shared: 0,
        }
    }

    /// Every sum is of its own kind, and of all groups.
    #[test]
    fn each_sum_is_of_its_own() {
        let one = Group {
            overdue: 2,
            done_late: 3,
            due_changed: 4,
            impact_checked: 5,
            change_seen: 6,
            shared: 7,
            ..group(ActionStatus::Done, None, 1)
        };
        let total = Progress::of(&[one.clone(), one], &[]).total;
        let sums = [
            total.actions,
            total.overdue,
            total.done_late,
            total.due_changed,
            total.impact_checked,
            total.change_seen,
            total.shared,
        ];
        assert_eq!(sums, [2, 4, 6, 8, 10, 12, 14]);
    }

    #[test]
    fn groups_add_up_and_types_do_not_count_twice() {
        let by_team = [
            group(ActionStatus::Open, Some("north"), 3),
            group(ActionStatus::Done, Some("north"), 2),
            group(ActionStatus::Open, None, 1),
        ];
        let by_type = [
            group(ActionStatus::Open, Some("training"), 4),
            group(ActionStatus::Open, Some("apology"), 4),
        ];
        let progress = Progress::of(&by_team, &by_type);
        assert_eq!(progress.total.actions, 6);
        assert_eq!(progress.total.of(ActionStatus::Open), 4);
        assert_eq!(progress.total.of(ActionStatus::Cancelled), 0);
        assert_eq!(progress.total.overdue, 3);
        assert_eq!(progress.by_team[&Some("north".to_owned())].actions, 5);
        assert_eq!(progress.by_team[&None].actions, 1);
        assert_eq!(progress.by_type[&Some("apology".to_owned())].actions, 4);
        assert_eq!(progress.by_source[&SourceKind::Audit], progress.total);
    }
}
