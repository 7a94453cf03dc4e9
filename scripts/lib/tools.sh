# shellcheck shell=bash
# What the scripts need beyond a Rust toolchain, put in place where that is allowed. To be sourced.
#
# Everything we fetch goes to target/tools, so that `cargo clean` is a full reset and nothing of the
# user's own set-up changes. Only need_apt touches the system, and only when run as root.

# The version that the lint rules and the released image were made with. Another version may know
# more rules, so it is exact.
BUF_VERSION=1.75.0

REPOSITORY=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
TOOLS_DIR=$REPOSITORY/target/tools

# The last release's contract, and what a change is compared with.
RELEASED_PROTO=proto/released.binpb

# Prints a message to standard error.
complain() {
  printf '%s\n' "$*" >&2
}

# Whether every one of these commands is there.
have() {
  local name
  for name in "$@"; do
    command -v "$name" >/dev/null || return 1
  done
}

# need_apt PACKAGE...: installs Debian packages, or says which are lacking.
need_apt() {
  if [[ $(id -u) != 0 ]] || ! have apt-get; then
    complain "lacking: please install $* (Debian's names for the packages) and run this again"
    return 1
  fi
  complain "installing $* with apt-get"
  # Package lists may be absent (container images remove them) or too old to fetch from, so a first
  # failure is answered by refreshing them.
  apt_get_install "$@" 2>/dev/null || { apt-get -qq update >&2 && apt_get_install "$@"; } || {
    complain "apt-get could not install $*"
    return 1
  }
}

apt_get_install() {
  DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends "$@" >&2
}

# need_rust: cargo with rustfmt and clippy, and the C compiler that ring and SQLite are built with.
need_rust() {
  if ! have cargo; then
    complain "lacking: please install Rust (rustup is the usual way) and run this again"
    return 1
  fi
  if ! cargo fmt --version >/dev/null 2>&1 || ! cargo clippy --version >/dev/null 2>&1; then
    { have rustup && rustup component add rustfmt clippy; } || {
      complain "lacking: please install the Rust components rustfmt and clippy and run this again"
      return 1
    }
  fi
  have cc || need_apt gcc libc6-dev
}

# need_buf: sets BUF to a buf of exactly BUF_VERSION.
need_buf() {
  local prefix=$TOOLS_DIR/buf-$BUF_VERSION
  local candidate
  for candidate in "$prefix/node_modules/.bin/buf" "$(command -v buf || true)"; do
    if [[ -x $candidate && $("$candidate" --version 2>/dev/null) == "$BUF_VERSION" ]]; then
      BUF=$candidate
      return
    fi
  done
  have npm || need_apt nodejs npm || {
    complain "(or put buf $BUF_VERSION on the PATH)"
    return 1
  }
  mkdir -p "$prefix"
  # Install scripts stay off: buf's package carries its binary and works without running one.
  npm install --prefix "$prefix" --ignore-scripts --no-audit --no-fund --no-package-lock --no-save --no-update-notifier \
    --loglevel=error "@bufbuild/buf@$BUF_VERSION" >&2 || {
    complain "npm could not install buf $BUF_VERSION"
    return 1
  }
  # Read by the scripts that source this file.
  # shellcheck disable=SC2034
  BUF=$prefix/node_modules/.bin/buf
}

