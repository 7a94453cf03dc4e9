//! A question is never answered as if a part of it had not been said.

use prost::Message;
use redress::{api::wire::ErrorReason, domain::access::Role};

use super::question;
use crate::harness::{for_each_register, refused::invalid};

#[tokio::test]
async fn a_field_that_this_version_does_not_know_is_refused() {
    for_each_register(async |register| {
        let analyst = register.client(Role::Analyst);
        let path = "/redress.v1.StatisticsService/QueryStatistics";
        let known = question(&["representations_received"], &[], 2025).encode_to_vec();
        analyst.call(path, known.clone()).await.expect("an answer");
        // Field 99, a number.
        let asked = [known, vec![0x98, 0x06, 0x01]].concat();
        let refused = invalid(analyst.call(path, asked).await);
        assert_eq!(refused.reason, ErrorReason::InvalidFields);
        assert_eq!(refused.paths(), ["field 99"]);
    })
    .await;
}
