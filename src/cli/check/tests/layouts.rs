//! Layouts that councils use. Each is right as it stands, and found when one number is changed.

use super::{right, wrong};

/// A table, a text in it, what it is changed to, and what is found then.
fn changed(table: &str, from: &str, to: &str, expected: &[&str]) {
    right(table);
    assert_eq!(table.matches(from).count(), 1, "{from} stands once in {table}");
    wrong(&table.replace(from, to), expected);
}

#[test]
fn years_stand_as_columns() {
    let table = "table,id=1,title=Complaints by stage 2021/22 to 2023/24\n\
        columns,Stage,2021/22,2022/23,2023/24\n\
        row,Stage 1,100,110,121\nrow,Stage 2,10,9,12\nrow,Total,110,119,133\n";
    changed(table, "133", "134", &["total 1/Total/2023/24"]);
}

#[test]
fn years_stand_as_rows_and_the_total_as_a_column() {
    let table = "table,id=1\ncolumns,Year,Stage 1,Stage 2,Total\n\
        row,2021/22,100,10,110\nrow,2022/23,110,9,119\nrow,2023/24,121,12,133\n";
    changed(table, "119", "118", &["total 1/2022/23/Total"]);
}

#[test]
fn the_total_comes_first() {
    let table = "table,id=1\ncolumns,,Number\nrow,Total,30\nrow,Email,10\nrow,Phone,15\nrow,Letter,5\n";
    changed(table, "Total,30", "Total,31", &["total 1/Total/Number"]);
}

#[test]
fn sections_have_subtotals() {
    let table = "table,id=1\ncolumns,Team,Number\nrow,East,\nrow,A,4\nrow,B,6\nrow,Subtotal,10\n\
        row,C,5\nrow,D,7\nrow,Sub-total,12\nrow,Grand total,22\n";
    changed(
        table,
        "Sub-total,12",
        "Sub-total,13",
        &["total 1/Sub-total/Number"],
    );
    changed(
        table,
        "Grand total,22",
        "Grand total,24",
        &["total 1/Grand total/Number"],
    );
}

#[test]
fn rows_are_counted_within_others() {
    let table = "table,id=1,unit=complaints\ncolumns,,Number\nrow,Statutory,40\nrow,of which with an advocate,12\n\
        row,of which by a child,9\nrow,Corporate,15\nrow,Total,55\n";
    changed(
        table,
        "advocate,12",
        "advocate,41",
        &["more_than_whole 1/of which with an advocate/Number"],
    );
}

#[test]
fn small_numbers_are_withheld() {
    let table = "table,id=1\ncolumns,Ethnicity,Number\nrow,White,120\nrow,Asian,<5\nrow,Black,*\nrow,Mixed,-\n\
        row,Not known,n/a\nrow,Total,131\n";
    changed(table, "131", "119", &["total 1/Total/Number"]);
    let bounded =
        "table,id=1\ncolumns,Ethnicity,Number\nrow,White,120\nrow,Asian,<5\nrow,Mixed,<5\nrow,Total,127\n";
    changed(bounded, "127", "131", &["total 1/Total/Number"]);
}

#[test]
fn percentages_say_nothing_of_what_they_are_of() {
    let whole = "table,id=1\ncolumns,Outcome,Number,%\nrow,Upheld,10,6%\nrow,Partly,55,35%\nrow,Not upheld,40,26%\n\
        row,Withdrawn,51,33%\nrow,Total,156,100%\n";
    changed(whole, "35%", "36%", &["share 1/Partly/%"]);
    let one_decimal = "table,id=1\ncolumns,Outcome,Number,%\nrow,Upheld,10,6.4\nrow,Partly,55,35.3\n\
        row,Not upheld,40,25.6\nrow,Withdrawn,51,32.7\n";
    changed(one_decimal, "35.3", "35.2", &["share 1/Partly/%"]);
    let of_row = "table,id=1\ncolumns,Service,Received,Upheld,% upheld\nrow,Adults,20,5,25%\nrow,Housing,30,10,33%\n\
        row,Highways,16,4,25%\nrow,Total,66,19,29%\n";
    changed(of_row, "33%", "43%", &["share 1/Housing/% upheld"]);
    changed(of_row, "29%", "28%", &["mean_of_rates 1/Total/% upheld"]);
}

