//! An authority's lists, policies and calendar: its state, folded from the events of its reference stream.

mod availability;
mod built_in;
mod code_list;
mod decide;
mod given;
mod peer_group;
mod suppose;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub use self::{
    availability::{Absence, Availability},
    code_list::{CodeList, CodeProblem},
    decide::{Command, Event, PolicyDraft, decide},
    given::{Confidence, GivenFigure, PublishedFigures},
    peer_group::PeerGroup,
};
use super::{
    bank_holidays,
    calendar::{Calendar, Holiday},
    clock::Stop,
    disclosure,
    ids::{CodeId, Position},
    lists::List,
    policy::{Governs, Policy},
    procedure::built_in_policies,
    recorded::Recorded,
    refusal::Refusal,
    representation::{Concern, EQUALITY_LISTS, Equality, Kind, Registration},
    retention::{RetentionClass, RetentionRule, built_in_rules},
    word::Word,
};

/// A council's type, in the Ombudsman's grouping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthorityType {
    /// A county council.
    County,
    /// A district or borough council.
    District,
    /// A metropolitan borough or city council.
    Metropolitan,
    /// A unitary council.
    Unitary,
    /// A London borough.
    LondonBorough,
}

impl Word for AuthorityType {
    const ALL: &'static [Self] = &[
        Self::County,
        Self::District,
        Self::Metropolitan,
        Self::Unitary,
        Self::LondonBorough,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::County => "county",
            Self::District => "district",
            Self::Metropolitan => "metropolitan",
            Self::Unitary => "unitary",
            Self::LondonBorough => "london_borough",
        }
    }
}

/// A council whose register this is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    /// Its name.
    pub display_name: String,
    /// Its type.
    pub authority_type: AuthorityType,
    /// Its region; may be empty.
    pub region: String,
}

/// A change of the calendar that the authority made.
#[derive(Debug, Clone)]
struct Added {
    /// The holiday that was added or withdrawn.
    holiday: Holiday,
    /// Where in the log.
    at: Position,
    /// The calendar with it and all before it.
    calendar: Calendar,
    /// After this date nothing that the calendar holds was announced or withdrawn.
    settled_on: NaiveDate,
}

/// Everything that records of one authority are coded with, and the rules of their clocks.
#[derive(Debug, Clone)]
pub struct Reference {
    /// The council itself.
    pub authority: Authority,
    lists: BTreeMap<List, CodeList>,
    policies: Vec<Policy>,
    added: Vec<Added>,
    availability: BTreeMap<CodeId, Availability>,
    given: Vec<GivenFigure>,
    disclosure: disclosure::policy::Policy,
    given_places: given::Places,
    peer_groups: Vec<PeerGroup>,
    retention: Vec<RetentionRule>,
}

impl Reference {
    fn registered(authority: Authority) -> Self {
        Self {
            authority,
            lists: built_in::lists(),
            policies: built_in_policies(),
            added: Vec::new(),
            availability: BTreeMap::new(),
            given: Vec::new(),
            disclosure: disclosure::policy::Policy::default(),
            given_places: given::Places::new(),
            peer_groups: Vec::new(),
            retention: built_in_rules(),
        }
    }

    /// The built-in lists, for requests about the deployment itself, which has no register.
    pub fn of_deployment() -> Self {
        let display_name = "the deployment".to_owned();
        let authority_type = AuthorityType::Unitary;
        Self::registered(Authority {
            display_name,
            authority_type,
            region: String::new(),
        })
    }

    /// The state before and one event make the state after. `None` before the first event.
    pub fn evolve(state: Option<Self>, recorded: Recorded<&Event>) -> Option<Self> {
        if let Event::AuthorityRegistered(authority) = recorded.event {
            return Some(Self::registered(authority.clone()));
        }
        let mut next = state?;
        match recorded.event {
            Event::AuthorityRegistered(_) => {}
            Event::CodeSaved { list, code } => next.lists.entry(*list).or_default().save(code.clone()),
            Event::PolicySaved(draft) => {
                let number = next.next_policy_number();
                next.policies
                    .push(draft.clone().numbered(number, recorded.position));
            }
            Event::HolidayAdded(holiday) => next.change_calendar(holiday, recorded.position),
            Event::AvailabilitySaved(availability) => {
                next.availability
                    .insert(availability.officer.clone(), availability.clone());
            }
            Event::FigureGiven(figure) => next.take_figure(figure),
            Event::DisclosurePolicySaved(policy) => next.disclosure = *policy,
            Event::FiguresGiven(published) => published.each().for_each(|figure| next.take_figure(&figure)),
            Event::PeerGroupSaved(group) => next.take_peer_group(group),
            Event::RetentionRuleSaved(rule) => next.take_retention_rule(rule),
        }
        Some(next)
    }

