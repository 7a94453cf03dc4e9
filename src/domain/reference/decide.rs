//! What may happen to an authority's lists, policies and calendar.

use chrono::{NaiveDate, NaiveTime};

use super::{Authority, Availability, GivenFigure, PeerGroup, PublishedFigures, Reference};
use crate::domain::{
    calendar::{DayOff, Holiday},
    disclosure,
    ids::Position,
    limits,
    lists::{Code, List},
    policy::{Anchor, ClockName, ClockRule, ExtensionCap, Governs, Policy, Thresholds, TimeUnit},
    procedure::ombudsman,
    refusal::Refusal,
    representation::decide::{not_before, within_limit},
    retention::RetentionRule,
};

/// A policy that has no number yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyDraft {
    /// What it governs.
    pub governs: Governs,
    /// The first date that it is in force for.
    pub valid_from: NaiveDate,
    /// The law, Code or local policy that it comes from.
    pub source: String,
    /// Its clocks.
    pub clocks: Vec<ClockRule>,
    /// The last time of day that counts as receipt on that day.
    pub receipt_until: Option<NaiveTime>,
    /// When its clocks turn amber and red.
    pub thresholds: Thresholds,
}

impl PolicyDraft {
    /// The policy that it becomes.
    pub fn numbered(self, number: u16, saved_at: Position) -> Policy {
        let Self {
            governs,
            valid_from,
            source,
            clocks,
            receipt_until,
            thresholds,
        } = self;
        Policy {
            number,
            governs,
            valid_from,
            source,
            clocks,
            receipt_until,
            thresholds,
            saved_at,
        }
    }

    /// Whether a clock belongs to what the policy governs, and to its anchor, stage and unit.
    fn has_place_for(&self, rule: &ClockRule) -> bool {
        use ClockName as Name;
        let backwards = rule.unit == TimeUnit::WorkingDaysBefore;
        let (in_stage, first) = (rule.stage > 0, rule.stage == 1);
        let of = |anchor: Anchor| rule.anchor == anchor;
        let placed = match (self.governs, rule.clock) {
            (Governs::Ombudsman, Name::Enquiry) => {
                !in_stage && of(Anchor::StageStart) && rule.unit == TimeUnit::WorkingDays
            }
            (Governs::Ombudsman, clock) => {
                !in_stage && of(Anchor::StageStart) && ombudsman::CLOCKS.contains(&clock)
            }
            (
                Governs::Procedure(_),
                Name::Enquiry
                | Name::Remedy
                | Name::DraftComments
                | Name::PublicNotice
                | Name::PublicInspection
                | Name::PublicReportResponse
                | Name::MonitoringOfficerReport,
            ) => false,
            (Governs::Procedure(_), Name::Acknowledgement) => of(Anchor::StageStart),
            (Governs::Procedure(_), Name::Response) => {
                of(Anchor::StageStart) || in_stage && of(Anchor::Acknowledgement)
            }
            (Governs::Procedure(_), Name::ResponseFromStatement) => in_stage && of(Anchor::StatementAgreed),
            (Governs::Procedure(_), Name::ResponseFromConversion) => first && of(Anchor::Conversion),
            (Governs::Procedure(_), Name::RequestWindow) => in_stage && of(Anchor::StageEnd),
            (Governs::Procedure(_), Name::PanelChair | Name::PanelMeeting) => {
                in_stage && of(Anchor::StageStart)
            }
            (Governs::Procedure(_), Name::PanelPapers) => in_stage && of(Anchor::PanelArranged) && backwards,
            (Governs::Procedure(_), Name::PanelReport) => in_stage && of(Anchor::PanelMet),
            (Governs::Procedure(_), Name::PanelResponse) => in_stage && of(Anchor::PanelReport),
            (Governs::Procedure(_), Name::Longstop | Name::Reply) => !in_stage && of(Anchor::StageStart),
            (Governs::Procedure(_), Name::MakingComplaint) => !in_stage && of(Anchor::GroundsArose),
            (Governs::Procedure(_), Name::DeferralReview) => !in_stage && of(Anchor::Deferral),
            (Governs::Procedure(_), Name::Resubmission) => !in_stage && of(Anchor::ProceedingsEnd),
        };
        placed && backwards == (rule.clock == Name::PanelPapers)
    }

