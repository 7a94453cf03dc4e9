//! `redress calendar`: bank holidays that are announced or withdrawn, and the clocks that they move.

use std::fmt::Write;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::{
    Outcome,
    client::{CallArgs, print, request_id},
    deadline::date,
};
use crate::{
    api::{
        convert::{dates, values::Wire},
        wire::{
            self, AddHolidayRequest, WithdrawHolidayRequest, reference_service_client::ReferenceServiceClient,
        },
    },
    domain::{policy::ClockName, word::Word},
};

/// What to do with the calendar of an authority.
#[derive(Debug, Subcommand)]
pub enum Calendar {
    /// Add a bank holiday; prints each running clock that it moves.
    Add(Add),
    /// Withdraw a bank holiday, as one that is moved to another date; prints each running clock that this moves.
    Withdraw(Withdraw),
}

/// A holiday to add.
#[derive(Debug, Args)]
pub struct Add {
    /// Its date, as YYYY-MM-DD.
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: NaiveDate,
    /// What it is called.
    #[arg(long)]
    name: String,
    /// When it was announced, as YYYY-MM-DD [default: known from the start].
    #[arg(long, value_name = "DATE", value_parser = date)]
    announced: Option<NaiveDate>,
    #[command(flatten)]
    change: Change,
}

/// A holiday to withdraw.
#[derive(Debug, Args)]
pub struct Withdraw {
    /// Its date, as YYYY-MM-DD.
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: NaiveDate,
    /// When that was announced, as YYYY-MM-DD.
    #[arg(long, value_name = "DATE", value_parser = date)]
    withdrawn: NaiveDate,
    #[command(flatten)]
    change: Change,
}

/// Whose calendar.
#[derive(Debug, Args)]
struct Change {
    /// The authority's id.
    #[arg(long)]
    authority: String,
    /// Only say what would be moved.
    #[arg(long)]
    validate_only: bool,
    #[command(flatten)]
    call: CallArgs,
}

/// Does it.
///
/// # Errors
/// Why it was not done.
pub async fn run(command: Calendar) -> Outcome {
    let holiday = match command {
        Calendar::Add(args) => add(args).await?,
        Calendar::Withdraw(args) => withdraw(args).await?,
    };
    print(&text(&holiday)?)
}

async fn add(args: Add) -> Result<wire::Holiday, Box<dyn std::error::Error>> {
    let (channel, token) = args.change.call.connect().await?;
    let request = AddHolidayRequest {
        parent: format!("authorities/{}", args.change.authority),
        holiday: Some(wire::Holiday {
            date: Some(dates::date(args.date)),
            display_name: args.name,
            announced_date: args.announced.map(dates::date),
            ..wire::Holiday::default()
        }),
        request_id: request_id(),
        validate_only: args.change.validate_only,
    };
    let mut client = ReferenceServiceClient::with_interceptor(channel, token);
    Ok(client.add_holiday(request).await?.into_inner())
}

async fn withdraw(args: Withdraw) -> Result<wire::Holiday, Box<dyn std::error::Error>> {
    let (channel, token) = args.change.call.connect().await?;
    let request = WithdrawHolidayRequest {
        parent: format!("authorities/{}", args.change.authority),
        date: Some(dates::date(args.date)),
        withdrawn_date: Some(dates::date(args.withdrawn)),
        request_id: request_id(),
        validate_only: args.change.validate_only,
    };
    let mut client = ReferenceServiceClient::with_interceptor(channel, token);
    Ok(client.withdraw_holiday(request).await?.into_inner())
}

/// How many clocks were moved, then a line for each that is listed.
fn text(holiday: &wire::Holiday) -> Result<String, std::fmt::Error> {
    let mut text = match holiday.moved_count {
        1 => "1 clock moved\n".to_owned(),
        number => format!("{number} clocks moved\n"),
    };
    for moved in &holiday.moved_clocks {
        let clock = ClockName::from_wire(moved.clock).map_or("unknown", Word::word);
        let (before, now) = (day(moved.due_before_date), day(moved.due_date));
        writeln!(text, "{}\t{clock} {}\t{before} -> {now}", moved.record, moved.of)?;
    }
    let listed = i32::try_from(holiday.moved_clocks.len()).unwrap_or(i32::MAX);
    if listed < holiday.moved_count {
        writeln!(text, "and {} more", holiday.moved_count - listed)?;
    }
    Ok(text)
}

fn day(date: Option<wire::Date>) -> String {
    let wire::Date { year, month, day } = date.unwrap_or_default();
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_moved_clock_is_a_line_and_what_is_not_listed_is_counted() {
        let moved = wire::MovedClock {
            record: "authorities/northwick/representations/42".to_owned(),
            clock: wire::ClockName::Response.into(),
            of: 2,
            due_before_date: Some(wire::Date {
                year: 2025,
                month: 3,
                day: 5,
            }),
            due_date: Some(wire::Date {
                year: 2025,
                month: 3,
                day: 6,
            }),
        };
        let holiday = wire::Holiday {
            moved_clocks: vec![moved],
            moved_count: 3,
            ..wire::Holiday::default()
        };
        let expected = "3 clocks moved\nauthorities/northwick/representations/42\tresponse 2\t2025-03-05 -> 2025-03-06\n\
                        and 2 more\n";
        assert_eq!(text(&holiday).as_deref(), Ok(expected));
        let none = text(&wire::Holiday::default());
        assert_eq!(none.as_deref(), Ok("0 clocks moved\n"));
    }
}
