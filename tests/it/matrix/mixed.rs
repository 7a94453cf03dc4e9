//! What is of two authorities in one request: beside each other in a list, or one after the other in a stream.

use prost_reflect::DynamicMessage;

use super::{
    call::call,
    cells::{Cells, line, same, tells},
    fields,
    world::{Home, NOWHERE, OF_SOUTHMERE, Row, World, about},
};

/// Looks at every list of a request, and at the order in which a stream brings its messages.
pub async fn look(world: &World, row: &Row, cells: &mut Cells) {
    let callers = world
        .of_home(Home::Northwick)
        .filter(|who| who.may(&row.permission));
    for who in callers {
        for (says, [theirs, nobodys]) in requests(row) {
            let theirs = call(&who.caller, &row.sample.method, theirs).await;
            let nobodys = call(&who.caller, &row.sample.method, nobodys).await;
            let holds = same(&theirs, &nobodys) && !tells(&theirs, OF_SOUTHMERE);
            cells.check(holds, || {
                let (method, theirs, nobodys) = (row.name(), line(&theirs), line(&nobodys));
                format!(
                    "{method} by {} with another's {says}: {theirs}; of nobody {nobodys}",
                    who.label
                )
            });
        }
    }
}

/// The requests with what is Southmere's and with what is nobody's.
fn requests(row: &Row) -> Vec<(String, [Vec<DynamicMessage>; 2])> {
    let sample = &row.sample.message;
    let to = |authority: &'static str| move |text: &str| text.replace("northwick", authority);
    let theirs = fields::mixed(sample, &to("southmere")).into_iter();
    let nobodys = fields::mixed(sample, &to(NOWHERE));
    let lists = theirs
        .zip(nobodys)
        .map(|((says, theirs), (_, nobodys))| (says, [vec![theirs], vec![nobodys]]));
    let mut found: Vec<_> = lists.collect();
    if row.sample.method.is_client_streaming() {
        let own = || sample.clone();
        let after = |other: &str| vec![own(), about(sample, other), own()];
        let before = |other: &str| vec![about(sample, other), own()];
        found.push(("after its own".to_owned(), [after("southmere"), after(NOWHERE)]));
        found.push((
            "before its own".to_owned(),
            [before("southmere"), before(NOWHERE)],
        ));
    }
    found
}
