//! What sentences state.

use super::{right, wrong};

/// A statement that is right, and one that is not.
fn told(good: &str, bad: &str, rule: &str) {
    right(&format!("statement,{good}\n"));
    wrong(&format!("statement,{bad}\n"), &[rule]);
}

#[test]
fn a_change_goes_the_way_that_is_said() {
    told(
        "kind=change,from=157,to=177,says=an increase",
        "kind=change,from=157,to=177,says=a decrease",
        "direction",
    );
    told(
        "kind=change,from=17,to=17,says=unchanged",
        "kind=change,from=17,to=17,says=an increase",
        "direction",
    );
    told(
        "kind=change,from=229,to=229,says=the same",
        "kind=change,from=177,to=156,says=the same",
        "direction",
    );
    told(
        "kind=change,from=100,to=104,says=broadly similar",
        "kind=change,from=100,to=140,says=similar",
        "direction",
    );
    told(
        "kind=change,from=21,to=20,says=slight decrease",
        "kind=change,from=40,to=20,says=slight decrease",
        "degree",
    );
    told(
        "kind=change,from=20,to=41,says=more than doubled",
        "kind=change,from=20,to=39,says=more than doubled",
        "growth",
    );
}

#[test]
fn a_change_has_the_size_that_is_said() {
    told(
        "kind=change,from=73,to=80,percent=10%,says=up",
        "kind=change,from=73,to=80,percent=9%,says=up",
        "growth",
    );
    told(
        "kind=change,from=66,to=59,percent=11%,says=down",
        "kind=change,from=66,to=59,percent=12%,says=down",
        "growth",
    );
    told(
        "kind=change,from=253,to=173,value=80,says=down",
        "kind=change,from=253,to=173,value=70,says=down",
        "difference",
    );
    told(
        "kind=change,from=65%,to=46%,points=19,says=down",
        "kind=change,from=65%,to=46%,percent=19%,says=down",
        "points",
    );
    told(
        "kind=change,to=47,percent=62%,says=up",
        "kind=change,to=187,percent=49%,says=up",
        "no_whole_number",
    );
}

#[test]
fn a_share_is_of_what_it_says() {
    told(
        "kind=share,part=129,whole=156,percent=83%",
        "kind=share,part=129,whole=156,percent=87%",
        "share",
    );
    told(
        "kind=share,part=129,whole=156,percent=82.7%",
        "kind=share,part=129,whole=156,percent=82%",
        "share",
    );
    told(
        "kind=share,part=1,whole=8,percent=12%",
        "kind=share,part=9,whole=8,percent=112%",
        "more_than_whole",
    );
    told(
        "kind=share,whole=7,percent=43%",
        "kind=share,whole=7,percent=40%",
        "no_whole_number",
    );
    let table =
        "table,id=1,by=measure\ncolumns,,2023/24\nrow,Complaints,156\nrow,Concluded,149\nrow,Stage 1,129\n";
    wrong(
        &format!("{table}statement,kind=share,part=129,whole=156,percent=87%\n"),
        &["other_denominator"],
    );
}

#[test]
fn parts_make_the_total_that_is_said() {
    told(
        "kind=total,value=73,parts=59|8|6",
        "kind=total,value=74,parts=59|8|6",
        "named_parts",
    );
    let table = "table,id=1,by=kind,measure=complaints,unit=complaints\ncolumns,,2023/24\nrow,Statutory,177\nrow,Corporate,18\nrow,Informal,40\n";
    right(&format!(
        "{table}statement,kind=total,value=217,parts=Statutory|Informal\n"
    ));
    wrong(
        &format!("{table}statement,kind=total,value=235,parts=Statutory|Informal\n"),
        &["named_parts"],
    );
    wrong(
        &format!("{table}statement,kind=total,value=217,unit=concerns,parts=Statutory|Informal\n"),
        &["mixed_units"],
    );
}

#[test]
fn years_and_dates_are_those_of_the_document() {
    told("kind=year,says=2023/24", "kind=year,says=2022/23", "other_year");
    told("kind=year,says=Q1 2023/24", "kind=year,says=2021/20", "no_year");
    told(
        "kind=date,value=2025-01-22,from=2024-11-28",
        "kind=date,value=2024-01-22,from=2024-11-28",
        "date",
    );
    let twice =
        "statement,kind=date,measure=board,value=2025-01-09\nstatement,kind=date,measure=board,value=";
    right(&format!("{twice}9 January 2025\n"));
    wrong(&format!("{twice}2024-12-12\n"), &["sections_differ"]);
    told(
        "kind=series,value=5,mentions=2019/20",
        "kind=series,value=5,mentions=2018/19",
        "series",
    );
}

