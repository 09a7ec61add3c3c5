"""Copy what the pages need from npm packages into the static folder; without npm, say so and go on.

Usage: python tools/assets.py [--required]

Pages fall back to the system's fonts, and large maps to their picture, so a machine without npm or network loses
nothing but looks.
--required: a missing package is an error (for building the wheel and for CI).
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "src" / "comity" / "base" / "static" / "vendor"
FONT = "atkinson-hyperlegible-next"
SCRIPTS = {"graphology": "graphology.umd.min.js", "sigma": "sigma.min.js"}
NPM_SECONDS = 90


def fetch() -> str:
    """Have npm lay out the locked packages; return what went wrong, or nothing."""
    npm = shutil.which("npm")
    if npm is None:
        return "npm is not installed"
    order = [npm, "ci", "--ignore-scripts", "--fetch-retries=1", "--loglevel=error"]
    try:
        ran = subprocess.run(order, cwd=ROOT, capture_output=True, text=True, timeout=NPM_SECONDS)
    except subprocess.TimeoutExpired:
        return f"npm did not finish within {NPM_SECONDS} seconds"
    reason = next((line for line in reversed(ran.stderr.splitlines()) if line.strip()), "no reason given")
    return "" if ran.returncode == 0 else f"npm failed: {reason}"


def copy_fonts() -> None:
    """Lay the variable upright Latin cuts, and their licence, where the style sheet looks for them."""
    package = PACKAGES / "@fontsource-variable" / FONT
    target = VENDOR / "atkinson"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for cut in ("latin-wght-normal", "latin-ext-wght-normal"):
        shutil.copy(package / "files" / f"{FONT}-{cut}.woff2", target)
    shutil.copy(package / "LICENSE", target / "LICENSE.txt")


def copy_scripts() -> None:
    """Lay what draws large maps, and the licences, where their page looks for them."""
    target = VENDOR / "sigma"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for package, script in SCRIPTS.items():
        shutil.copy(PACKAGES / package / "dist" / script, target)
        shutil.copy(PACKAGES / package / "LICENSE.txt", target / f"LICENSE-{package}.txt")


def main(arguments: list[str]) -> int:
    """Fetch and copy; 1 only when the packages are required and can't be had."""
    trouble = fetch()
    if not trouble:
        copy_fonts()
        copy_scripts()
        return 0
    print(f"Pages use the system's fonts: {trouble}. `make assets` tries again.", file=sys.stderr)
    return 1 if "--required" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
