//! A council's real year, pushed through the public API as a contact-centre system would, and the tables that come
//! out beside the ones that the council published.

mod calls;
pub mod command;
mod compare;
mod complaint;
mod figures;
mod load;
mod ombudsman;
mod prepare;
mod published;
mod records;
mod tables;
#[cfg(test)]
mod tests;

use std::io::Write;

use tonic::{
    Status,
    transport::{Channel, Endpoint},
};

use self::{calls::Calls, compare::Comparison, load::Life, records::Records};
use crate::api::wire;

/// The council whose year it is.
const AUTHORITY: &str = "authorities/coventry";
/// The reports whose tables are compared, with the financial year.
const REPORTS: [(&str, i32); 5] = [
    ("children_annual", 2023),
    ("ombudsman_annual", 2023),
    ("adults_annual", 2023),
    ("peers_annual", 2023),
    ("adults_annual", 2022),
];

/// Why the demo could not be shown.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The server cannot be reached.
    #[error("the server cannot be reached")]
    Connect(#[from] tonic::transport::Error),
    /// A call was refused.
    #[error("{call} was answered {:?}: {}", status.code(), status.message())]
    Call {
        /// The call.
        call: String,
        /// The answer.
        status: Box<Status>,
    },
    /// The data that comes with the demo is not as it should be.
    #[error("the demo's own data is damaged: {0}")]
    Data(String),
    /// The output was closed.
    #[error("cannot write the tables")]
    Write(#[from] std::io::Error),
}

impl DemoError {
    fn call(call: impl Into<String>) -> impl FnOnce(Status) -> Self {
        let call = call.into();
        move |status| Self::Call {
            call,
            status: Box::new(status),
        }
    }
}

/// Loads the year into a running server and writes the comparison. Answers whether each figure was as expected:
/// equal, or different for a known reason.
///
/// # Errors
/// When the server cannot be reached or refuses a call.
pub async fn run(server: Endpoint, admin_secret: &str, output: &mut impl Write) -> Result<bool, DemoError> {
    let records = Records::embedded()?;
    let published = published::embedded()?;
    let channel = server.connect().await?;
    let admin = Calls::new(channel.clone(), admin_secret)?;
    let tokens = prepare::prepare(&admin, &records).await?;
    figures::give(&admin).await?;
    load(&Calls::new(channel.clone(), &tokens.officer)?, records).await?;
    let tables = tables(channel, &tokens.analyst).await?;
    let comparison = Comparison::of(&published, &tables);
    tables::write(&comparison, output)?;
    Ok(comparison.is_as_expected())
}

async fn load(calls: &Calls, records: Records) -> Result<(), DemoError> {
    let Records {
        representations,
        cases,
        reference: _,
        adults: _,
    } = records;
    let representations = representations
        .into_iter()
        .map(|record| complaint::life(calls, record));
    load::play(
        "representations",
        representations.collect::<Result<Vec<Life>, _>>()?,
    )
    .await?;
    let cases = cases.into_iter().map(|record| ombudsman::life(calls, record));
    load::play("Ombudsman's cases", cases.collect::<Result<Vec<Life>, _>>()?).await
}

/// The tables of the reports.
async fn tables(channel: Channel, analyst_secret: &str) -> Result<Vec<wire::Table>, DemoError> {
    let calls = Calls::new(channel, analyst_secret)?;
    let mut tables = Vec::new();
    for (report, year) in REPORTS {
        let request = wire::GetReportRequest {
            name: format!("{AUTHORITY}/reports/{report}"),
            period: Some(wire::Period {
                period: Some(wire::period::Period::FinancialYear(year)),
            }),
            position: 0,
        };
        let answer = calls
            .statistics()
            .get_report(request)
            .await
            .map_err(DemoError::call("GetReport"))?;
        tables.extend(answer.into_inner().tables);
    }
    Ok(tables)
}
