//! `redress subject-access`.

use std::{fs::OpenOptions, io::Write, os::unix::fs::OpenOptionsExt, path::PathBuf};

use super::{Outcome, client::CallArgs};
use crate::api::wire::{self, records_service_client::RecordsServiceClient};

/// Whom the bundle is for.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum Person {
    /// The complainant of the records.
    Complainant,
    /// The child or service user of the records.
    ServiceUser,
}

/// Whose data, and where the file goes.
#[derive(Debug, clap::Args)]
pub struct SubjectAccess {
    /// The authority's id.
    #[arg(long)]
    authority: String,
    /// A record of the person, such as `representations/17` or `cases/20`; may be given several times.
    #[arg(long = "record", required = true, value_name = "RECORD")]
    records: Vec<String>,
    /// Whom the bundle is for.
    #[arg(long, value_enum, default_value = "complainant")]
    person: Person,
    /// Leave out what is about another person, which is marked otherwise.
    #[arg(long)]
    withhold: bool,
    /// The officer who asks: a post, as a code of the list `officers`.
    #[arg(long)]
    officer: String,
    /// The file to write, which must not be there; only its owner may read it.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[command(flatten)]
    call: CallArgs,
}

/// Writes the bundle.
///
/// # Errors
/// When the server refuses, or the file cannot be written.
pub async fn run(args: SubjectAccess) -> Outcome {
    let parent = format!("authorities/{}", args.authority);
    let third_parties = if args.withhold {
        wire::ThirdParties::Withheld
    } else {
        wire::ThirdParties::Marked
    };
    let person = match args.person {
        Person::Complainant => wire::SubjectPerson::Complainant,
        Person::ServiceUser => wire::SubjectPerson::ServiceUser,
    };
    let request = wire::ExportSubjectRequest {
        records: args
            .records
            .iter()
            .map(|record| format!("{parent}/{record}"))
            .collect(),
        parent,
        person: person.into(),
        third_parties: third_parties.into(),
        officer: args.officer,
    };
    let (channel, token) = args.call.connect().await?;
    let mut client = RecordsServiceClient::with_interceptor(channel, token);
    let mut parts = client.export_subject(request).await?.into_inner();
    let (mut content, mut is_whole) = (Vec::new(), false);
    while let Some(part) = parts.message().await? {
        content.extend(part.content);
        is_whole = part.last;
    }
    if !is_whole {
        return Err("the server broke off in the middle of the file".into());
    }
    let failed = |error| format!("{}: {error}", args.out.display());
    let mut options = OpenOptions::new();
    let mut file = options
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&args.out)
        .map_err(failed)?;
    file.write_all(&content).map_err(failed)?;
    println!("{}", args.out.display());
    Ok(())
}
