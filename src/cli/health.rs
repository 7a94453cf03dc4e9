//! `redress health`.

use tonic_health::pb::{
    HealthCheckRequest, health_check_response::ServingStatus, health_client::HealthClient,
};

use super::{Outcome, client::ServerArgs};

/// Which server to ask.
#[derive(Debug, clap::Args)]
pub struct Health {
    #[command(flatten)]
    server: ServerArgs,
}

/// Asks; an error unless it serves.
///
/// # Errors
/// When nobody answers or the server does not serve.
pub async fn run(args: Health) -> Outcome {
    let mut client = HealthClient::new(args.server.connect().await?);
    let answer = client
        .check(HealthCheckRequest {
            service: String::new(),
        })
        .await?
        .into_inner();
    if answer.status() == ServingStatus::Serving {
        println!("serving");
        Ok(())
    } else {
        Err("the server answers and does not serve".into())
    }
}