#[test]
fn a_peak_is_the_highest() {
    let table = "table,id=1,measure=compliments\ncolumns,Year,Compliments\nrow,2021/22,502\nrow,2022/23,363\nrow,2023/24,188\n";
    let peak = |year: &str| {
        format!("{table}statement,kind=series,value=3,measure=compliments,says=peak,mentions={year}\n")
    };
    right(&peak("2021/22"));
    wrong(&peak("2022/23"), &["comparison"]);
}

#[test]
fn rows_and_figures_are_counted_right() {
    let table = "table,id=1,number=Figure 1,by=council\ncolumns,,Upheld\nrow,A,1\nrow,B,2\nrow,C,3\n\
        table,id=2,number=Figure 2,by=council\ncolumns,,Late\nrow,A,1\n";
    right(&format!(
        "{table}statement,kind=count,table=1,value=2,row=A\nstatement,kind=reference,table=2,says=figure 2\n"
    ));
    wrong(
        &format!("{table}statement,kind=count,table=1,value=3,row=A\n"),
        &["count"],
    );
    wrong(
        &format!("{table}statement,kind=reference,table=2,says=Figure 1\n"),
        &["reference"],
    );
    wrong(
        &table.replace("number=Figure 2", "number=Figure 1"),
        &["reference 2"],
    );
}

#[test]
fn a_mean_lies_where_its_bands_let_it() {
    told(
        "kind=mean,value=12,n=129,bands=0-10: 61|11+: 68",
        "kind=mean,value=5,n=129,bands=0-10: 61|11+: 68",
        "outside_range",
    );
    told(
        "kind=mean,value=9,bands=0-10: 61|11-20: 6",
        "kind=mean,value=12,bands=0-10: 61|11-20: 6",
        "outside_range",
    );
    told(
        "kind=mean,value=36,n=5,whole=7,excluded=2",
        "kind=mean,value=36,n=7,whole=7,excluded=2",
        "mean_number",
    );
    told(
        "kind=comparison,from=22,to=20,says=over",
        "kind=comparison,from=12,to=20,says=over",
        "comparison",
    );
}

#[test]
fn bases_that_stand_side_by_side_are_remarked() {
    let one = "statement,kind=value,measure=rate,value=80%,basis=all\n";
    right(&format!(
        "{one}statement,kind=value,measure=rate,value=80%,basis=neighbours\n"
    ));
    wrong(
        &format!("{one}statement,kind=value,measure=rate,value=79%,basis=neighbours\n"),
        &["bases"],
    );
}

#[test]
fn units_are_not_mixed() {
    let table = "table,id=1\ncolumns,,Number\nrow,Stage 1,30\nrow is,unit=stage cases\nrow,Stage 2,4\n\
        row is,unit=stage cases\nrow,Total,34\nrow is,unit=stage cases\n";
    right(table);
    wrong(
        &table.replace(
            "Total,34\nrow is,unit=stage cases",
            "Total,34\nrow is,unit=complaints",
        ),
        &["mixed_units 1/Total/Number"],
    );
    let share = "table,id=1\ncolumns,,Concerns,Complaints,%\nunits,,concerns,UNIT,percent\nparts,,,,Concerns\nwholes,,,,Complaints\nrow,A,3,6,50%\n";
    right(&share.replace("UNIT", "concerns"));
    wrong(&share.replace("UNIT", "complaints"), &["mixed_units 1/%"]);
}

#[test]
fn counts_are_whole_and_not_below_nothing() {
    let table = "table,id=1,unit=complaints\ncolumns,,Number\nrow,A,3\nrow,B,2\n";
    right(table);
    wrong(&table.replace("A,3", "A,-3"), &["no_count 1/A/Number"]);
    wrong(&table.replace("A,3", "A,3.5"), &["no_count 1/A/Number"]);
    wrong(
        "table,id=1\ncolumns,,% of complaints\nrow,A,120%\n",
        &["more_than_whole 1/A/% of complaints"],
    );
}