#[test]
fn percentages_that_fit_nothing_there_are_left_alone() {
    right(
        "table,id=1\ncolumns,Service,Received,% satisfied\nrow,Adults,20,71%\nrow,Housing,30,64%\nrow,Highways,16,80%\n",
    );
    right("table,id=1\ncolumns,Service,% in time\nrow,Adults,71%\nrow,Housing,64%\nrow,All,68%\n");
}

#[test]
fn a_share_stands_beside_its_count() {
    let table = "table,id=1\ncolumns,,2022/23,2023/24\nrow,Within 20 days,43 (65%),27 (46%)\n\
        row,Over 20 days,23 (35%),32 (54%)\n";
    changed(table, "27 (46%)", "27 (64%)", &["share 1/Within 20 days/2023/24"]);
    let unsigned = "table,id=1\ncolumns,,No. (%)\nrow,Male,28 (47)\nrow,Female,20 (34)\nrow,Not known,11 (19)\nrow,Total,59 (100)\n";
    changed(unsigned, "20 (34)", "20 (43)", &["share 1/Female/No. (%)"]);
}

#[test]
fn measures_stand_as_rows() {
    let table = "table,id=1,by=measure\ncolumns,Indicator,2022/23,2023/24\nrow,Complaints received,66,59\n\
        row,Complaints upheld,30,29\nrow,% upheld,45%,49%\nrow,Average days,14,12\n";
    right(table);
    let said = table.replace(
        "row,Average",
        "row is,part=Complaints upheld,whole=Complaints received\nrow,Average",
    );
    changed(&said, "49%", "33%", &["share 1/% upheld/2023/24"]);
}

#[test]
fn changes_stand_as_columns() {
    let table = "table,id=1\ncolumns,,2022/23,2023/24,Change,% change,Direction of travel\nrow,Adults,50,60,10,20%,↑\n\
        row,Housing,80,60,-20,-25%,↓\nrow,Highways,40,40,0,0%,→\nrow,Planning,25,30,5,20%,↑\n";
    changed(table, "-20,-25%", "-10,-25%", &["difference 1/Housing/Change"]);
    changed(table, "60,10,20%", "60,10,12%", &["growth 1/Adults/% change"]);
    changed(
        table,
        "-25%,↓",
        "-25%,↑",
        &["direction 1/Housing/Direction of travel"],
    );
}

#[test]
fn the_later_year_comes_first() {
    let table = "table,id=1\ncolumns,,2023/24,2022/23,% change\nrow,Adults,60,50,20%\nrow,Housing,60,80,-25%\n\
        row,Planning,30,25,20%\nrow,Total,150,155,-3%\n";
    changed(table, "-25%", "25.5%", &["growth 1/Housing/% change"]);
}

#[test]
fn means_and_ranges_are_not_added_up() {
    let table = "table,id=1\ncolumns,Service,Cases,Average days,Shortest,Longest\nrow,Adults,20,14,2,40\n\
        row,Housing,30,9,1,25\nrow,Total,50,11,1,40\n";
    changed(table, "50,11", "50,15", &["outside_range 1/Total/Average days"]);
    changed(
        table,
        "30,9,1,25",
        "30,9,10,25",
        &["outside_range 1/Housing/Average days"],
    );
    let range =
        "table,id=1\ncolumns,Stage,Average days,Range\nrow,Stage 1,12,3 to 45\nrow,Stage 2,59,30-90\n";
    changed(
        range,
        "59,30-90",
        "29,30-90",
        &["outside_range 1/Stage 2/Average days"],
    );
}

#[test]
fn one_of_many_may_stand_in_several_rows() {
    let table = "table,id=1,unit=concerns,multiple=yes,whole=156\ncolumns,Category,Number\nrow,Communication,115\n\
        row,Service,42\nrow,Conduct,33\n";
    changed(table, "42", "8", &["many_as_cases 1/Number"]);
}

#[test]
fn some_of_a_longer_list_are_shown() {
    let table = "table,id=1,selected=yes,whole=100\ncolumns,Top three,Number\nrow,A,30\nrow,B,20\nrow,C,10\n";
    changed(table, "20", "200", &["more_than_whole 1/B/Number"]);
    wrong(&table.replace("selected=yes,", ""), &["whole 1/Number"]);
}

#[test]
fn what_is_called_a_total_may_be_a_number_of_its_own() {
    right(
        "table,id=1,by=measure\ncolumns,,2023/24\nrow,Total received,100\nrow,Total closed,90\nrow,Total open,25\nrow,Open over a month,10\n",
    );
    right(
        "table,id=1\ncolumns,Council,Upheld,Withdrawn,Total decided\nrow,A,3,1,10\nrow,B,4,2,12\nrow,C,5,0,14\n",
    );
}