    /// One list.
    pub fn list(&self, list: List) -> &CodeList {
        static EMPTY: CodeList = CodeList::empty();
        self.lists.get(&list).unwrap_or(&EMPTY)
    }

    /// What the authority does about small numbers in what it releases.
    pub fn disclosure(&self) -> disclosure::policy::Policy {
        self.disclosure
    }

    /// For how long records of each class are kept, in the order of the classes.
    pub fn retention_rules(&self) -> &[RetentionRule] {
        &self.retention
    }

    /// For how long records of a class are kept.
    pub fn retention_rule(&self, class: RetentionClass) -> &RetentionRule {
        static FOR_EVER: std::sync::LazyLock<RetentionRule> =
            std::sync::LazyLock::new(RetentionRule::for_ever);
        let found = self.retention.iter().find(|rule| rule.class == class);
        found.unwrap_or(&FOR_EVER)
    }

    fn take_retention_rule(&mut self, rule: &RetentionRule) {
        if let Some(known) = self.retention.iter_mut().find(|known| known.class == rule.class) {
            *known = rule.clone();
        }
    }

    /// What an officer can take on, as it was said last.
    pub fn availability(&self, officer: &CodeId) -> Availability {
        let said = self.availability.get(officer).cloned();
        said.unwrap_or_else(|| Availability::unknown(officer.clone()))
    }

    /// Every policy, by number.
    pub fn policies(&self) -> &[Policy] {
        &self.policies
    }

    fn next_policy_number(&self) -> u16 {
        u16::try_from(self.policies.len() + 1).unwrap_or(u16::MAX)
    }

    /// The policy with this number.
    pub fn policy_numbered(&self, number: u16) -> Option<&Policy> {
        self.policies.get(usize::from(number).checked_sub(1)?)
    }

    /// The policy for what was started at this place in the log with this anchor: of those known then and in
    /// force at the anchor, the one that came into force last, and of those the one that was saved last.
    pub fn policy(&self, governs: Governs, anchor_on: NaiveDate, started_at: Position) -> Option<&Policy> {
        let in_force = self
            .policies
            .iter()
            .filter(|policy| policy.is_in_force(governs, anchor_on, started_at));
        in_force.max_by_key(|policy| (policy.valid_from, policy.saved_at, policy.number))
    }

    /// The calendar as it is known now.
    pub fn calendar(&self) -> Calendar {
        self.calendar_before(Position::MAX).0
    }

    /// The calendar with what was recorded before a place in the log, and the date after which nothing in it was
    /// announced or withdrawn.
    fn calendar_before(&self, at: Position) -> (Calendar, NaiveDate) {
        let known = self.added.partition_point(|added| added.at < at);
        match known.checked_sub(1).and_then(|last| self.added.get(last)) {
            Some(added) => (added.calendar.clone(), added.settled_on),
            None => (Calendar::england_and_wales(), bank_holidays::settled_on()),
        }
    }

    fn change_calendar(&mut self, holiday: &Holiday, at: Position) {
        let (calendar, settled_on) = self.calendar_before(Position::MAX);
        let made_known = holiday.announced_on.max(holiday.withdrawn_on);
        self.added.push(Added {
            holiday: holiday.clone(),
            at,
            calendar: calendar.with_holiday(holiday.clone()),
            settled_on: made_known.map_or(settled_on, |made_known| settled_on.max(made_known)),
        });
    }