# need_python: sets PYTHON to the interpreter of a virtual environment that holds what the Python
# client, the oracle and the attack need. It is made anew whenever the requirements or the system's Python change.
need_python() {
  local venv=$TOOLS_DIR/python
  local client=$REPOSITORY/tests/clients/python/requirements.txt
  local oracle=$REPOSITORY/tests/oracle/requirements.txt
  local attack=$REPOSITORY/tests/attack/requirements.txt
  local stamp=$venv/made-from requirements
  for requirements in "$client" "$oracle" "$attack"; do
    if [[ ! -f $requirements ]]; then
      complain "lacking: ${requirements#"$REPOSITORY"/}"
      return 1
    fi
  done
  PYTHON=$venv/bin/python
  # Debian ships ensurepip, without which a virtual environment has no pip, in a package of its own.
  if ! have python3 || ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    need_apt python3 python3-venv || return
  fi
  local wanted
  wanted=$(python3 --version && cat "$client" "$oracle" "$attack") || return
  if [[ -f $stamp && $(<"$stamp") == "$wanted" ]] && "$PYTHON" -c '' 2>/dev/null; then
    return
  fi
  complain "making target/tools/python from the requirements of the client, the oracle and the attack"
  rm -rf "$venv"
  python3 -m venv "$venv" || return
  "$PYTHON" -m pip install --quiet --disable-pip-version-check --requirement "$client" --requirement "$oracle" \
    --requirement "$attack" >&2 || {
    complain "pip could not install the requirements of the client, the oracle and the attack"
    return 1
  }
  # The stamp comes last: an interrupted installation has none and starts afresh.
  printf '%s\n' "$wanted" >"$stamp"
}

# need_cargo_tool NAME: prints where cargo-NAME is, compiling it once (some minutes) if it is not installed.
need_cargo_tool() {
  local tool
  tool=$(command -v "cargo-$1" || true)
  if [[ -z $tool ]]; then
    tool=$TOOLS_DIR/cargo/bin/cargo-$1
  fi
  [[ -x $tool ]] || cargo install --locked --root "$TOOLS_DIR/cargo" "cargo-$1" >&2 || return
  printf '%s\n' "$tool"
}

# proto_breaking: fails if the contract has changed in a way that breaks a client of the last release.
# Wants need_buf, and the top of the repository as working folder.
proto_breaking() {
  if [[ ! -f $RELEASED_PROTO ]]; then
    complain "$RELEASED_PROTO is missing, so there is no released contract to compare with:"
    complain "restore it from the history, or write the first one with scripts/release-proto"
    return 1
  fi
  # Only the module `proto`, because an image is one module and buf compares like with like; and not the
  # imports, because one that nobody imports any more would count as a deleted file.
  "$BUF" breaking proto --against "$RELEASED_PROTO" --exclude-imports
}

# need_chromium: sets CHROMIUM to a Chromium that can be run without a screen.
need_chromium() {
  CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || true)}
  if [[ -z $CHROMIUM ]]; then
    need_apt chromium fonts-liberation || return
    CHROMIUM=$(command -v chromium)
  fi
}

# need_accessibility: sets ACCESSIBILITY to a folder with check.mjs and the npm packages that it uses.
need_accessibility() {
  local from=$REPOSITORY/tests/accessibility
  ACCESSIBILITY=$TOOLS_DIR/accessibility
  have node npm || need_apt nodejs npm || return
  mkdir -p "$ACCESSIBILITY"
  if ! cmp -s "$from/package.json" "$ACCESSIBILITY/package.json" || [[ ! -d $ACCESSIBILITY/node_modules/axe-core ]]; then
    cp "$from/package.json" "$ACCESSIBILITY/package.json"
    npm install --prefix "$ACCESSIBILITY" --ignore-scripts --no-audit --no-fund --no-package-lock \
      --no-update-notifier --loglevel=error >&2 || {
      rm -f "$ACCESSIBILITY/package.json"
      complain "npm could not install what tests/accessibility/package.json names"
      return 1
    }
  fi
  cp "$from/check.mjs" "$ACCESSIBILITY/check.mjs"
}

# need_libreoffice: sets LIBREOFFICE to an office that can be run without a screen.
need_libreoffice() {
  LIBREOFFICE=$(command -v soffice || command -v libreoffice || true)
  if [[ -z $LIBREOFFICE ]]; then
    need_apt libreoffice-calc || return
    # Read by the scripts that source this file.
    # shellcheck disable=SC2034
    LIBREOFFICE=$(command -v soffice)
  fi
}