#[test]
fn columns_of_several_kinds_stand_side_by_side() {
    right(
        "table,id=1\ncolumns,Council,Population,Complaints,Per 10000,Rank\nrow,A,100000,20,2.0,2\nrow,B,50000,5,1.0,3\n\
        row,C,80000,24,3.0,1\nrow,Total,230000,49,2.1,\n",
    );
    right(
        "table,id=1\ncolumns,Quarter,Received,Closed,Open at end\nrow,Q1,20,15,10\nrow,Q2,22,20,12\nrow,Q3,18,20,10\n\
        row,Q4,25,20,15\nrow,Total,85,75,15\n",
    );
}

#[test]
fn quarters_make_the_year() {
    let table = "table,id=1,measure=complaints\ncolumns,Quarter,Complaints\nrow,Q1,20\nrow,Q2,22\nrow,Q3,18\nrow,Q4,25\n\
        statement,kind=value,measure=complaints,value=85\n";
    changed(table, "value=85", "value=84", &["whole 1/Complaints"]);
}

#[test]
fn bands_follow_each_other() {
    let table = "table,id=1\ncolumns,Age,Number\nrow,Under 16,4\nrow,16-24,6\nrow,25-34,8\nrow,35+,2\n";
    changed(table, "25-34", "24-34", &["bands 1/16-24"]);
    changed(table, "25-34", "27-34", &["bands 1/16-24"]);
    right(
        "table,id=1\ncolumns,Days,Number\nrow,Within 10 days,4\nrow,Within 20 days,6\nrow,Within 65 days,8\n",
    );
}

#[test]
fn a_title_speaks_of_its_own_year() {
    let table = "table,id=1,title=Complaints 2023/24\ncolumns,,Number\nrow,Email,4\n";
    changed(
        table,
        "title=Complaints 2023/24",
        "title=Complaints 2022/23",
        &["other_year 1"],
    );
    changed(
        table,
        "title=Complaints 2023/24",
        "title=Complaints 2023/22",
        &["no_year 1"],
    );
    right("table,id=1,title=Trend 2018/19 to 2023-24\ncolumns,,2018/19,2023/24\nrow,Email,4,5\n");
    right("table,id=1,title=Strategy 2019-22\ncolumns,,Number\nrow,Email,4\n");
    right("table,id=1,title=As at 2024-03-31,period=31 March 2024\ncolumns,,Number\nrow,Open,4\n");
}

#[test]
fn rounded_percentages_need_not_make_100() {
    let table = "table,id=1\ncolumns,Outcome,%\nrow,A,33%\nrow,B,33%\nrow,C,33%\nrow,Total,100%\n";
    changed(table, "C,33%", "C,39%", &["hundred 1/%"]);
    right("table,id=1\ncolumns,Outcome,%\nrow,A,<1%\nrow,B,33%\nrow,C,66%\nrow,Total,100%\n");
}

#[test]
fn footnotes_and_thousands_are_read() {
    let table = "table,id=1\ncolumns,,Number,Cost\nrow,A,\"1,200*\",£750.50\nrow,B,34 (r),£49.50\nrow,Total,\"1,234\",£800\n";
    changed(table, "\"1,234\"", "\"1,243\"", &["total 1/Total/Number"]);
}

#[test]
fn two_tables_of_one_thing_agree() {
    let two = "table,id=1,measure=complaints,by=team\ncolumns,Team,2023/24\nrow,South,16\nrow,East,20\nrow,Total,36\n\
        table,id=2,measure=complaints,by=method\ncolumns,Method,2023/24\nrow,Email,30\nrow,Other,6\nrow,Total,36\n\
        statement,kind=value,measure=complaints,row=South,value=16\n";
    changed(
        two,
        "row,Other,6\nrow,Total,36",
        "row,Other,7\nrow,Total,37",
        &["sections_differ 1/Total/2023/24"],
    );
    changed(two, "value=16", "value=27", &["sections_differ"]);
    right(
        "table,id=1,measure=complaints\ncolumns,Team,2023/24\nrow,Other,16\n\
        table,id=2,measure=complaints\ncolumns,Method,2023/24\nrow,Other,6\n",
    );
}

