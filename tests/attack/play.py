"""Publishes what a council publishes, and keeps what leaves it."""

import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import grpc
import reports
from changes import change
from deployment import YEAR, Body, Council
from fill.chance import day
from meaning import MEANINGS, Key
from records import Register
from said import Said, Table, release

SLOW = ("DEADLINE_EXCEEDED", "CANCELLED")
ROUNDED_OF_100 = 20
WITHDRAWN_OF_100 = 20


@dataclass
class Played:
    """What left one council, and what its officers know besides."""

    name: str
    published: list[Said] = field(default_factory=list)
    texts: dict[int, str] = field(default_factory=dict)
    truth: dict[Key, int] = field(default_factory=dict)
    told: Counter[str] = field(default_factory=Counter)
    refused: list[str] = field(default_factory=list)


def play(register: Register, bodies: list[Body], chance: random.Random, kinds: list[str], versions: int,
         late: list[str]) -> Played:
    """Reports for the public, then versions of a release with one complaint changed between each two, then reports."""
    played = Played(register.council.id)
    for kind in kinds:
        played.published.append(reports.publish(register.council, kind, 0))
    if chance.randrange(100) < ROUNDED_OF_100:
        register.council.admin.write("SaveDisclosurePolicy", parent=register.council.parent,
                                     policy={"mode": "DISCLOSURE_MODE_ROUND", "threshold": 5})
    for epoch in range(versions):
        if epoch:
            played.told[change(register)] += 1
        to = chance.sample(bodies, chance.randint(1, len(bodies)))
        _version(played, register, to, epoch, withdraw=chance.randrange(100) < WITHDRAWN_OF_100)
    for kind in late:
        played.published.append(reports.publish(register.council, kind, versions - 1))
    return played


def _version(played: Played, register: Register, to: list[Body], epoch: int, withdraw: bool) -> None:
    """One version, if the council's own register lets it go."""
    council, today = register.council, register.today
    try:
        made = council.officer.write("PreviewRelease", parent=council.parent, financial_year=YEAR)
        council.officer.write("SignOffRelease", name=made.name, signed_off_by="post-1", signed_off_date=day(today))
        council.officer.write("PublishRelease", name=made.name, recipients=[body.parent for body in to],
                              published_date=day(today))
    except grpc.RpcError as error:
        if error.code().name in SLOW:
            played.told["TOO SLOW"] += 1
        elif error.code().name == "FAILED_PRECONDITION" and "give away" in error.details():
            played.told["refused"] += 1
            played.refused.append(error.details())
        elif error.code().name == "RESOURCE_EXHAUSTED" and "metadata size" in error.details():
            played.told["refused"] += 1
            played.told["REFUSED IN TOO MANY WORDS"] += 1
        else:
            raise
        return
    played.told["published"] += 1
    for body in to:
        body.pull()
    head, tables = release(made.text)
    said = Said(f"version {made.version}", epoch, tables, release=True, rounded=head["policy"][0] == "round",
                recipients=tuple(body.id for body in to))
    played.published.append(said)
    played.texts[made.version] = made.text
    for table in tables:
        _count(played, council, table, epoch, made.made_at_position)
    if withdraw:
        reason = council.codes.of["release-withdrawal-reasons"][0]
        council.officer.write("WithdrawRelease", name=made.name, reason=reason, withdrawn_date=day(today))
        played.told["taken back"] += 1


def _count(played: Played, council: Council, table: Table, epoch: int, position: int) -> None:
    """What the table would say with nothing withheld: the attackers do not have this, the judge does."""
    counted = council.analyst.call(
        "QueryStatistics", parent=council.parent, measures=table.measures, dimensions=table.dimensions,
        filters=[{"dimension": dimension, "values": values.split("|")} for dimension, values in table.filters.items()],
        basis=f"BASIS_{table.basis.upper()}", period={"financial_year": YEAR}, position=position)
    for row in [*counted.rows, counted.total]:
        keys = tuple(key.value for key in row.keys)
        for measure, figure in zip(table.measures, row.figures, strict=True):
            meaning = MEANINGS[measure]
            if figure.state != 1:
                continue
            if meaning.top_told:
                played.truth[table.key(meaning, keys, meaning.top, epoch)] = figure.numerator
            if meaning.below is not None:
                played.truth[table.key(meaning, keys, meaning.below, epoch)] = figure.denominator


def same_bytes(played: list[Played], bodies: list[Body]) -> list[str]:
    """Pulls everything again, twice: what was given once is given the same, or not at all once it was taken back."""
    wrong: list[str] = []
    of = {one.name: one for one in played}
    for body in bodies:
        first, second = ([_bytes(one) for one in body.pull()] for _ in range(2))
        if first != second:
            wrong.append(f"{body.id} pulled twice and got different bytes")
        for pulled in body.pull():
            text = of[pulled.authority].texts[pulled.version]
            if pulled.text not in ("", text):
                wrong.append(f"{body.id} got other bytes of {pulled.authority} version {pulled.version}")
    return wrong


def _bytes(message: Any) -> bytes:
    return bytes(message.SerializeToString(deterministic=True))
