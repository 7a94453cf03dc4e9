//! Holding the register against what was published of the council.

use std::fmt::Write;

use crate::{
    api::wire::{
        FigureState, ReconcileFiguresRequest, ReconcileFiguresResponse,
        benchmarks_service_client::BenchmarksServiceClient,
    },
    cli::{
        Outcome,
        client::{CallArgs, print},
        report::financial_year,
    },
};

/// Which register, and which year.
#[derive(Debug, clap::Args)]
pub struct Reconcile {
    /// The council, such as northwick.
    #[arg(long)]
    authority: String,
    /// The financial year, such as 2023-24.
    #[arg(long, value_parser = financial_year, value_name = "YEAR")]
    year: i32,
    /// The council's own code or name among the bodies, by which figures were published.
    #[arg(long, default_value = "", hide_default_value = true)]
    own: String,
    /// The set that published figures are read from.
    #[arg(long, default_value = "", hide_default_value = true)]
    set: String,
    /// The position of the log to count at; 0 for now.
    #[arg(long, default_value_t = 0)]
    position: i64,
    #[command(flatten)]
    call: CallArgs,
}

/// Asks, and prints each figure.
pub(super) async fn run(args: Reconcile) -> Outcome {
    let Reconcile {
        authority,
        year,
        own,
        set,
        position,
        call,
    } = args;
    let request = ReconcileFiguresRequest {
        parent: format!("authorities/{authority}"),
        financial_year: year,
        own,
        figure_set: set,
        position,
    };
    let (channel, token) = call.connect().await?;
    let mut client = BenchmarksServiceClient::with_interceptor(channel, token);
    let answer = client.reconcile_figures(request).await?.into_inner();
    print(&told(&answer))?;
    match answer.differing {
        0 => Ok(()),
        1 => Err("1 figure differs".into()),
        count => Err(format!("{count} figures differ").into()),
    }
}

/// A line for each figure, with what may explain a difference below it.
pub(super) fn told(answer: &ReconcileFiguresResponse) -> String {
    let width = answer
        .figures
        .iter()
        .map(|figure| figure.display_name.chars().count());
    let width = width.max().unwrap_or(0).max(6);
    // Writing to a string does not fail.
    let mut text = format!("{:width$}  published  register  difference\n", "Figure");
    for figure in &answer.figures {
        let published = figure
            .published
            .filter(|number| number.state() == FigureState::Number);
        let (shown, difference) = match published {
            Some(number) => (number.value.to_string(), format!("{:+}", figure.difference)),
            None => ("[x]".to_owned(), String::new()),
        };
        let difference = if difference == "+0" {
            "0".to_owned()
        } else {
            difference
        };
        let _ = writeln!(
            text,
            "{:width$}  {shown:>9}  {:>8}  {difference:>10}",
            figure.display_name, figure.register
        );
        for reason in &figure.reasons {
            let _ = writeln!(text, "    {}", reason.text);
        }
    }
    let _ = writeln!(text, "counted at position {}", answer.position);
    text
}
