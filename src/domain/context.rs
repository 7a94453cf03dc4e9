//! What a decision needs to know beside the state.

use chrono::{DateTime, Utc};

use super::{
    disclosed::Disclosed,
    history::Record,
    ids::{RecordNumber, StreamKind},
    learning::Action,
    ombudsman::OmbudsmanCase,
    reference::Reference,
    representation::Representation,
};

/// Looked up before a decision and handed in.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Now; only ever compared with what is in the log.
    pub now: DateTime<Utc>,
    /// The authority's lists, policies and calendar.
    pub reference: &'a Reference,
    /// Whether every other record that the command names is on the register, and it names one.
    pub other_record_exists: bool,
    /// The other records that the command names, as far as they are on the register.
    pub others: &'a [Other<'a>],
}

/// A record that a command of another record names.
#[derive(Debug, Clone, Copy)]
pub struct Other<'a> {
    /// Its kind.
    pub kind: StreamKind,
    /// Its number.
    pub number: RecordNumber,
    /// What it is now.
    pub record: &'a Record,
}

impl<'a> Context<'a> {
    /// The representation of this number, where the command names it.
    pub fn representation(&self, number: RecordNumber) -> Option<&'a Representation> {
        self.other(StreamKind::Representation, number)?.representation()
    }

    /// The case of this number, where the command names it.
    pub fn case(&self, number: RecordNumber) -> Option<&'a OmbudsmanCase> {
        self.other(StreamKind::Case, number)?.case()
    }

    /// The learning action of this number, where the command names it.
    pub fn action(&self, number: RecordNumber) -> Option<&'a Action> {
        self.other(StreamKind::Action, number)?.action()
    }

    /// What has left the authority, where the command asks for it and something has.
    pub fn disclosed(&self) -> Option<&'a Disclosed> {
        self.other(StreamKind::Disclosed, 0)?.disclosed()
    }

    /// The record of this kind and number, where the command names it.
    pub fn record(&self, kind: StreamKind, number: RecordNumber) -> Option<&'a Record> {
        self.other(kind, number)
    }

    /// The cases of the Ombudsman that are a record, or are about it: of all that there are, where the retention of a
    /// record is decided.
    pub fn cases_of(&self, record: (StreamKind, RecordNumber)) -> impl Iterator<Item = &'a OmbudsmanCase> {
        let (kind, number) = record;
        self.others.iter().filter_map(move |other| {
            let case = other.record.case()?;
            let is_it = kind == StreamKind::Case && other.number == number;
            let is_about_it = kind == StreamKind::Representation && case.representation == Some(number);
            (is_it || is_about_it).then_some(case)
        })
    }

    fn other(&self, kind: StreamKind, number: RecordNumber) -> Option<&'a Record> {
        let mut others = self.others.iter();
        let found = others.find(|other| other.kind == kind && other.number == number);
        found.map(|other| other.record)
    }
}