    /// The calendar to reckon a clock by. A stopped clock keeps the one that was known on the day it stopped
    /// and at its place in the log.
    pub fn calendar_for(&self, stopped: Option<(Stop, Position)>) -> Calendar {
        let Some((stop, at)) = stopped else {
            return self.calendar();
        };
        let (calendar, settled_on) = self.calendar_before(at);
        if settled_on <= stop.on() {
            calendar
        } else {
            calendar.known_on(stop.on())
        }
    }

    /// Which calendar that is: the date on which it was known, none for now, and where in the log the latest change
    /// that it holds was recorded, 0 for none.
    pub fn calendar_version(&self, stopped: Option<(Stop, Position)>) -> (Option<NaiveDate>, Position) {
        let known_on = stopped.map(|(stop, _)| stop.on());
        let before = stopped.map_or(Position::MAX, |(_, at)| at);
        let held = self.added.iter().rev().find(|added| {
            let made_known = added.holiday.withdrawn_on.or(added.holiday.announced_on);
            added.at < before && known_on.is_none_or(|known_on| made_known.is_none_or(|on| on <= known_on))
        });
        (known_on, held.map_or(0, |added| added.at))
    }

    /// Checks that every code of a registration is in its list, which can change between a request and its
    /// decision.
    pub(super) fn check_codes_of(&self, registration: &Registration) -> Result<(), Refusal> {
        self.check(List::Services, Some(&registration.service))?;
        self.check(List::Teams, registration.team.as_ref())?;
        self.check(List::Providers, registration.provider.as_ref())?;
        self.check(List::Methods, Some(&registration.method))?;
        self.check(List::Routes, registration.route.as_ref())?;
        for need in &registration.communication_needs {
            self.check(List::CommunicationNeeds, Some(need))?;
        }
        self.check(
            made_by_list(registration.matter.kind()),
            Some(&registration.made_by),
        )?;
        self.check_concerns(registration.matter.concerns())?;
        for theme in registration.matter.themes() {
            self.check(List::ComplimentThemes, Some(theme))?;
        }
        self.check_equality(&registration.complainant_equality)?;
        self.check_equality(&registration.service_user_equality)
    }

    pub(super) fn check_concerns(&self, concerns: &[Concern]) -> Result<(), Refusal> {
        concerns.iter().try_for_each(|concern| {
            self.check(List::ConcernCategories, Some(&concern.category))?;
            self.check(List::ConcernSubcategories, concern.subcategory.as_ref())?;
            self.check(List::Teams, concern.team.as_ref())
        })
    }

    pub(super) fn check_equality(&self, equality: &Equality) -> Result<(), Refusal> {
        EQUALITY_LISTS
            .iter()
            .zip(&equality.answers)
            .try_for_each(|(list, code)| self.check(*list, code.as_ref()))
    }

    /// Checks that a code is in its list.
    pub(in crate::domain) fn check(&self, list: List, code: Option<&CodeId>) -> Result<(), Refusal> {
        match code {
            Some(code) if !self.list(list).contains(code) => Err(Refusal::ReferenceDataChanged {
                list,
                code: code.to_string(),
            }),
            _ => Ok(()),
        }
    }

    /// The holidays between two dates, both included, as known now.
    pub fn holidays_between(&self, start_on: NaiveDate, end_on: NaiveDate) -> Vec<Holiday> {
        let calendar = self.calendar();
        let built_in = start_on.iter_days().take_while(|day| *day <= end_on);
        let names = built_in.filter_map(|day| match calendar.day_off(day) {
            Some(super::calendar::DayOff::Holiday { name, .. }) => Some((day, name)),
            _ => None,
        });
        names
            .map(|(date, name)| Holiday {
                date,
                name: name.into(),
                announced_on: calendar.holiday_on(date).and_then(|holiday| holiday.announced_on),
                withdrawn_on: None,
            })
            .collect()
    }

    /// The holiday that was added or withdrawn last, and where in the log.
    pub fn last_changed_holiday(&self) -> Option<(&Holiday, Position)> {
        self.added.last().map(|added| (&added.holiday, added.at))
    }
}

/// The list that says who made a representation of this kind.
pub fn made_by_list(kind: Kind) -> List {
    match kind {
        Kind::Compliment => List::ComplimentSources,
        _ => List::MadeBy,
    }
}
