//! Lives of records from the first letter to the last, each under the law that times it.

mod adults;
mod children;
mod clocks;
mod corporate;
mod deadlines;
mod informal;
mod learning;
mod ombudsman;
mod ombudsman_lives;
mod ombudsman_lists;
mod sealed_texts;
mod seen_and_heard;
mod training;
mod adult_plans;
mod conversions;
mod corrections;
mod deferrals;
mod eligibility;
mod findings;
mod held;
mod panel;
mod people;
mod ties;
mod turns;
mod editions;
