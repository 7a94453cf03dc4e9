//! `redress report`: has a running server write a report, and puts its files into a folder.

mod texts;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use tonic::Streaming;

use self::texts::Texts;
use super::{
    Outcome,
    client::{CallArgs, print},
    files::Saved,
};
use crate::{
    api::{
        convert::values::Wire,
        wire::{
            RenderReportRequest, RenderReportResponse, statistics_service_client::StatisticsServiceClient,
        },
    },
    domain::{limits, word::Word},
    report::kind::{Audience, Format, Kind},
};

/// Which report to write.
#[derive(Debug, clap::Subcommand)]
pub enum Report {
    /// The report on a financial year that the law or the Code asks for.
    Annual(Annual),
    /// The report on a quarter, for directors.
    Quarterly(Quarterly),
    /// The weekly page: every deadline that runs, by how pressing it is.
    Weekly(Weekly),
}

/// The report on a year.
#[derive(Debug, clap::Args)]
pub struct Annual {
    /// Which report: childrens, adults, corporate, ombudsman or code.
    #[arg(long, value_parser = annual_kind)]
    kind: Kind,
    /// The financial year, such as 2023-24.
    #[arg(long, value_parser = financial_year, value_name = "YEAR")]
    year: i32,
    #[command(flatten)]
    made: Made,
    #[command(flatten)]
    all: All,
}

/// The report on a quarter.
#[derive(Debug, clap::Args)]
pub struct Quarterly {
    /// The financial year, such as 2023-24.
    #[arg(long, value_parser = financial_year, value_name = "YEAR")]
    year: i32,
    /// The quarter: 1 is April to June.
    #[arg(long, value_parser = clap::value_parser!(i32).range(1..=4))]
    quarter: i32,
    #[command(flatten)]
    made: Made,
    #[command(flatten)]
    all: All,
}

/// The weekly page.
#[derive(Debug, clap::Args)]
pub struct Weekly {
    #[command(flatten)]
    all: All,
}

/// How a report on a period is made.
#[derive(Debug, clap::Args)]
struct Made {
    /// Whom it is for: authority shows every figure, public withholds small numbers.
    #[arg(long, value_parser = audience, default_value = "authority")]
    audience: Audience,
    /// What people wrote for it, in TOML: texts, the self-assessment, approval and publication.
    #[arg(long, value_name = "FILE")]
    narrative: Option<PathBuf>,
    /// The position of the log to count at; 0 for now.
    #[arg(long, default_value_t = 0)]
    position: i64,
}

/// What every report needs.
#[derive(Debug, clap::Args)]
struct All {
    /// The council, such as northwick.
    #[arg(long)]
    authority: String,
    /// The folder to write into; it is made if it is not there.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The forms to write: html, xlsx, csv or json; all of them where none is named.
    #[arg(long = "format", value_parser = format, value_delimiter = ',')]
    formats: Vec<Format>,
    #[command(flatten)]
    call: CallArgs,
}

/// Has the report written, and names each file.
///
/// # Errors
/// When a file cannot be read or written, or the server refuses.
pub async fn run(args: Report) -> Outcome {
    let (request, all) = match args {
        Report::Annual(Annual {
            kind,
            year,
            made,
            all,
        }) => (period(kind, (year, 0), made)?, all),
        Report::Quarterly(Quarterly {
            year,
            quarter,
            made,
            all,
        }) => (period(Kind::Quarterly, (year, quarter), made)?, all),
        Report::Weekly(Weekly { all }) => {
            let request = RenderReportRequest {
                kind: Kind::Weekly.to_wire(),
                audience: Audience::Authority.to_wire(),
                ..RenderReportRequest::default()
            };
            (request, all)
        }
    };
    let All {
        authority,
        out,
        formats,
        call,
    } = all;
    let request = RenderReportRequest {
        parent: format!("authorities/{authority}"),
        formats: formats.into_iter().map(Wire::to_wire).collect(),
        ..request
    };
    let (channel, token) = call.connect().await?;
    let mut client = StatisticsServiceClient::with_interceptor(channel, token)
        .max_decoding_message_size(limits::RESPONSE_BYTES_MAX);
    let parts = client.render_report(request).await?.into_inner();
    let (files, position) = save(parts, &out).await?;
    print(&format!("{files}\ncounted at position {position}\n"))
}

fn period(
    kind: Kind,
    (financial_year, quarter): (i32, i32),
    made: Made,
) -> Result<RenderReportRequest, Box<dyn std::error::Error>> {
    let Made {
        audience,
        narrative,
        position,
    } = made;
    let Texts {
        narrative,
        self_assessment,
        sign_off,
    } = match narrative {
        Some(file) => texts::read(&file)?,
        None => Texts::default(),
    };
    Ok(RenderReportRequest {
        kind: kind.to_wire(),
        financial_year,
        quarter,
        audience: audience.to_wire(),
        position,
        narrative,
        self_assessment,
        sign_off,
        ..RenderReportRequest::default()
    })
}

/// Writes the files as their parts come, and answers their names.
async fn save(
    mut parts: Streaming<RenderReportResponse>,
    out: &Path,
) -> Result<(String, i64), Box<dyn std::error::Error>> {
    let mut saved = Saved::into(out)?;
    let mut at = 0;
    while let Some(part) = parts.message().await? {
        let RenderReportResponse {
            file_name,
            media_type: _,
            content,
            last,
            position,
        } = part;
        at = position;
        saved.take(&file_name, content, last)?;
    }
    Ok((saved.finish()?, at))
}

fn annual_kind(text: &str) -> Result<Kind, String> {
    word(text, |kind: &Kind| kind.is_annual())
}

fn audience(text: &str) -> Result<Audience, String> {
    word(text, |_| true)
}

fn format(text: &str) -> Result<Format, String> {
    word(text, |_| true)
}

fn word<W: Word>(text: &str, is_allowed: impl Fn(&W) -> bool) -> Result<W, String> {
    let found = W::from_word(text).filter(&is_allowed);
    found.ok_or_else(|| {
        let words = W::ALL.iter().filter(|one| is_allowed(one)).map(|one| one.word());
        format!("not one of {}", words.collect::<Vec<_>>().join(", "))
    })
}

/// A financial year as councils write it: 2023-24 or 2023/24.
pub(in crate::cli) fn financial_year(text: &str) -> Result<i32, String> {
    let unreadable = || "must be two years that follow each other, such as 2023-24".to_owned();
    let (first, second) = text.split_once(['-', '/']).ok_or_else(unreadable)?;
    let year: i32 = first.parse().map_err(|_| unreadable())?;
    let next = (year + 1).rem_euclid(100);
    if first.len() == 4 && second == format!("{next:02}") {
        Ok(year)
    } else {
        Err(unreadable())
    }
}
