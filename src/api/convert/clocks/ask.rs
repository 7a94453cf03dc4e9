//! What is asked about clocks.

use crate::{
    api::{
        convert::{
            Reader,
            reference::{read_holiday, read_policy},
            representations::values,
            values::Wire,
        },
        wire,
    },
    app::clocks::{ClockSelection, Place},
    domain::{
        entry::ClockEntry, ids::StreamKind, limits, lists::List, policy::ClockName, preview::Supposed,
        word::Word,
    },
};

/// Stages that a clock may belong to; 0 is the whole.
const STAGE_MAX: u8 = 3;

/// The complainant's own times: listed where they are asked for by name, for the council has nothing to do by them.
const COMPLAINANTS_OWN: [ClockName; 3] = [
    ClockName::RequestWindow,
    ClockName::Resubmission,
    ClockName::MakingComplaint,
];

/// Reads which clocks to list.
pub fn selection(reader: &mut Reader<'_>, filter: wire::ClockFilter) -> Option<ClockSelection> {
    let wire::ClockFilter {
        teams,
        stages,
        officers,
        procedures,
        clocks,
        colours,
        overdue_only,
        delay_reasons,
    } = filter;
    let teams = codes(reader, "filter.teams", List::Teams, teams);
    let stages = reader
        .at_most("filter.stages", stages, limits::FILTER_VALUES_MAX)
        .map(|stages| {
            let read = (0..).zip(stages).map(|(place, stage): (usize, i32)| {
                reader.number(format_args!("filter.stages[{place}]"), stage, 0, STAGE_MAX)
            });
            read.collect::<Vec<_>>()
        });
    let officers = codes(reader, "filter.officers", List::Officers, officers);
    let procedures = values(reader, "filter.procedures", procedures);
    let clocks: Option<Vec<ClockName>> = values(reader, "filter.clocks", clocks);
    let colours = values(reader, "filter.colours", colours);
    let delay_reasons = codes(reader, "filter.delay_reasons", List::DelayReasons, delay_reasons);
    let mut clocks = clocks?;
    if clocks.is_empty() {
        let councils = |clock: &&ClockName| !COMPLAINANTS_OWN.contains(clock);
        clocks = ClockName::ALL.iter().filter(councils).copied().collect();
    }
    Some(ClockSelection {
        teams: teams?,
        stages: stages?.into_iter().collect::<Option<_>>()?,
        officers: officers?,
        procedures: procedures?,
        clocks,
        colours: colours?,
        overdue_only,
        delay_reasons: delay_reasons?,
    })
}

fn codes(reader: &mut Reader<'_>, field: &str, list: List, names: Vec<String>) -> Option<Vec<String>> {
    let names = reader.at_most(field, names, limits::FILTER_VALUES_MAX)?;
    let mut read = Vec::new();
    for (place, name) in names.iter().enumerate() {
        let code = reader.code(format_args!("{field}[{place}]"), list, name, None);
        read.push(code.map(|code| code.to_string()));
    }
    read.into_iter().collect()
}

/// The place of a clock in the list, for a page token.
pub fn place(clock: &ClockEntry) -> String {
    let Place {
        listed_on,
        kind,
        number,
        stage,
        clock,
        ordinal,
    } = Place::of(clock);
    format!(
        "{listed_on} {} {number} {stage} {} {ordinal}",
        kind.word(),
        clock.word()
    )
}

/// Reads a place.
pub fn parse_place(text: &str) -> Option<Place> {
    let parts: Vec<&str> = text.split(' ').collect();
    let [listed_on, kind, number, stage, clock, ordinal] = parts.as_slice() else {
        return None;
    };
    Some(Place {
        listed_on: listed_on.parse().ok()?,
        kind: StreamKind::from_word(kind)?,
        number: number.parse().ok()?,
        stage: stage.parse().ok()?,
        clock: ClockName::from_word(clock)?,
        ordinal: ordinal.parse().ok()?,
    })
}

/// Reads which clock of a record is meant.
pub fn clock_asked(reader: &mut Reader<'_>, within: &str, clock: i32, stage: i32) -> Option<(ClockName, u8)> {
    let clock = reader.value(format_args!("{within}clock"), ClockName::from_wire(clock));
    let stage = reader.number(format_args!("{within}stage"), stage, 0, STAGE_MAX);
    clock.zip(stage)
}

/// Reads what is supposed.
pub fn supposed(reader: &mut Reader<'_>, request: wire::PreviewClocksRequest) -> Option<Supposed> {
    let wire::PreviewClocksRequest {
        name: _,
        extension,
        pause,
        policy,
        holiday,
    } = request;
    match (extension, pause, policy, holiday) {
        (Some(extension), None, None, None) => {
            let wire::SupposedExtension { clock, stage, length } = extension;
            let asked = clock_asked(reader, "extension.", clock, stage);
            let length = reader.number("extension.length", length, 1, limits::CLOCK_LENGTH_MAX);
            let (clock, stage) = asked?;
            Some(Supposed::Extension {
                clock,
                stage,
                length: length?,
            })
        }
        (None, Some(pause), None, None) => read_pause(reader, pause),
        (None, None, Some(policy), None) => read_policy(reader, Some(policy)).map(Supposed::Policy),
        (None, None, None, Some(holiday)) => read_holiday(reader, Some(holiday)).map(Supposed::Holiday),
        _ => {
            reader.refuse(
                "extension",
                "must be the only supposition: exactly one of extension, pause, policy and holiday is given",
            );
            None
        }
    }
}

fn read_pause(reader: &mut Reader<'_>, pause: wire::SupposedPause) -> Option<Supposed> {
    let wire::SupposedPause {
        clock,
        stage,
        from_date,
        until_date,
    } = pause;
    let asked = clock_asked(reader, "pause.", clock, stage);
    let from = reader.date("pause.from_date", from_date);
    let until = reader.optional_date("pause.until_date", until_date);
    if let (Some(from), Some(Some(until))) = (from, until)
        && until < from
    {
        reader.refuse("pause.until_date", "must not be before the first day");
    }
    let (clock, stage) = asked?;
    Some(Supposed::Pause {
        clock,
        stage,
        from: from?,
        until: until?,
    })
}
