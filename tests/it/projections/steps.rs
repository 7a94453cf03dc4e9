//! Random steps from a seed. Each is one that a caller could send; the register decides which it takes.

mod learning;
mod cases;
mod editions;
mod releases;

use chrono::{Datelike, NaiveDate, TimeDelta};
use redress::{
    api::{
        convert::dates::date as on_the_wire,
        wire::{
            self, ClockName, Closure, Date, Decision, Finding, Period, Procedure, QueryStatisticsRequest,
            Table, View,
        },
    },
    domain::access::Role,
};

use crate::harness::{
    NORTHWICK, Register,
    build::{comment, complaint, compliment, concern, decision, ombudsman_case, remedy},
    caller::Caller,
    date,
};

/// A case officer of the whole.
fn in_charge(on: Date) -> wire::Appointment {
    wire::Appointment {
        role: wire::AppointmentRole::CaseOfficer.into(),
        officer: "manager".to_owned(),
        appointed_date: Some(on),
        ..wire::Appointment::default()
    }
}

/// Numbers that look random and are the same for the same seed (splitmix64).
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        let number = usize::try_from(self.next() >> 33).unwrap_or_default();
        number % bound
    }

    fn one_of<T: Clone>(&mut self, values: &[T]) -> T {
        values[self.below(values.len())].clone()
    }
}

/// A course of events.
pub struct Simulation {
    chance: Chance,
    today: NaiveDate,
    representations: Vec<String>,
    cases: Vec<String>,
    actions: Vec<String>,
    sessions: Vec<String>,
    editions: editions::Editions,
    releases: releases::Releases,
    /// What became of the year's actions, as it was told at the time.
    pub summaries: Vec<wire::ActionSummary>,
    /// Questions with the answers that were given at the time.
    pub figures: Vec<(QueryStatisticsRequest, Table)>,
}

const FINDINGS: [Finding; 4] = [
    Finding::Upheld,
    Finding::PartlyUpheld,
    Finding::NotUpheld,
    Finding::Withdrawn,
];

const PROCEDURES: [Procedure; 5] = [
    Procedure::ChildrenStatutory,
    Procedure::AdultStatutory,
    Procedure::CorporateCode,
    Procedure::CorporateLocal,
    Procedure::Informal,
];

/// What a stage cost.
fn cost(stage: i32) -> wire::Cost {
    wire::Cost {
        stage,
        kind: "investigating_officer".to_owned(),
        amount: Some(wire::Money {
            currency_code: "GBP".to_owned(),
            units: 400,
            nanos: 0,
        }),
        budget: "childrens".to_owned(),
        ..wire::Cost::default()
    }
}

impl Simulation {
    pub fn new(seed: u64) -> Self {
        Self {
            chance: Chance::new(seed),
            today: date(2026, 6, 1),
            representations: Vec::new(),
            cases: Vec::new(),
            actions: Vec::new(),
            sessions: Vec::new(),
            editions: editions::Editions::new(seed),
            releases: releases::Releases::new(seed),
            summaries: Vec::new(),
            figures: Vec::new(),
        }
    }

    /// The day to which it has come.
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// Takes steps until so many were not refused, and asks for figures now and then.
    pub async fn run(&mut self, register: &Register<'_>, steps: usize) {
        let (officer, admin) = (register.officer(), register.client(Role::Admin));
        let mut taken = 0;
        while taken < steps {
            let days = self.chance.below(3);
            self.today += TimeDelta::days(i64::try_from(days).unwrap_or_default());
            register.set_today(self.today);
            taken += usize::from(self.step(&officer, &admin).await);
            if self.chance.below(12) == 0 {
                self.ask(&officer).await;
                self.summaries.push(officer.summarise(2026, 0).await);
                self.editions.step(&officer, self.today).await;
                self.releases.step(register, self.today).await;
            }
        }
    }

    /// Every record as it is now, in the view BASIC.
    pub async fn records(&self, officer: &Caller) -> Vec<wire::Representation> {
        let mut records = Vec::new();
        for name in &self.representations {
            records.push(officer.get(name, View::Basic).await.expect("the record"));
        }
        records
    }

    /// A day of the last two weeks.
    fn lately(&mut self) -> Date {
        let days = i64::try_from(self.chance.below(14)).unwrap_or_default();
        on_the_wire(self.today - TimeDelta::days(days))
    }

    async fn step(&mut self, officer: &Caller, admin: &Caller) -> bool {
        match self.chance.below(26) {
            0..4 => self.register(officer).await,
            4 => self.register_case(officer).await,
            5 => self.holiday(admin).await,
            6..12 => self.case_step(officer).await,
            20..26 => self.learning_step(officer).await,
            _ => self.representation_step(officer).await,
        }
    }

    async fn register(&mut self, officer: &Caller) -> bool {
        let on = self.lately();
        let mut about = match self.chance.below(8) {
            0 => comment(on),
            1 => compliment(on),
            _ => complaint(self.chance.one_of(&PROCEDURES), on),
        };
        if about.procedure != 0 {
            for _ in 0..self.chance.below(3) {
                about
                    .concerns
                    .push(concern(self.chance.one_of(&["delay", "staff"])));
            }
        }
        about.team = self
            .chance
            .one_of(&["", "lac", "hospital", "potholes"])
            .to_owned();
        about.narrative = self.chance.one_of(&["", "What happened."]).to_owned();
        let registered = officer.register(about).await.expect("a registration");
        self.representations.push(registered.name);
        true
    }

