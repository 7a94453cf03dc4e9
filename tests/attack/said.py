"""What was said: tables as they stood in the text of a release, or in a report for the public."""

from dataclasses import dataclass, field

from meaning import MEANINGS, Key, Limits, Meaning, limits

SHOWN, WITHHELD, NOTHING = "shown", "withheld", "not applicable"


@dataclass(frozen=True)
class Figure:
    """A figure: its counts, where it is shown."""

    state: str
    top: int = 0
    below: int = 0
    value: float = 0

    @classmethod
    def of_text(cls, text: str) -> "Figure":
        """As the canonical text writes it: a value with its counts, or a word."""
        if text == "suppressed":
            return cls(WITHHELD)
        if text in ("not_applicable", "unknown"):
            return cls(NOTHING)
        value, counts = text.split(" ")
        top, below = counts.split("/")
        return cls(SHOWN, int(top), int(below), float(value))


@dataclass
class Table:
    """A table of one period."""

    id: str
    basis: str
    period: tuple[str, str]
    filters: dict[str, str]
    measures: list[str]
    dimensions: list[str]
    rows: list[tuple[tuple[str, ...], list[Figure]]] = field(default_factory=list)
    total: list[Figure] = field(default_factory=list)

    def key(self, meaning: Meaning, row: tuple[str, ...], part: dict[str, str], epoch: int) -> Key:
        """The count of a row, or of the total where the row is empty."""
        known: Limits = limits(self.filters, dict(zip(self.dimensions, row, strict=False)), part)
        return Key("days" if meaning.days and part is meaning.top else meaning.unit, self.basis, self.period, known, epoch)


@dataclass
class Said:
    """Something that was published."""

    what: str
    epoch: int
    tables: list[Table]
    release: bool
    rounded: bool = False
    recipients: tuple[str, ...] = ()


def release(text: str) -> tuple[dict[str, list[str]], list[Table]]:
    """Reads the text of a release: its head, and its tables."""
    head: dict[str, list[str]] = {}
    tables: list[Table] = []
    for line in text.splitlines():
        word, *cells = line.split("\t")
        if word == "redress table 1":
            tables.append(Table("", "", ("", ""), {}, [], []))
        elif not tables:
            head[word] = cells
        else:
            _line(tables[-1], word, cells)
    return head, tables


def _line(table: Table, word: str, cells: list[str]) -> None:
    match word:
        case "table":
            table.id = cells[0]
        case "period":
            table.period = (cells[0], cells[1])
        case "basis":
            table.basis = cells[0]
        case "filter":
            table.filters[cells[0]] = "|".join(cells[1:])
        case "measures":
            table.measures = [cell.split("@")[0] for cell in cells]
        case "dimensions":
            table.dimensions = [cell for cell in cells if cell]
        case "row":
            width = 2 * len(table.dimensions)
            table.rows.append((tuple(cells[:width:2]), [Figure.of_text(cell) for cell in cells[width:]]))
        case "total":
            table.total = [Figure.of_text(cell) for cell in cells]
        case _:
            raise ValueError(f"a line that no release has: {word}")


def cells(table: Table) -> list[tuple[tuple[str, ...], str, Figure]]:
    """Every figure of a table whose meaning is known, with its row and measure."""
    found = []
    for row, figures in [*table.rows, ((), table.total)]:
        found += [(row, measure, figure) for measure, figure in zip(table.measures, figures, strict=True)
                  if measure in MEANINGS]
    return found
