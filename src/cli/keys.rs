//! `redress keys`: the keys that what is sealed is sealed under.

use std::path::PathBuf;

use super::{
    Outcome,
    client::{CallArgs, print},
};
use crate::{
    api::wire::{
        DescribeKeysRequest, KeyState, RewrapKeysRequest, RotateAuthorityKeyRequest,
        keys_service_client::KeysServiceClient,
    },
    app::keys::add_master_key,
};

/// What to do with keys.
#[derive(Debug, clap::Subcommand)]
pub enum KeysCommand {
    /// Put a new master key before those of a file; `redress keys rewrap` then has the server use it.
    AddMaster {
        /// The file of the master keys.
        file: PathBuf,
    },
    /// Tell how the keys of an authority stand.
    Show(Of),
    /// Give an authority another key.
    Rotate(Of),
    /// Have the server read the master keys again, and wrap anew what is wrapped under an earlier key.
    Rewrap(CallArgs),
}

/// Of which authority.
#[derive(Debug, clap::Args)]
pub struct Of {
    /// The authority's id.
    #[arg(long)]
    authority: String,
    #[command(flatten)]
    call: CallArgs,
}

/// Does it.
///
/// # Errors
/// When the file cannot be read or written, or the server does not answer or refuses.
pub async fn run(command: KeysCommand) -> Outcome {
    match command {
        KeysCommand::AddMaster { file } => print(&format!("{}\n", add_master_key(&file)?)),
        KeysCommand::Show(Of { authority, call }) => {
            let (channel, token) = call.connect().await?;
            let mut client = KeysServiceClient::with_interceptor(channel, token);
            let parent = format!("authorities/{authority}");
            let state = client.describe_keys(DescribeKeysRequest { parent }).await?;
            tell(&state.into_inner())
        }
        KeysCommand::Rotate(Of { authority, call }) => {
            let (channel, token) = call.connect().await?;
            let mut client = KeysServiceClient::with_interceptor(channel, token);
            let parent = format!("authorities/{authority}");
            let asked = DescribeKeysRequest {
                parent: parent.clone(),
            };
            let version = client.describe_keys(asked).await?.into_inner().version;
            let rotate = RotateAuthorityKeyRequest { parent, version };
            tell(&client.rotate_authority_key(rotate).await?.into_inner())
        }
        KeysCommand::Rewrap(call) => {
            let (channel, token) = call.connect().await?;
            let mut client = KeysServiceClient::with_interceptor(channel, token);
            let done = client.rewrap_keys(RewrapKeysRequest {}).await?.into_inner();
            print(&format!(
                "{} keys of authorities and {} data keys were wrapped anew, {} were retired\n",
                done.authority_keys, done.data_keys, done.retired_keys
            ))
        }
    }
}

fn tell(state: &KeyState) -> Outcome {
    print(&format!(
        "version {}, wrapped by {}; the present key is {}; {} earlier keys, {} data keys under them\n",
        state.version, state.wrapped_by, state.present_key, state.earlier_keys, state.data_keys_left
    ))
}