    async fn register_case(&mut self, officer: &Caller) -> bool {
        let reference = format!(
            "27 {:03} {:03}",
            self.cases.len() / 1_000,
            self.cases.len() % 1_000
        );
        let on = self.lately();
        let mut case = ombudsman_case(&reference, on);
        if let Some(complaint) = self.representations.last().filter(|_| on.day % 2 == 0) {
            case.representation.clone_from(complaint);
        }
        let registered = officer.register_case(case).await.expect("a case");
        self.cases.push(registered.name);
        true
    }

    /// A holiday within the next month, announced today or some days ago, or not said.
    async fn holiday(&mut self, admin: &Caller) -> bool {
        let days = i64::try_from(self.chance.below(40)).unwrap_or_default();
        let on = on_the_wire(self.today + TimeDelta::days(days - 10));
        let announced = [None, Some(self.lately())][self.chance.below(2)];
        admin.add_holiday(on, announced).await.is_ok()
    }

    async fn representation_step(&mut self, officer: &Caller) -> bool {
        if self.representations.is_empty() {
            return false;
        }
        // Mostly the latest ones, so that some get far.
        let back = self.chance.below(self.representations.len().min(12)) + 1;
        let name = self.representations[self.representations.len() - back].clone();
        let on = self.lately();
        let stage = i32::try_from(self.chance.below(3)).unwrap_or_default() + 1;
        let answer = match self.chance.below(10) {
            0 => officer.acknowledge(&name, on).await,
            1 => {
                let clock = self.chance.one_of(&[ClockName::Response, ClockName::Longstop]);
                let length = i32::try_from(self.chance.below(60)).unwrap_or_default() + 5;
                officer.extend_as_agreed(&name, clock, length, on).await
            }
            2 | 3 => {
                let findings = [1, 2, 3].map(|concern| (concern, self.chance.one_of(&FINDINGS)));
                let count = self.chance.below(3) + 1;
                officer.find(&name, stage, &findings[..count]).await
            }
            4 | 5 => officer.conclude(&name, stage, on).await,
            6 => {
                officer
                    .escalate_late(&name, on, self.chance.one_of(&["", "other"]))
                    .await
            }
            7 => {
                let closure = self.chance.one_of(&[Closure::Resolved, Closure::Lapsed]);
                officer.close(&name, on, closure).await
            }
            _ => match self.chance.below(4) {
                0 => officer.withdraw(&name, on).await,
                1 => officer.cost(&name, cost(stage)).await,
                2 => officer.convert(&name, self.conversion(on), Vec::new()).await,
                _ => officer.appoint(&name, in_charge(on)).await,
            },
        };
        answer.is_ok()
    }

    fn conversion(&mut self, on: Date) -> wire::Conversion {
        wire::Conversion {
            to: self.chance.one_of(&PROCEDURES).into(),
            converted_date: Some(on),
            reason: "misclassified".to_owned(),
            told_date: Some(on),
            ..wire::Conversion::default()
        }
    }

    async fn case_step(&mut self, officer: &Caller) -> bool {
        if self.cases.is_empty() {
            return false;
        }
        // Mostly the latest ones, so that some get far.
        let back = self.chance.below(self.cases.len().min(4)) + 1;
        let name = self.cases[self.cases.len() - back].clone();
        let on = self.lately();
        let answer = match self.chance.below(11) {
            6.. => self.later_case_step(officer, &name, on).await,
            0 => officer.enquire(&name, on, None).await,
            1 => officer.answer_enquiry(&name, 1, on).await,
            2 => {
                let decided = self
                    .chance
                    .one_of(&[Decision::Upheld, Decision::Upheld, Decision::NotUpheld]);
                let mut found = decision(decided, on);
                found.public_report = self.chance.below(2) == 0;
                officer.decide(&name, found).await
            }
            3 => {
                officer
                    .agree_remedy(&name, remedy("apology", on_the_wire(self.today)))
                    .await
            }
            4 => officer.complete_remedy(&name, 1, on).await,
            _ => match self.representations.first() {
                Some(representation) => officer.link(&name, representation).await,
                None => return false,
            },
        };
        answer.is_ok()
    }

    /// Asks for figures as they are now and keeps the answer.
    async fn ask(&mut self, officer: &Caller) {
        let questions: [(&[&str], &[&str]); 5] = [
            (
                &["representations_received", "representations_open", "upheld_rate"],
                &["procedure"],
            ),
            (&["representations_received"], &["team", "state"]),
            (
                &[
                    "stages_ended",
                    "stage_within_base",
                    "stage_late",
                    "stage_mean_working_days",
                ],
                &["stage"],
            ),
            (&["concerns_raised"], &["category"]),
            (&["ombudsman_received"], &[]),
        ];
        let (measures, dimensions) = self.chance.one_of(&questions);
        let texts = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        let month = i32::try_from(self.today.month()).unwrap_or_default();
        let years = [
            wire::period::Period::FinancialYear(2026),
            wire::period::Period::Month(wire::Month {
                year: self.today.year(),
                month,
            }),
        ];
        let question = QueryStatisticsRequest {
            parent: NORTHWICK.to_owned(),
            measures: texts(measures),
            dimensions: texts(dimensions),
            period: Some(Period {
                period: Some(self.chance.one_of(&years)),
            }),
            ..QueryStatisticsRequest::default()
        };
        let answer = officer.statistics().query_statistics(question.clone()).await;
        self.figures
            .push((question, answer.expect("figures").into_inner()));
    }
}
