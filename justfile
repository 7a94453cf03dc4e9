# The commands that a developer uses every day. `just` lists them; each also works when typed out.

_list:
    @just --list

# Everything that must hold before a change is merged
test:
    scripts/test

# Two real reports through the service, each published figure beside ours
demo *options:
    cargo run --release --locked -- demo {{ options }}

# Formats Rust and proto files
fmt:
    cargo fmt
    bash -c '. scripts/lib/tools.sh && need_buf && "$BUF" format --write proto'

# The compiler's and Clippy's opinion, as strict as scripts/test
lint:
    cargo clippy --all-targets --locked -- -D warnings

# The server, on loopback and an embedded database unless options say otherwise
serve *options:
    cargo run --release --locked -- serve {{ options }}