    /// Why it contradicts itself.
    pub fn contradiction(&self) -> Option<&'static str> {
        let repeated = self.clocks.iter().enumerate().any(|(place, rule)| {
            self.clocks[..place]
                .iter()
                .any(|other| (other.clock, other.stage) == (rule.clock, rule.stage))
        });
        let stages = match self.governs {
            Governs::Procedure(procedure) => procedure.stages(),
            Governs::Ombudsman => 0,
        };
        let beyond = self.clocks.iter().any(|rule| rule.stage > stages);
        let capped_below = self
            .clocks
            .iter()
            .any(|rule| matches!(rule.cap, ExtensionCap::UpTo(cap) if cap < rule.length));
        let holds_nothing = self.clocks.iter().any(|rule| {
            rule.pause_cap > 0 && (rule.pause_cap < rule.length || rule.unit != TimeUnit::WorkingDays)
        });
        let misplaced = self.clocks.iter().any(|rule| !self.has_place_for(rule));
        let responds = |stage: u8| {
            self.clocks
                .iter()
                .any(|rule| rule.clock == ClockName::Response && rule.stage == stage)
        };
        let unanswered = self.governs != Governs::Ombudsman && !(stages.min(1)..=stages).all(responds);
        if repeated {
            Some("two clocks have the same name and stage")
        } else if beyond {
            Some("a clock belongs to a stage that the procedure does not have")
        } else if capped_below {
            Some("the cap of an extension is below the length of its clock")
        } else if holds_nothing {
            Some("the cap of a pause is below the length of its clock, or the clock is not in working days")
        } else if self.thresholds.red > self.thresholds.amber {
            Some("a clock would turn red before it turns amber")
        } else if misplaced {
            Some("a clock does not belong to what the policy governs, or to its anchor, stage or unit")
        } else if unanswered {
            Some("a stage has no response clock")
        } else {
            None
        }
    }
}

/// Something that happened to the lists, policies or calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The authority was registered, with the built-in lists, policies and calendar.
    AuthorityRegistered(Authority),
    /// A code was added, or replaced the one with its id.
    CodeSaved {
        /// The list.
        list: List,
        /// The code.
        code: Code,
    },
    /// A version of a policy was added.
    PolicySaved(PolicyDraft),
    /// A bank holiday was added; one with a date of withdrawal was withdrawn.
    HolidayAdded(Holiday),
    /// It was said what an officer can take on; replaces what was said before.
    AvailabilitySaved(Availability),
    /// A figure was given, or replaced the one with its key.
    FigureGiven(GivenFigure),
    /// The policy of disclosure was saved; replaces the one before.
    DisclosurePolicySaved(disclosure::policy::Policy),
    /// The figures of a published table were given; each replaced the one with its key.
    FiguresGiven(PublishedFigures),
    /// A peer group was saved, or replaced the one with its id.
    PeerGroupSaved(PeerGroup),
    /// A retention rule was saved in the place of the one of its class.
    RetentionRuleSaved(RetentionRule),
}

/// Something that a caller asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Register the authority.
    RegisterAuthority(Authority),
    /// Save a code.
    SaveCode {
        /// The list.
        list: List,
        /// The code.
        code: Code,
    },
    /// Save a policy.
    SavePolicy(PolicyDraft),
    /// Add a holiday.
    AddHoliday(Holiday),
    /// Withdraw a holiday.
    WithdrawHoliday {
        /// Its date.
        date: NaiveDate,
        /// When it was made known that it is a holiday no longer.
        withdrawn_on: NaiveDate,
    },
    /// Say what an officer can take on.
    SaveAvailability(Availability),
    /// Give a figure.
    GiveFigure(GivenFigure),
    /// Save the policy of disclosure.
    SaveDisclosurePolicy(disclosure::policy::Policy),
    /// Give the figures of a published table.
    GiveFigures(PublishedFigures),
    /// Save a peer group.
    SavePeerGroup(PeerGroup),
    /// Save a retention rule.
    SaveRetentionRule(RetentionRule),
}

