//! The command `redress`.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// What a write takes is freed by other threads than the one that took it, which the system's allocator pays dearly for.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    redress::cli::run()
}
