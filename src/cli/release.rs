//! `redress release`: what a council shares with regional bodies, from its preview to its withdrawal.

use std::fmt::Write;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::{
    Outcome,
    client::{Authorised, CallArgs, print, request_id},
    deadline::date,
};
use crate::api::{
    convert::dates,
    wire::{self, ReleaseState, WithheldBecause, releases_service_client::ReleasesServiceClient},
};

/// What to do with the releases of an authority.
#[derive(Debug, Subcommand)]
pub enum Release {
    /// Make the release of a year, and say what is withheld and why.
    Preview(Preview),
    /// Record that a named role has signed a release off.
    SignOff(SignOff),
    /// Attack a release together with all that was published before, and publish it.
    Publish(Publish),
    /// Take a release back.
    Withdraw(Withdraw),
    /// List the releases.
    List(Whose),
}

/// Whose releases.
#[derive(Debug, Args)]
pub struct Whose {
    /// The authority's id.
    #[arg(long)]
    authority: String,
    #[command(flatten)]
    call: CallArgs,
}

/// A release to preview.
#[derive(Debug, Args)]
pub struct Preview {
    /// The year in which the financial year starts: 2023 is 2023/24.
    #[arg(long)]
    year: i32,
    /// Only say what would be withheld.
    #[arg(long)]
    validate_only: bool,
    #[command(flatten)]
    whose: Whose,
}

/// A release to sign off.
#[derive(Debug, Args)]
pub struct SignOff {
    /// Its number.
    number: i64,
    /// Who signs it off: a post, as a code of the list `officers`.
    #[arg(long)]
    by: String,
    /// When, as YYYY-MM-DD.
    #[arg(long, value_name = "DATE", value_parser = date)]
    on: NaiveDate,
    #[command(flatten)]
    whose: Whose,
}

/// A release to publish.
#[derive(Debug, Args)]
pub struct Publish {
    /// Its number.
    number: i64,
    /// A regional body to publish it to, by id; may be given several times.
    #[arg(long = "to", required = true, value_name = "BODY")]
    to: Vec<String>,
    /// Let other members see in comparisons whose figures they are.
    #[arg(long)]
    named: bool,
    /// When, as YYYY-MM-DD.
    #[arg(long, value_name = "DATE", value_parser = date)]
    on: NaiveDate,
    #[command(flatten)]
    whose: Whose,
}

/// A release to take back.
#[derive(Debug, Args)]
pub struct Withdraw {
    /// Its number.
    number: i64,
    /// Why: a code of the list `release-withdrawal-reasons`.
    #[arg(long)]
    reason: String,
    /// When, as YYYY-MM-DD.
    #[arg(long, value_name = "DATE", value_parser = date)]
    on: NaiveDate,
    #[command(flatten)]
    whose: Whose,
}

type Client = ReleasesServiceClient<Authorised>;

impl Whose {
    async fn client(&self) -> Result<Client, Box<dyn std::error::Error>> {
        let (channel, token) = self.call.connect().await?;
        Ok(ReleasesServiceClient::with_interceptor(channel, token))
    }

    fn parent(&self) -> String {
        format!("authorities/{}", self.authority)
    }

    fn name(&self, number: i64) -> String {
        format!("authorities/{}/releases/{number}", self.authority)
    }
}

/// Does it.
///
/// # Errors
/// Why it was not done.
pub async fn run(command: Release) -> Outcome {
    let release = match command {
        Release::List(whose) => return list(&whose).await,
        Release::Preview(args) => {
            let request = wire::PreviewReleaseRequest {
                parent: args.whose.parent(),
                financial_year: args.year,
                request_id: request_id(),
                validate_only: args.validate_only,
                ..wire::PreviewReleaseRequest::default()
            };
            args.whose.client().await?.preview_release(request).await?
        }
        Release::SignOff(args) => {
            let request = wire::SignOffReleaseRequest {
                name: args.whose.name(args.number),
                signed_off_by: args.by,
                signed_off_date: Some(dates::date(args.on)),
                request_id: request_id(),
                ..wire::SignOffReleaseRequest::default()
            };
            args.whose.client().await?.sign_off_release(request).await?
        }
        Release::Publish(args) => {
            let body = |id: &String| format!("authorities/{id}");
            let request = wire::PublishReleaseRequest {
                name: args.whose.name(args.number),
                recipients: args.to.iter().map(body).collect(),
                named: args.named,
                published_date: Some(dates::date(args.on)),
                request_id: request_id(),
                ..wire::PublishReleaseRequest::default()
            };
            args.whose.client().await?.publish_release(request).await?
        }
        Release::Withdraw(args) => {
            let request = wire::WithdrawReleaseRequest {
                name: args.whose.name(args.number),
                reason: args.reason,
                withdrawn_date: Some(dates::date(args.on)),
                request_id: request_id(),
                ..wire::WithdrawReleaseRequest::default()
            };
            args.whose.client().await?.withdraw_release(request).await?
        }
    };
    print(&text(&release.into_inner())?)
}

async fn list(whose: &Whose) -> Outcome {
    let mut client = whose.client().await?;
    let mut request = wire::ListReleasesRequest {
        parent: whose.parent(),
        ..wire::ListReleasesRequest::default()
    };
    loop {
        let page = client.list_releases(request.clone()).await?.into_inner();
        let mut lines = String::new();
        for release in &page.releases {
            writeln!(lines, "{}", line(release))?;
        }
        print(&lines)?;
        if page.next_page_token.is_empty() {
            return Ok(());
        }
        request.page_token = page.next_page_token;
    }
}

/// A release in a line.
fn line(release: &wire::Release) -> String {
    let state = match release.state() {
        ReleaseState::Unspecified => "",
        ReleaseState::Previewed => "previewed",
        ReleaseState::SignedOff => "signed off",
        ReleaseState::Published if release.superseded => "published, superseded",
        ReleaseState::Published => "published",
        ReleaseState::Withdrawn => "withdrawn",
    };
    let year = release.start_date.as_ref().map_or(0, |date| date.year);
    format!(
        "{}  {year}/{:02} version {}  {state}  {}",
        release.name,
        (year + 1) % 100,
        release.version,
        release.digest
    )
}

/// The release, then what is withheld by table and reason.
fn text(release: &wire::Release) -> Result<String, std::fmt::Error> {
    let mut text = line(release);
    text.push('\n');
    for table in &release.tables {
        let figures = (table.rows.len() + 1) * table.measures.len();
        let because = |reason: WithheldBecause| {
            let withheld = release.withheld.iter();
            withheld
                .filter(|figure| figure.table == table.id && figure.because() == reason)
                .count()
        };
        writeln!(
            text,
            "  {}: of {figures} figures, withheld {} that are small, {} that protect one, {} that are reckoned from one",
            table.id,
            because(WithheldBecause::Small),
            because(WithheldBecause::Protects),
            because(WithheldBecause::Derived)
        )?;
    }
    Ok(text)
}