/// Answers what a command does.
///
/// # Errors
/// The rule that refuses it; nothing has happened then.
pub fn decide(state: Option<&Reference>, command: &Command) -> Result<Vec<Event>, Refusal> {
    let event = match (state, command) {
        (None, Command::RegisterAuthority(authority)) => Event::AuthorityRegistered(authority.clone()),
        (Some(_), Command::RegisterAuthority(_)) => {
            return Err(Refusal::AlreadyDone {
                what: "the authority's registration",
                on: None,
            });
        }
        (None, _) => return Err(Refusal::NotRegistered),
        (Some(reference), Command::SaveCode { list, code }) => reference.save_code(*list, code)?,
        (Some(reference), Command::SavePolicy(draft)) => {
            within_limit(reference.policies.len(), limits::POLICIES_MAX, "policies")?;
            match draft.contradiction() {
                Some(why) => return Err(Refusal::PolicyContradiction { why }),
                None => Event::PolicySaved(draft.clone()),
            }
        }
        (Some(reference), Command::AddHoliday(holiday)) => {
            within_limit(reference.added.len(), limits::HOLIDAYS_MAX, "holidays")?;
            if reference.calendar().is_working_day(holiday.date) {
                Event::HolidayAdded(holiday.clone())
            } else {
                return Err(Refusal::AlreadyDone {
                    what: "a day off on that date",
                    on: Some(holiday.date),
                });
            }
        }
        (Some(reference), Command::WithdrawHoliday { date, withdrawn_on }) => {
            within_limit(reference.added.len(), limits::HOLIDAYS_MAX, "holidays")?;
            reference.withdraw_holiday(*date, *withdrawn_on)?
        }
        (Some(reference), Command::SaveAvailability(availability)) => {
            reference.check(List::Officers, Some(&availability.officer))?;
            Event::AvailabilitySaved(availability.clone())
        }
        (Some(reference), Command::GiveFigure(figure)) => {
            reference.has_room_for(std::iter::once(figure.clone()))?;
            reference.check(List::FigureKinds, Some(&figure.kind))?;
            reference.check(List::FigureSets, figure.set.as_ref())?;
            reference.check(List::Bodies, figure.body.as_ref())?;
            Event::FigureGiven(figure.clone())
        }
        (Some(_), Command::SaveDisclosurePolicy(policy)) => Event::DisclosurePolicySaved(*policy),
        (Some(reference), Command::GiveFigures(published)) => {
            reference.has_room_for(published.each())?;
            reference.check(List::FigureSets, published.set.as_ref())?;
            for (kind, body, _) in &published.figures {
                reference.check(List::FigureKinds, Some(kind))?;
                reference.check(List::Bodies, body.as_ref())?;
            }
            Event::FiguresGiven(published.clone())
        }
        (Some(reference), Command::SavePeerGroup(group)) => {
            if reference.peer_group(group.id.as_str()).is_none() {
                let known = reference.peer_groups.len();
                within_limit(known, limits::PEER_GROUPS_MAX, "peer groups")?;
            }
            for member in &group.members {
                reference.check(List::Bodies, Some(member))?;
            }
            Event::PeerGroupSaved(group.clone())
        }
        (Some(_), Command::SaveRetentionRule(rule)) => Event::RetentionRuleSaved(rule.clone()),
    };
    Ok(vec![event])
}

impl Reference {
    fn has_room_for(&self, figures: impl Iterator<Item = GivenFigure>) -> Result<(), Refusal> {
        match self.new_among(figures) {
            0 => Ok(()),
            new => within_limit(
                self.given.len() + new - 1,
                limits::GIVEN_FIGURES_MAX,
                "figures given",
            ),
        }
    }

    /// A day that is off as a weekend is no working day with or without its holiday.
    fn withdraw_holiday(&self, date: NaiveDate, withdrawn_on: NaiveDate) -> Result<Event, Refusal> {
        let calendar = self.calendar();
        let standing = match calendar.day_off(date) {
            Some(DayOff::Holiday { .. }) => calendar.holiday_on(date),
            Some(DayOff::Saturday | DayOff::Sunday) | None => None,
        };
        let standing = standing.ok_or(Refusal::HolidayUnknown { date })?;
        not_before(withdrawn_on, standing.announced_on.unwrap_or(withdrawn_on))?;
        Ok(Event::HolidayAdded(Holiday {
            withdrawn_on: Some(withdrawn_on),
            ..standing.clone()
        }))
    }

    fn save_code(&self, list: List, code: &Code) -> Result<Event, Refusal> {
        let codes = self.list(list);
        if !codes.contains(&code.id) {
            within_limit(codes.codes().len(), limits::CODES_MAX, "codes in a list")?;
        }
        if let Some(name) = codes.names_taken_by_others(code).first() {
            return Err(Refusal::NameTaken {
                list,
                name: (*name).to_owned(),
            });
        }
        if let Some(parents) = list.parent() {
            self.check(parents, code.parent.as_ref())?;
        }
        Ok(Event::CodeSaved {
            list,
            code: code.clone(),
        })
    }
}
