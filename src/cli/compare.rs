//! `redress compare`: has a running server compare the councils of a group, and puts the page and the tables into a
//! folder.

use std::path::PathBuf;

use super::{
    Outcome,
    client::{CallArgs, print},
    files::Saved,
    report::financial_year,
};
use crate::{
    api::wire::{
        ComparisonFormat, ComparisonQuestion, ReferenceRate, RenderComparisonRequest,
        RenderComparisonResponse, benchmarks_service_client::BenchmarksServiceClient,
    },
    domain::limits,
};

/// What to compare.
#[derive(Debug, clap::Args)]
pub struct Compare {
    /// Who asks: the council or regional body whose lists hold the group, such as northwick.
    #[arg(long)]
    authority: String,
    /// The id of the peer group.
    #[arg(long)]
    group: String,
    /// The financial year of the figures, such as 2023-24.
    #[arg(long, value_parser = financial_year, value_name = "YEAR")]
    year: i32,
    /// The folder to write into; it is made if it is not there.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The measures, such as `uphold_rate`; all that anybody has a figure for where none is named.
    #[arg(long = "measure", value_delimiter = ',')]
    measures: Vec<String>,
    /// The set that figures are read from, such as region.
    #[arg(long, default_value = "")]
    set: String,
    /// The council that is marked: its code or name among the bodies.
    #[arg(long, default_value = "")]
    own: String,
    /// The smallest number of cases that a body is ranked with, from 5.
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    minimum_n: i32,
    /// A rate that somebody stated, to be told what it is: MEASURE=RATE=LABEL.
    #[arg(long = "stated", value_parser = stated, value_name = "MEASURE=RATE=LABEL")]
    stated: Vec<ReferenceRate>,
    /// The forms to write: html or csv; both where none is named.
    #[arg(long = "format", value_parser = format, value_delimiter = ',')]
    formats: Vec<ComparisonFormat>,
    #[command(flatten)]
    call: CallArgs,
}

/// Has the comparison written, and names each file.
///
/// # Errors
/// When a file cannot be written, or the server refuses.
pub async fn run(args: Compare) -> Outcome {
    let Compare {
        authority,
        group,
        year,
        out,
        measures,
        set,
        own,
        minimum_n,
        stated,
        formats,
        call,
    } = args;
    let request = RenderComparisonRequest {
        parent: format!("authorities/{authority}"),
        question: Some(ComparisonQuestion {
            peer_group: group,
            financial_year: year,
            measures,
            figure_set: set,
            own,
            minimum_n,
            reference_rates: stated,
        }),
        formats: formats.into_iter().map(Into::into).collect(),
    };
    let (channel, token) = call.connect().await?;
    let mut client = BenchmarksServiceClient::with_interceptor(channel, token)
        .max_decoding_message_size(limits::RESPONSE_BYTES_MAX);
    let mut parts = client.render_comparison(request).await?.into_inner();
    let mut saved = Saved::into(&out)?;
    let mut at = 0;
    while let Some(part) = parts.message().await? {
        let RenderComparisonResponse {
            file_name,
            media_type: _,
            content,
            last,
            position,
        } = part;
        at = position;
        saved.take(&file_name, content, last)?;
    }
    print(&format!("{}\nas at position {at}\n", saved.finish()?))
}

fn stated(text: &str) -> Result<ReferenceRate, String> {
    let parts: Vec<&str> = text.splitn(3, '=').collect();
    let [measure, rate, label] = parts[..] else {
        return Err("must be a measure, a rate and a label, such as uphold_rate=77=WMCA average".to_owned());
    };
    Ok(ReferenceRate {
        measure: measure.to_owned(),
        label: label.to_owned(),
        rate: rate.to_owned(),
    })
}

fn format(text: &str) -> Result<ComparisonFormat, String> {
    match text {
        "html" => Ok(ComparisonFormat::Html),
        "csv" => Ok(ComparisonFormat::Csv),
        _ => Err("not one of html, csv".to_owned()),
    }
}
