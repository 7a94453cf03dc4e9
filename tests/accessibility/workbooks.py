"""python3 workbooks.py SOFFICE DIR...: opens each DIR/report.xlsx in LibreOffice, has it write every sheet as CSV, and
compares every cell of every table with DIR/report.json. Exits 1 if any differs.
"""
import csv
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# Comma, quotes, UTF-8, from the first line; numbers as they are and not as they are shown; every sheet.
FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
# Title, what it is, the way back to the contents, heads.
ROWS_BEFORE = 4
WITH_N = {"percent", "mean_percent", "working_days", "rate"}


def cells_of(row, columns):
    """The cells that a row of the JSON comes to in the workbook."""
    cells = list(row["keys"])
    for cell, column in zip(row["cells"], columns, strict=True):
        n = column["unit"] in WITH_N
        if "mark" in cell:
            cells += [cell["mark"]] * (2 if n else 1)
        elif "text" in cell:
            cells.append(cell["text"])
        else:
            cells.append(float(cell["value"]))
            if n:
                cells.append(float(cell.get("denominator", 0)))
    return cells


def same(expected, found):
    """Whether a cell that LibreOffice wrote is the one expected."""
    if isinstance(expected, float):
        try:
            return float(found) == expected
        except ValueError:
            return False
    return expected == found


def compare(folder, sheets):
    """How many cells were compared, and what differs."""
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    compared, wrong = 0, []
    for table in (table for section in report["sections"] for table in section["tables"]):
        name = f"Table_{table['number']}"
        with (sheets / f"{folder.name}-{name}.csv").open(encoding="utf-8", newline="") as file:
            found = list(csv.reader(file))[ROWS_BEFORE:]
        rows = table["rows"] + ([table["total"]] if table["total"] else [])
        if len(found) != len(rows):
            wrong.append(f"{name}: {len(found)} rows, not {len(rows)}")
        for number, (row, line) in enumerate(zip(rows, found)):
            expected = cells_of(row, table["columns"])
            compared += len(expected)
            wrong += [
                f"{name}, row {number + 1}, column {place + 1}: {cell!r}, not {one!r}"
                for place, (one, cell) in enumerate(zip(expected, line))
                if not same(one, cell)
            ]
            if len(line) < len(expected):
                wrong.append(f"{name}, row {number + 1}: {len(line)} cells, not {len(expected)}")
    return compared, wrong


def main():
    office, *folders = sys.argv[1:]
    folders = [Path(folder) for folder in folders]
    failed = False
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        # All in one go: starting the office takes longer than opening a workbook.
        books = [shutil.copy(folder / "report.xlsx", work / f"{folder.name}.xlsx") for folder in folders]
        # A profile of its own, so that no office that is open elsewhere is asked.
        profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
        command = [office, "--headless", profile, "--convert-to", FILTER, "--outdir", work / "sheets", *books]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        for folder in folders:
            compared, wrong = compare(folder, work / "sheets")
            for text in wrong[:10]:
                print(f"{folder}: {text}")
            print(f"{folder}: {compared} cells as LibreOffice reads them, {len(wrong)} differ")
            failed = failed or bool(wrong) or compared == 0
    sys.exit(1 if failed else 0)


main()
