"""The bill of materials: put into one settled form, and held against Cargo.lock.

sbom.py settle MADE SBOM   writes what cargo-cyclonedx made without what differs from run to run and from folder to folder
sbom.py check SBOM         every crate that the binary is built of, on any target, is in it; and every one in it is in Cargo.lock
                           with that version and hash
"""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path


def settle(made: Path, sbom: Path) -> int:
    """The crates in order, each by name and version; nothing of who wrote it, where it was fetched from or which
    folder it was built in."""
    document = json.loads(re.sub(r'"(?:registry|path)\+[^"#]*#', '"', made.read_text()))
    document.pop("serialNumber", None)
    document["metadata"].pop("timestamp", None)
    for component in document["components"]:
        for left_out in ("author", "externalReferences"):
            component.pop(left_out, None)
    document["components"].sort(key=lambda component: (component["name"], component["version"]))
    document["dependencies"].sort(key=lambda dependency: dependency["ref"])
    sbom.write_text(json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n")
    return 0


def check(sbom: Path) -> int:
    """What is missing and what is too much, one a line."""
    listed = {
        (component["name"], component["version"]): {one["content"] for one in component.get("hashes", [])}
        for component in json.loads(sbom.read_text())["components"]
    }
    locked = {
        (package["name"], package["version"]): package.get("checksum")
        for package in tomllib.loads(Path("Cargo.lock").read_text())["package"]
    }
    built = _built()
    wrong = [f"not in {sbom}: {name} {version}" for name, version in sorted(built - listed.keys())]
    wrong += [f"in {sbom} and not in Cargo.lock: {name} {version}" for name, version in sorted(listed.keys() - locked.keys())]
    wrong += [
        f"another hash than in Cargo.lock: {name} {version}"
        for name, version in sorted(listed.keys() & locked.keys())
        if listed[name, version] != {locked[name, version]}
    ]
    print("\n".join(wrong) or f"{len(listed)} crates listed, each with the hash of Cargo.lock; {len(built)} are built on some target")
    return bool(wrong)


def _built() -> set[tuple[str, str]]:
    """The crates that the binary is built of, on every target and with every feature; those that only tests use are not."""
    command = ["cargo", "tree", "--locked", "--edges", "normal,build", "--target", "all", "--all-features", "--prefix", "none",
               "--format", "{p}"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    crates = {tuple(line.split()[:2]) for line in lines if line.strip()}
    return {(name, version.removeprefix("v")) for name, version in crates if name != "redress"}


def main() -> int:
    match sys.argv[1:]:
        case ["settle", made, sbom]:
            return settle(Path(made), Path(sbom))
        case ["check", sbom]:
            return check(Path(sbom))
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
