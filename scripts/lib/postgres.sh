# shellcheck shell=bash
# A throw-away PostgreSQL cluster that never outlives the script that started it. To be sourced after
# tools.sh.
#
#   postgres_start [durable]   starts it and exports TEST_DATABASE_URL
#   postgres_stop              stops it and removes every file
#
# With REDRESS_POSTGRES_TLS, a folder with server.crt and server.key, it also listens with TLS on 127.0.0.1,
# on the port REDRESS_POSTGRES_PORT.
#
# The cluster lives in a private temporary folder and listens on a socket in that folder only, so two
# runs cannot meet. Its files and its processes belong to another user when the script runs as root,
# because PostgreSQL refuses root.
#
# Clean-up survives `kill -9` of the script: a keeper process sits between the two, blocked in `cat` on
# a pipe whose other end only the script holds. However the script ends, the kernel closes that end,
# the keeper reads end of file, stops PostgreSQL and removes the folder.

POSTGRES_KEEPER_INPUT=

# postgres_start [durable]: with `durable`, a commit waits for the disk, as in service; without, nothing
# is ever flushed, which is several times faster and right for tests of behaviour.
postgres_start() {
  if [[ -n $POSTGRES_KEEPER_INPUT ]]; then
    complain "PostgreSQL has already been started"
    return 1
  fi
  local bin
  bin=$(postgres_bin_dir) || return

  local settings=(-c listen_addresses= -c max_connections=200)
  if [[ ${1-} == durable ]]; then
    settings+=(-c fsync=on -c full_page_writes=on -c synchronous_commit=on)
  else
    settings+=(-c fsync=off -c full_page_writes=off -c synchronous_commit=off)
  fi

  # Directly under /tmp and not TMPDIR: a socket's path may have 107 bytes at most, and root's TMPDIR
  # may be closed to the other user. REDRESS_POSTGRES_PARENT is for measuring on a chosen disk.
  local parent=${REDRESS_POSTGRES_PARENT:-/tmp}
  if [[ ${1-} == durable && $(stat -f -c %T "$parent" 2>/dev/null) == tmpfs ]]; then
    complain "warning: $parent is memory, not a disk; set REDRESS_POSTGRES_PARENT to make durable mean it"
  fi

  # Nothing to run with when we are an ordinary user; a change of user when we are root.
  local user='' as_user=()
  if [[ $(id -u) == 0 ]]; then
    user=$(postgres_user) || return
    have setpriv || need_apt util-linux || return
    as_user=(setpriv "--reuid=$user" "--regid=$(id -g "$user")" --init-groups)
  fi

  # The keeper is detached, so that an interrupt from the keyboard, or a kill of our whole process
  # group, reaches it only as the closed pipe.
  local detached=()
  have setsid && detached=(setsid --wait)

  # A coprocess, because Bash marks its pipes close-on-exec: a child of this script that outlives it
  # cannot keep the pipe open.
  coproc POSTGRES_KEEPER {
    exec "${detached[@]}" bash -c "$(declare -f postgres_keep); postgres_keep \"\$@\"" \
      redress-postgres-keeper "$parent" "$bin" "$user" "${as_user[*]}" "${settings[@]}"
  }
  # Copies, because Bash unsets these when the keeper ends.
  POSTGRES_KEEPER_INPUT=${POSTGRES_KEEPER[1]}
  # shellcheck disable=SC2153
  POSTGRES_KEEPER_PROCESS=$POSTGRES_KEEPER_PID

  local dir='' state=''
  { read -r dir && read -r state; } <&"${POSTGRES_KEEPER[0]}" || true
  if [[ $state != ready ]]; then
    complain "PostgreSQL did not start: ${state:-its keeper ended at once}"
    [[ -z $dir ]] || cat "$dir/log" >&2 || true
    postgres_stop
    return 1
  fi

  # A developer's own settings would otherwise reach libpq and sqlx, which add them to the URL.
  unset PGHOST PGHOSTADDR PGPORT PGUSER PGPASSWORD PGPASSFILE PGDATABASE PGOPTIONS PGSERVICE PGSSLMODE
  export TEST_DATABASE_URL="postgres://redress@localhost/redress?host=$dir"
}

# postgres_stop: stops what postgres_start started, waits for it, and removes its files.
postgres_stop() {
  [[ -n $POSTGRES_KEEPER_INPUT ]] || return 0
  exec {POSTGRES_KEEPER_INPUT}>&-
  wait "$POSTGRES_KEEPER_PROCESS" || true
  POSTGRES_KEEPER_INPUT=
  unset TEST_DATABASE_URL
}

