//! Peer groups.

use crate::{
    api::{
        convert::{Reader, reference::YEARS},
        wire,
        write::{Draft, Subject, Terms, WriteRequest},
    },
    domain::{
        financial_year::FinancialYear,
        history,
        ids::CodeId,
        limits,
        lists::List,
        reference::{Command, PeerGroup},
    },
};

/// A peer group.
pub fn peer_group(group: &PeerGroup) -> wire::PeerGroup {
    let PeerGroup {
        id,
        display_name,
        provider,
        year,
        members,
    } = group;
    wire::PeerGroup {
        id: id.to_string(),
        display_name: display_name.clone(),
        provider: provider.clone(),
        financial_year: year.0,
        members: members.iter().map(CodeId::to_string).collect(),
    }
}

impl WriteRequest for wire::SavePeerGroupRequest {
    const METHOD: &'static str = "SavePeerGroup";
    const SUBJECT: Subject = Subject::Reference;

    fn resource(&self) -> &str {
        &self.parent
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            parent: _,
            peer_group,
            request_id,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, "", validate_only);
        let group = reader.required("peer_group", peer_group);
        let group = group.and_then(|group| reader.within("peer_group", |reader| read(reader, group)));
        Some(Draft {
            command: history::Command::Reference(Command::SavePeerGroup(group?)),
            secrets: Vec::new(),
            terms: terms?,
        })
    }
}

fn read(reader: &mut Reader<'_>, group: wire::PeerGroup) -> Option<PeerGroup> {
    let wire::PeerGroup {
        id,
        display_name,
        provider,
        financial_year,
        members,
    } = group;
    let max = limits::DISPLAY_NAME_CHARACTERS_MAX;
    let id = CodeId::parse(&id)
        .map_err(|invalid| reader.refuse("id", invalid))
        .ok();
    let display_name = reader.text("display_name", display_name, max);
    let provider = reader.text("provider", provider, max);
    let year = reader.number("financial_year", financial_year, YEARS.0, YEARS.1);
    if members.is_empty() {
        reader.refuse("members", "must hold at least one body");
    }
    let most = limits::PEER_GROUP_MEMBERS_MAX;
    let members = reader.codes("members", List::Bodies, members, most, None);
    Some(PeerGroup {
        id: id?,
        display_name: display_name?,
        provider: provider?,
        year: FinancialYear(year?),
        members: members.filter(|members| !members.is_empty())?,
    })
}
