"""`python -m forum.assets [--vendor] [--dev] [--static DIR]`: fetch (when asked) and build the browser assets."""

import argparse
import sys
from pathlib import Path

from forum.assets.build import build
from forum.assets.vendor import VendorError, fetch

STATIC = Path(__file__).resolve().parents[2] / "static"


def main(arguments: list[str] | None = None) -> int:
    """Build; a failed fetch is reported and does not stop the build (then there are no live updates)."""
    parser = argparse.ArgumentParser(prog="python -m forum.assets", description=__doc__)
    parser.add_argument("--static", type=Path, default=STATIC, help="folder of the sources")
    parser.add_argument("--vendor", action="store_true", help="fetch from npm first")
    parser.add_argument("--dev", action="store_true", help="fetch what tests need too (implies --vendor)")
    options = parser.parse_args(arguments)
    if options.vendor or options.dev:
        try:
            fetch(options.static, dev=options.dev)
        except VendorError as error:
            sys.stderr.write(f"no live updates: {error}\n")
    manifest = build(options.static)
    sys.stdout.write(f"{len(manifest.files)} files in {options.static / 'build'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