#[test]
fn labels_that_look_like_something_else() {
    right(
        "table,id=1\ncolumns,Category,Number\nrow,Change of address,4\nrow,Including others,3\nrow,National matters,2\nrow,Total,9\n",
    );
    right(
        "table,id=1\ncolumns,Service,2022/23 %,2023/24 %,Target %,England %\nrow,Adults,80%,85%,95%,88%\nrow,Housing,90%,91%,95%,93%\n",
    );
    right(
        "table,id=1\ncolumns,Year,Complaints\nrow,2019-2020,4\nrow,2020-2021,6\nrow,2021-2022,8\nrow,Average,6\n",
    );
    right(
        "table,id=1,unit=complaints\ncolumns,,Complaints,Cost of stage 2,+/- on last year\nrow,A,4,£750.50,-3\nrow,B,2,£99.25,1\n",
    );
}

#[test]
fn each_section_has_its_own_total() {
    let table = "table,id=1,whole=50\ncolumns,,Number,Average days\nrow,A,10,5\nrow,B,10,7\nrow,Total,20,6\n\
        row,C,10,20\nrow,D,20,30\nrow,Total,30,27\nrow,Grand total,50,18\n";
    changed(table, "Total,30,27", "Total,31,27", &["total 1/Total/Number"]);
    changed(
        table,
        "Total,30,27",
        "Total,30,17",
        &["outside_range 1/Total/Average days"],
    );
}

#[test]
fn percentages_are_named_by_what_is_on_top() {
    let table = "table,id=1,by=measure\ncolumns,Indicator,2022/23,2023/24\nrow,Complaints received,66,59\n\
        row,Complaints upheld,30,29\nrow,% upheld,45%,49%\n";
    changed(table, "49%", "33%", &["share 1/% upheld/2023/24"]);
}

#[test]
fn totals_of_rounded_percentages_may_be_99_or_101() {
    right("table,id=1\ncolumns,,Number,%\nrow,A,1,33%\nrow,B,1,33%\nrow,C,1,33%\nrow,Total,3,99%\n");
    right(
        "table,id=1\ncolumns,,Number,%\nrow,A,40,40%\nrow,of which late,10,25%\nrow,B,60,60%\nrow,Total,100,100%\n",
    );
}

#[test]
fn a_council_is_called_by_several_names() {
    let two = "table,id=1,measure=complaints\ncolumns,,2023/24\nrow,Total,36\n\
        document,id=E,council=Northwick City Council,year=2024/25\ntable,id=2,measure=complaints\ncolumns,,2023/24,2024/25\nrow,Total,36,40\n";
    changed(
        two,
        "row,Total,36,40",
        "row,Total,37,40",
        &["documents_differ 1/Total/2023/24"],
    );
}

#[test]
fn percentages_are_of_a_total_that_stands_elsewhere() {
    let table = "table,id=1\ncolumns,,2023/24\nrow,Email,300\nrow,Phone,71\nrow,Total,371\n\
        table,id=2,multiple=yes\ncolumns,Subject,Complaints,% of complaints\nrow,Communication,201,54%\nrow,Delay,150,40%\n\
        row,Quality,133,36%\nrow,Charging,77,21%\n";
    changed(table, "133,36%", "133,63%", &["share 2/Quality/% of complaints"]);
}

#[test]
fn answers_to_a_question_make_100() {
    let rows = "table,id=1,unit=percent\ncolumns,Question,Agree,Neither,Disagree\nrow,Listened to,50%,20%,30%\n\
        row,Told,33%,33%,33%\nrow,Helped,61%,19%,21%\n";
    changed(rows, "50%,20%", "57%,20%", &["hundred 1/Listened to"]);
    let columns = "table,id=1\ncolumns,Outcome,2022/23 %,2023/24 %\nrow,Upheld,35%,40%\nrow,Partly,30%,25%\nrow,Not upheld,35%,35%\n";
    changed(columns, "40%", "45%", &["hundred 1/2023/24 %"]);
    right(
        "table,id=1\ncolumns,In time,2022/23 %,2023/24 %\nrow,Adults,75%,80%\nrow,Housing,70%,65%\nrow,Planning,90%,85%\n",
    );
}

#[test]
fn a_mean_of_counts_lies_among_them() {
    let table = "table,id=1\ncolumns,Month,Received\nrow,April 2023,140\nrow,May 2023,150\nrow,June 2023,143\nrow,Total,433\nrow,Average,144.3\n";
    changed(table, "144.3", "170", &["outside_range 1/Average/Received"]);
}

#[test]
fn an_open_band_begins_where_the_last_ended() {
    right("table,id=1\ncolumns,Age,Number\nrow,Under 18,4\nrow,18 to 64,6\nrow,65 and over,2\n");
}
