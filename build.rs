//! Compiles the protos without a system `protoc` and keeps the descriptors, custom options included, for
//! reflection and for the permission of each method.

use std::{
    collections::BTreeMap,
    env,
    error::Error,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use prost_types::{
    DescriptorProto, FileDescriptorSet,
    field_descriptor_proto::{Label, Type},
};

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
    "redress/v1/reads.proto",
    "redress/v1/keys.proto",
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
    let sealed = sealed_fields(&compiler.file_descriptor_set());
    write_redacted(&out, &compiler.file_descriptor_set(), &sealed)?;
    let messages = sealed.keys().map(|message| format!(".{PACKAGE}.{message}"));
    config.skip_debug(messages.collect::<Vec<_>>());
    tonic_prost_build::configure()
        .include_file("wire.rs")
        .codec_path("crate::api::codec::CheckedCodec")
        .compile_fds_with_config(compiler.file_descriptor_set(), config)?;
    Ok(())
}

/// The package of this API.
const PACKAGE: &str = "redress.v1";

/// Messages whose every text is sealed, without a word at each of their fields.
const WHOLLY_SEALED: [&str; 2] = ["Person", "SealedCorrection"];

/// The fields that hold what is sealed, by their messages: those that their comments call sealed.
fn sealed_fields(set: &FileDescriptorSet) -> BTreeMap<String, Vec<String>> {
    let mut sealed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in set.file.iter().filter(|file| file.package() == PACKAGE) {
        let comments: BTreeMap<&[i32], &str> = file
            .source_code_info
            .iter()
            .flat_map(|info| &info.location)
            .map(|location| (location.path.as_slice(), location.leading_comments()))
            .collect();
        for (place, message) in (0..).zip(&file.message_type) {
            for (number, field) in (0..).zip(&message.field) {
                let comment = comments
                    .get([4, place, 2, number].as_slice())
                    .copied()
                    .unwrap_or_default();
                let said = ["Sealed.", "Sealed:", "Sealed;"]
                    .iter()
                    .any(|word| comment.contains(word));
                let is_text = field.r#type() == Type::String;
                if is_text && (said || WHOLLY_SEALED.contains(&message.name())) {
                    let fields = sealed.entry(message.name().to_owned()).or_default();
                    fields.push(field.name().to_owned());
                }
            }
        }
    }
    sealed
}

/// Writes a `Debug` of each of these messages that hides them, and the list of them.
fn write_redacted(
    out: &Path,
    set: &FileDescriptorSet,
    sealed: &BTreeMap<String, Vec<String>>,
) -> Result<(), Box<dyn Error>> {
    let mut code = String::new();
    let mut list = String::new();
    for message in set
        .file
        .iter()
        .filter(|file| file.package() == PACKAGE)
        .flat_map(|file| &file.message_type)
    {
        let Some(fields) = sealed.get(message.name()) else {
            continue;
        };
        for field in fields {
            writeln!(list, "{}.{field}", message.name())?;
        }
        write_debug(&mut code, message, fields)?;
    }
    fs::write(out.join("redacted.rs"), code)?;
    fs::write(out.join("sealed_fields.txt"), list)?;
    Ok(())
}

fn write_debug(
    code: &mut String,
    message: &DescriptorProto,
    sealed: &[String],
) -> Result<(), Box<dyn Error>> {
    let name = message.name();
    writeln!(code, "impl ::core::fmt::Debug for super::{name} {{")?;
    writeln!(
        code,
        "    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {{"
    )?;
    writeln!(code, "        let mut shown = f.debug_struct(\"{name}\");")?;
    for field in &message.field {
        if field.oneof_index.is_some() && !field.proto3_optional() {
            return Err(format!(
                "{name}.{}: a message with sealed texts has no oneof",
                field.name()
            )
            .into());
        }
        let of = field.name();
        let is_sealed = sealed.iter().any(|sealed| sealed == of);
        if !is_sealed {
            writeln!(code, "        shown.field(\"{of}\", &self.r#{of});")?;
            continue;
        }
        if field.label() == Label::Repeated {
            return Err(format!("{name}.{of}: a sealed text is not repeated").into());
        }
        writeln!(
            code,
            "        let said = if self.r#{of}.is_empty() {{ \"\" }} else {{ \"<sealed>\" }};"
        )?;
        writeln!(code, "        shown.field(\"{of}\", &said);")?;
    }
    writeln!(code, "        shown.finish()\n    }}\n}}\n")?;
    Ok(())
}
