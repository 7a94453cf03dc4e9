"""A database of its own for each register, on PostgreSQL; SQLite has its file in the register's folder."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit


def analyse(url: str | None) -> None:
    """Lets PostgreSQL count what was written, as it does of itself within some minutes."""
    if url is None:
        return
    import psycopg

    with psycopg.connect(url, autocommit=True) as session:
        session.execute("ANALYZE")


@contextmanager
def fresh(server: str | None) -> Iterator[str | None]:
    """Makes a database on a server and removes it afterwards; nothing for SQLite."""
    if server is None:
        yield None
        return
    import psycopg

    name = f"oracle_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as session:
        session.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            session.execute(f"DROP DATABASE {name} WITH (FORCE)")
