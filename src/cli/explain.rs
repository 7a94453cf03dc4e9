//! `redress explain`: how a clock of a record was reckoned.

use super::{
    Outcome,
    client::{CallArgs, print},
};
use crate::{
    api::{
        convert::values::Wire,
        wire::{ExplainClockRequest, representations_service_client::RepresentationsServiceClient},
    },
    domain::{policy::ClockName, word::Word},
};

/// Which clock to explain.
#[derive(Debug, clap::Args)]
pub struct Explain {
    /// The record, such as authorities/northwick/representations/42.
    name: String,
    /// The clock, such as response or request-window.
    #[arg(long, value_parser = clock)]
    clock: ClockName,
    /// The stage; 0 for the whole.
    #[arg(long, default_value_t = 0)]
    stage: u8,
    /// Which of several of that name: the number of an enquiry or remedy.
    #[arg(long, default_value_t = 1)]
    ordinal: u8,
    #[command(flatten)]
    call: CallArgs,
}

/// Prints the explanation, a paragraph for each sentence of the reckoning.
///
/// # Errors
/// When the server does not answer, or not with an explanation.
pub async fn run(args: Explain) -> Outcome {
    let (channel, token) = args.call.connect().await?;
    let mut client = RepresentationsServiceClient::with_interceptor(channel, token);
    let request = ExplainClockRequest {
        name: args.name,
        clock: args.clock.to_wire(),
        stage: args.stage.into(),
        ordinal: args.ordinal.into(),
    };
    let explanation = client.explain_clock(request).await?.into_inner();
    print(&format!("{}\n", explanation.lines.join("\n\n")))
}

fn clock(text: &str) -> Result<ClockName, String> {
    let unknown = || {
        let words: Vec<String> = ClockName::ALL
            .iter()
            .map(|clock| clock.word().replace('_', "-"))
            .collect();
        format!("not one of {}", words.join(", "))
    };
    ClockName::from_word(&text.replace('-', "_")).ok_or_else(unknown)
}
