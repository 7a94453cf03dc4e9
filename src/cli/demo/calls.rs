//! The services of the API, called with one client's token.

use tonic::{
    Request, Status,
    metadata::{Ascii, MetadataValue},
    service::{Interceptor, interceptor::InterceptedService},
    transport::Channel,
};

use super::DemoError;
use crate::api::wire::{
    access_service_client::AccessServiceClient, benchmarks_service_client::BenchmarksServiceClient,
    ombudsman_service_client::OmbudsmanServiceClient, reference_service_client::ReferenceServiceClient,
    representations_service_client::RepresentationsServiceClient,
    statistics_service_client::StatisticsServiceClient,
};

type Authorised = InterceptedService<Channel, Bearer>;

/// Puts the token on every call.
#[derive(Clone)]
pub(super) struct Bearer(MetadataValue<Ascii>);

impl Interceptor for Bearer {
    fn call(&mut self, mut request: Request<()>) -> Result<Request<()>, Status> {
        request.metadata_mut().insert("authorization", self.0.clone());
        Ok(request)
    }
}

/// Makes calls on one connection with one token. Cheap to clone.
#[derive(Clone)]
pub(super) struct Calls {
    channel: Channel,
    bearer: Bearer,
}

impl Calls {
    pub(super) fn new(channel: Channel, secret: &str) -> Result<Self, DemoError> {
        let header = format!("Bearer {secret}").parse();
        let mut header: MetadataValue<Ascii> =
            header.map_err(|_| DemoError::Data("a token that no header can carry".to_owned()))?;
        header.set_sensitive(true);
        Ok(Self {
            channel,
            bearer: Bearer(header),
        })
    }

    pub(super) fn access(&self) -> AccessServiceClient<Authorised> {
        AccessServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    pub(super) fn reference(&self) -> ReferenceServiceClient<Authorised> {
        ReferenceServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    pub(super) fn representations(&self) -> RepresentationsServiceClient<Authorised> {
        RepresentationsServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    pub(super) fn ombudsman(&self) -> OmbudsmanServiceClient<Authorised> {
        OmbudsmanServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    pub(super) fn benchmarks(&self) -> BenchmarksServiceClient<Authorised> {
        BenchmarksServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    pub(super) fn statistics(&self) -> StatisticsServiceClient<Authorised> {
        StatisticsServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }
}