# Prints the folder that holds both initdb and postgres, installing PostgreSQL if that is allowed. The
# return code is 77 (the usual sign for "skipped") when there is none, which callers treat as failure.
postgres_bin_dir() {
  postgres_find_bin_dir && return
  if need_apt postgresql && postgres_find_bin_dir; then
    return
  fi
  complain "no PostgreSQL: initdb and postgres (version 15 or later) are neither on the PATH nor in"
  complain "their usual folders; Debian's package is called postgresql"
  return 77
}

postgres_find_bin_dir() {
  local initdb found
  # A newer version's folder sorts last and is preferred. What is on the PATH goes before both; it may
  # be a link out of the folder where the rest is, hence readlink.
  while read -r initdb; do
    [[ -n $initdb ]] || continue
    found=$(dirname "$(readlink -f "$initdb")")
    if [[ -x $found/initdb && -x $found/postgres ]]; then
      printf '%s\n' "$found"
      return
    fi
  done < <(
    command -v initdb
    printf '%s\n' /usr/lib/postgresql/*/bin/initdb /usr/pgsql-*/bin/initdb | sort -V -r
  )
  return 1
}

# Prints the user that PostgreSQL runs as when the script runs as root.
postgres_user() {
  local user
  for user in postgres nobody; do
    if id "$user" >/dev/null 2>&1; then
      printf '%s\n' "$user"
      return
    fi
  done
  complain "PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody"
  return 1
}

# postgres_keep PARENT BIN USER AS_USER SETTING...: the keeper, in a process of its own. It says two lines,
# the folder and then `ready` or what went wrong, and holds on until its input ends. It stays the user who
# started it, so that it may remove the folder from any parent; AS_USER is the command, without quoting,
# that PostgreSQL's programs are run by (nothing when USER is empty).
postgres_keep() {
  local parent=$1 bin=$2 user=$3 as_user dir
  read -r -a as_user <<<"$4"
  shift 4
  # It ends when the pipe does and in no other way; writing to a script that is gone must not end it.
  trap '' HUP INT TERM PIPE
  unset PGDATA PGPORT PGHOST PGOPTIONS
  dir=$(mktemp -d "$parent/redress-postgres.XXXXXX") || exit
  [[ -z $user ]] || chown "$user:" "$dir"
  printf '%s\n' "$dir" || true
  # Also because PostgreSQL's programs complain when they may not read the folder they start in.
  cd "$dir" || exit
  exec 2>>log

  local tls=()
  if [[ -n ${REDRESS_POSTGRES_TLS-} ]]; then
    cp "$REDRESS_POSTGRES_TLS/server.crt" "$REDRESS_POSTGRES_TLS/server.key" "$dir" || exit
    chmod 600 server.key
    [[ -z $user ]] || chown "$user:" server.crt server.key
    tls=(-c listen_addresses=127.0.0.1 -c "port=${REDRESS_POSTGRES_PORT:-5432}" -c ssl=on
      -c "ssl_cert_file=$dir/server.crt" -c "ssl_key_file=$dir/server.key")
  fi

  # An ordinary role, as the service has: row-level security does not hold a superuser. It makes the databases of tests,
  # and may ask for a checkpoint, after which a test looks for texts in the files.
  local role='CREATE ROLE redress LOGIN CREATEDB;
GRANT pg_checkpoint TO redress;
CREATE DATABASE redress OWNER redress;'
  local state='initdb failed' postgres=
  if "${as_user[@]}" "$bin/initdb" --pgdata=data --username=postgres --auth=trust --no-sync \
    --no-instructions --encoding=UTF8 --locale=C.UTF-8 </dev/null >>log 2>&1 &&
    "${as_user[@]}" "$bin/postgres" --single -D data postgres <<<"$role" >>log 2>&1; then
    "${as_user[@]}" "$bin/postgres" -D data -k "$dir" "$@" "${tls[@]}" </dev/null >>log 2>&1 &
    # setpriv becomes postgres rather than starting it, so this is PostgreSQL's own process id.
    postgres=$!
    state='it ended while starting'
    while kill -0 "$postgres" 2>/dev/null; do
      # The eighth line of this file turns to "ready" once connections are accepted; pg_ctl waits for
      # the same sign. Asking with a client would need one installed.
      if grep -q '^ready' data/postmaster.pid 2>/dev/null; then
        state=ready
        break
      fi
      sleep 0.05
    done
  fi
  printf '%s\n' "$state" || true

  cat >/dev/null
  if [[ -n $postgres ]]; then
    # In a loop, because the signal is ignored until PostgreSQL has installed its handler.
    while kill -QUIT "$postgres" 2>/dev/null; do
      sleep 0.05
    done
    wait "$postgres"
  fi
  cd /
  rm -rf "$dir"
}
