//! The grid: which tables every release has.

use crate::domain::statistics::{Basis, ReportDefinition, TableDefinition};

/// The grid of the benchmark.
pub static BENCHMARK_GRID: ReportDefinition = ReportDefinition {
    id: "benchmark_grid",
    display_name: "Benchmark grid",
    tables: &[TableDefinition {
        id: "by_procedure",
        title: "Received and upheld by procedure",
        measures: &["representations_received"],
        dimensions: &["procedure"],
        filters: &[],
        basis: Basis::Received,
        include_empty: false,
        series: (None, 0),
    }],
};
