"""Clones what repositories.txt lists, each at its commit: python3 -m facetrain.fetch [name ...].

HEAD is set last: a clone that was cut off has no HEAD of the right commit, and is gone on with.
"""

import subprocess
import sys
import time
from pathlib import Path

from . import paths

LIST = Path(__file__).parent.parent / "repositories.txt"
ADDRESS = "https://github.com/"
TRIES = 3


def listed():
    """(owner/name, commit, whether the history is needed) of each line."""
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, commit, *more = line.split()
            yield name, commit, "whole" in more


def git(home, *arguments):
    return subprocess.run(["git", "-C", home, *arguments], capture_output=True, text=True)


def head(home):
    """The commit that a clone stands at; nothing where there is none."""
    if not any((home / place).exists() for place in ("HEAD", ".git/HEAD")):
        return ""
    return git(home, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").stdout.strip()


def fetched(name, commit, whole, address):
    """Whether a clone stands at its commit in the end."""
    home = paths.mirrors() / name.replace("/", "+") / "repo"
    if head(home) == commit:
        return True
    home.mkdir(parents=True, exist_ok=True)
    if not head(home):
        subprocess.run(["git", "init", "--quiet", "--bare", home], check=True)
    depth = [] if whole else ["--depth", "1"]
    got = git(home, "fetch", "--quiet", "--no-tags", *depth, f"{address}{name}", commit)
    if got.returncode:
        print(f"{name}: {got.stderr.strip()}", flush=True)
        return False
    git(home, "update-ref", "--no-deref", "HEAD", commit)
    print(name, commit, flush=True)
    return head(home) == commit


def main(wanted, address=ADDRESS):
    missing = []
    for name, *rest in listed():
        if wanted and name not in wanted:
            continue
        for attempt in range(TRIES):
            if fetched(name, *rest, address):
                break
            time.sleep(2 ** attempt)
        else:
            missing.append(name)
    if missing:
        raise SystemExit("not fetched: " + ", ".join(missing))


if __name__ == "__main__":
    main(sys.argv[1:])
