"""`forum bench lighthouse`: what Lighthouse says of home and thread on a phone; performance is the median of three."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from statistics import median

from forum.assets.vendor import node, tool
from forum.bench import targets
from forum.bench.figures import Figure
from forum.bench.site import Site

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic"
RUNS = 3
TIMEOUT_S = 180
Scores = dict[str, float]


def measure_lighthouse(site: Site) -> Iterator[Figure]:
    """Ask Lighthouse about the first page and a thread, as a guest with nothing kept."""
    base = f"http://127.0.0.1:{site.settings.port}"
    for page in ("home", "thread"):
        runs = [scores(base + site.paths(page)[0]) for _ in range(RUNS)]
        for name, target in targets.LIGHTHOUSE.items():
            value = median(run[name] for run in runs)
            yield Figure("lighthouse", f"{page} {name}"[:24], RUNS, value, "points", target, least=True)


def scores(address: str, *, cookie: str = "", skip: str = "", only: str = "") -> Scores:
    """Give the four scores (0 to 100) of a page. `skip`: audits left out, `only`: categories asked for."""
    found = report(address, cookie=cookie, skip=skip, only=only)
    return {name: float(str(part["score"])) * 100 for name, part in found.items()}


def report(address: str, *, cookie: str = "", skip: str = "", only: str = "") -> dict[str, dict[str, object]]:
    """Give each category with its score and the audits that lost points (`lost`)."""
    command = [*node(), str(tool("lighthouse") / "node_modules" / "lighthouse" / "cli" / "index.js"), address]
    command += ["--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    command += [f"--extra-headers={json.dumps({'Cookie': cookie})}"] if cookie else []
    command += [f"--skip-audits={skip}"] if skip else []
    command += [f"--only-categories={only}"] if only else []
    environ = {**os.environ, "CHROME_PATH": next(filter(None, map(shutil.which, CHROMIUM)), "")}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=TIMEOUT_S, check=False)  # noqa: S603 - our own words
    if done.returncode:
        raise RuntimeError(f"Lighthouse gave up on {address}: {done.stderr[-500:]}")
    said = json.loads(done.stdout)
    return {name: _category(part, said["audits"]) for name, part in said["categories"].items()}


def _category(part: dict[str, object], audits: dict[str, dict[str, object]]) -> dict[str, object]:
    weighed = [one["id"] for one in part["auditRefs"] if one["weight"]]  # type: ignore[attr-defined]
    lost = [
        f"{name} {audits[name].get('displayValue', '')}" for name in weighed if audits[name]["score"] not in {1, None}
    ]
    return {"score": part["score"], "lost": lost}
