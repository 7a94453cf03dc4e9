//! The weekly page: what is red, amber and green, for the officers who answer complaints. It names records, so it is
//! for the council itself.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    domain::{ids::Position, weekly_list::Colour},
    report::{
        document::{Cell, Column, Document, Highlight, Line, Section, Sheet, Unit},
        input::SignOff,
        kind::{Audience, Kind},
        words::{self, Noun},
    },
};

/// A clock that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The record, as it is referred to.
    pub record: String,
    /// The clock in words.
    pub clock: String,
    /// The procedure in words; empty for a case of the Ombudsman.
    pub procedure: String,
    /// The stage; 0 for the whole.
    pub stage: u8,
    /// The agreed due date; none while the clock is held.
    pub due_on: Option<NaiveDate>,
    /// Working days to it; negative where it has passed.
    pub working_days_left: i32,
    /// The team.
    pub team: String,
    /// The officer in charge: a post or staff number.
    pub officer: String,
    /// How pressing it is.
    pub colour: Colour,
}

/// What the weekly page is made of.
#[derive(Debug, Clone)]
pub struct Weekly {
    /// The council's name.
    pub authority: String,
    /// The day that due dates are seen from.
    pub today: NaiveDate,
    /// The log position that it was read at.
    pub position: Position,
    /// When that position was recorded.
    pub recorded_at: DateTime<Utc>,
    /// The clocks, by due date.
    pub clocks: Vec<Due>,
    /// How many clocks there are of each colour: red, amber, green. There may be more than are listed.
    pub colours: [i64; 3],
    /// How many are overdue, by the recorded reason.
    pub overdue: Vec<(String, i64)>,
}

const CLOCK: Noun = Noun {
    one: "deadline",
    many: "deadlines",
};

/// The weekly page.
pub fn weekly(input: &Weekly) -> Document {
    let [red, amber, green] = input.colours;
    let today = words::date(input.today);
    let overdue: i64 = input.overdue.iter().map(|(_, count)| count).sum();
    let highlight = |value: i64, label: &str| Highlight {
        value: words::whole(value),
        label: label.to_owned(),
        change: String::new(),
    };
    let sections = vec![
        summary(input, overdue),
        of_colour(input, Colour::Red, 2),
        of_colour(input, Colour::Amber, 3),
        of_colour(input, Colour::Green, 4),
    ];
    let mut document = Document {
        kind: Kind::Weekly,
        audience: Audience::Authority,
        title: "Weekly list of deadlines".to_owned(),
        authority: input.authority.clone(),
        period: format!("seen from {today}"),
        days: (today.clone(), today),
        about: "Every deadline that runs, by how pressing it is: overdue or nearly due is red, soon due is amber, further \
                away or held is green. The thresholds are in the council's own policies."
            .to_owned(),
        position: input.position,
        recorded_at: input.recorded_at,
        highlights: vec![
            highlight(overdue, "overdue"),
            highlight(red, "red: overdue or due within the red threshold"),
            highlight(amber, "amber: due soon"),
            highlight(green, "green: further away or held"),
        ],
        sections,
        checklist: Vec::new(),
        missing: Vec::new(),
        withheld: Vec::new(),
        definitions: Vec::new(),
        sign_off: SignOff::default(),
    };
    let mut number = 0;
    for sheet in document
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.sheets)
    {
        number += 1;
        sheet.number = number;
    }
    document
}

fn text(id: &str, name: &str) -> Column {
    Column {
        id: id.to_owned(),
        name: name.to_owned(),
        unit: Unit::Text,
    }
}

fn count(id: &str, name: &str) -> Column {
    Column {
        unit: Unit::Count,
        ..text(id, name)
    }
}

fn summary(input: &Weekly, overdue: i64) -> Section {
    let running: i64 = input.colours.iter().sum();
    let are = words::is_or_are(running);
    let running = words::capital(&CLOCK.counted(running));
    let late = match overdue {
        0 => "none of them is overdue".to_owned(),
        1 => "1 of them is overdue".to_owned(),
        _ => format!("{} of them are overdue", words::whole(overdue)),
    };
    let rows = input.overdue.iter().map(|(reason, number)| Line {
        keys: vec![reason.clone()],
        cells: vec![Cell::count(*number)],
    });
    let rows: Vec<Line> = rows.collect();
    let sheet = Sheet {
        id: "overdue_by_reason".to_owned(),
        number: 0,
        title: "Overdue, by the reason recorded".to_owned(),
        subtitle: "Every deadline that has passed.".to_owned(),
        heads: vec!["Reason".to_owned()],
        columns: vec![count("count", "Overdue")],
        total: Some(Line {
            keys: vec!["Total".to_owned()],
            cells: vec![Cell::count(overdue)],
        }),
        rows,
        chart: None,
        notes: Vec::new(),
    };
    Section {
        id: "summary",
        number: 1,
        title: "Where things stand",
        source: "",
        sentences: vec![format!("{running} {are} running; {late}.")],
        narratives: Vec::new(),
        sheets: if overdue > 0 { vec![sheet] } else { Vec::new() },
    }
}

fn of_colour(input: &Weekly, colour: Colour, number: usize) -> Section {
    let (id, title, place) = match colour {
        Colour::Red => ("red", "Red", 0),
        Colour::Amber => ("amber", "Amber", 1),
        Colour::Green => ("green", "Green", 2),
    };
    let clocks: Vec<&Due> = input.clocks.iter().filter(|due| due.colour == colour).collect();
    let all = input.colours[place];
    let listed = i64::try_from(clocks.len()).unwrap_or(i64::MAX);
    let mut sentences = Vec::new();
    if listed == 0 {
        sentences.push(format!("Nothing is {}.", title.to_lowercase()));
    } else if listed < all {
        sentences.push(format!(
            "The first {} of {} are listed.",
            words::whole(listed),
            words::whole(all)
        ));
    }
    let rows: Vec<Line> = clocks.iter().map(|due| line(due)).collect();
    let sheet = Sheet {
        id: format!("deadlines_{id}"),
        number: 0,
        title: format!("{title} deadlines, by due date"),
        subtitle: "Working days left are counted from today, which is not counted itself.".to_owned(),
        heads: vec!["Record".to_owned()],
        columns: vec![
            text("clock", "Deadline"),
            text("procedure", "Procedure"),
            text("stage", "Stage"),
            text("due", "Due"),
            count("left", "Working days left"),
            text("team", "Team"),
            text("officer", "Officer"),
        ],
        rows,
        total: None,
        chart: None,
        notes: Vec::new(),
    };
    Section {
        id,
        number,
        title,
        source: "",
        sentences,
        narratives: Vec::new(),
        sheets: if listed > 0 { vec![sheet] } else { Vec::new() },
    }
}

fn line(due: &Due) -> Line {
    let text = |text: &str| match text {
        "" => Cell::NotApplicable,
        text => Cell::Text(text.to_owned()),
    };
    let stage = match due.stage {
        0 => String::new(),
        stage => stage.to_string(),
    };
    Line {
        keys: vec![due.record.clone()],
        cells: vec![
            text(&due.clock),
            text(&due.procedure),
            text(&stage),
            text(&due.due_on.map_or_else(|| "held".to_owned(), words::date)),
            match due.due_on {
                Some(_) => Cell::count(due.working_days_left.into()),
                None => Cell::NotApplicable,
            },
            text(&due.team),
            text(&due.officer),
        ],
    }
}
