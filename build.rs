//! Compiles the protos without a system `protoc` and keeps the descriptors, custom options included, for
//! reflection and for the permission of each method.

use std::{env, error::Error, fs, path::PathBuf};

const PROTOS: &[&str] = &[
    "redress/v1/access.proto",
    "redress/v1/casework.proto",
    "redress/v1/clocks.proto",
    "redress/v1/error_reason.proto",
    "redress/v1/learning.proto",
    "redress/v1/officers.proto",
    "redress/v1/ombudsman.proto",
    "redress/v1/options.proto",
    "redress/v1/reference.proto",
    "redress/v1/representations.proto",
    "redress/v1/statistics.proto",
    "redress/v1/changes.proto",
    "redress/v1/publication.proto",
    "redress/v1/editions.proto",
    "redress/v1/report.proto",
    "redress/v1/releases.proto",
    "redress/v1/benchmarks.proto",
    "redress/v1/records.proto",
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=proto");
    println!("cargo:rerun-if-changed=third_party");
    println!("cargo:rerun-if-changed=migrations");
    let mut compiler = protox::Compiler::new(["proto", "third_party"])?;
    compiler
        .include_source_info(true)
        .include_imports(true)
        .open_files(PROTOS.iter().copied())?;
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("descriptors.bin"), compiler.encode_file_descriptor_set())?;
    let mut config = prost_build::Config::new();
    config.enable_type_names();
    tonic_prost_build::configure()
        .include_file("wire.rs")
        .codec_path("crate::api::codec::CheckedCodec")
        .compile_fds_with_config(compiler.file_descriptor_set(), config)?;
    Ok(())
}
