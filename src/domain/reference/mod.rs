//! An authority's lists, policies and calendar: its state, folded from the events of its reference stream.

mod built_in;
mod code_list;
mod decide;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub use self::{
    code_list::{CodeList, CodeProblem},
    decide::{Command, Event, PolicyDraft, decide},
};
use super::{
    bank_holidays,
    calendar::{Calendar, Holiday},
    clock::Stop,
    ids::{CodeId, Position},
    lists::List,
    policy::{Governs, Policy},
    procedure::built_in_policies,
    recorded::Recorded,
    refusal::Refusal,
    representation::{Concern, EQUALITY_LISTS, Equality, Kind, Registration},
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

/// A holiday that the authority added, with its place in the log.
type Added = (Holiday, Position);

/// Everything that records of one authority are coded with, and the rules of their clocks.
#[derive(Debug, Clone)]
pub struct Reference {
    /// The council itself.
    pub authority: Authority,
    lists: BTreeMap<List, CodeList>,
    policies: Vec<Policy>,
    added: Vec<Added>,
    calendar: Calendar,
    /// After this date and place in the log nothing was announced or added.
    calendar_settled: (NaiveDate, Position),
}

impl Reference {
    fn registered(authority: Authority) -> Self {
        let announced = bank_holidays::published().iter();
        let dates = announced.flat_map(|holiday| [holiday.announced_on, holiday.withdrawn_on]);
        Self {
            authority,
            lists: built_in::lists(),
            policies: built_in_policies(),
            added: Vec::new(),
            calendar: Calendar::england_and_wales(),
            calendar_settled: (dates.flatten().max().unwrap_or(NaiveDate::MIN), 0),
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
            Event::HolidayAdded(holiday) => {
                next.calendar = next.calendar.with_holiday(holiday.clone());
                let announced_on = holiday.announced_on.unwrap_or(NaiveDate::MIN);
                let settled_on = next.calendar_settled.0.max(announced_on);
                next.calendar_settled = (settled_on, recorded.position);
                next.added.push((holiday.clone(), recorded.position));
            }
        }
        Some(next)
    }

    /// One list.
    pub fn list(&self, list: List) -> &CodeList {
        static EMPTY: CodeList = CodeList::empty();
        self.lists.get(&list).unwrap_or(&EMPTY)
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
        self.calendar.clone()
    }

    /// The calendar to reckon a clock by. A stopped clock keeps the one that was known on the day it stopped
    /// and at its place in the log.
    pub fn calendar_for(&self, stopped: Option<(Stop, Position)>) -> Calendar {
        let Some((stop, at)) = stopped else {
            return self.calendar();
        };
        let (settled_on, settled_at) = self.calendar_settled;
        if settled_on <= stop.on() && settled_at < at {
            return self.calendar();
        }
        let known = self.added.iter().filter(|(_, added_at)| *added_at < at);
        known
            .fold(Calendar::england_and_wales(), |calendar, (holiday, _)| {
                calendar.with_holiday(holiday.clone())
            })
            .known_on(stop.on())
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
        let built_in = start_on.iter_days().take_while(|day| *day <= end_on);
        let names = built_in.filter_map(|day| match self.calendar.day_off(day) {
            Some(super::calendar::DayOff::Holiday { name, .. }) => Some((day, name)),
            _ => None,
        });
        names
            .map(|(date, name)| Holiday {
                date,
                name: name.into(),
                announced_on: self.announced_on(date),
                withdrawn_on: None,
            })
            .collect()
    }

    /// The holiday that was added last.
    pub fn last_added_holiday(&self) -> Option<&Holiday> {
        self.added.last().map(|(holiday, _)| holiday)
    }

    fn announced_on(&self, date: NaiveDate) -> Option<NaiveDate> {
        let added = self.added.iter().map(|(holiday, _)| holiday);
        added
            .chain(bank_holidays::published())
            .find(|holiday| holiday.date == date)?
            .announced_on
    }
}

/// The list that says who made a representation of this kind.
pub fn made_by_list(kind: Kind) -> List {
    match kind {
        Kind::Compliment => List::ComplimentSources,
        _ => List::MadeBy,
    }
}
