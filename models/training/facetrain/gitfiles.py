"""Reads files out of cloned repositories without checking them out."""

import subprocess

from . import paths


def repository(name):
    """The git directory of owner/name."""
    home = paths.mirrors() / name.replace("/", "+")
    for path in (home / "repo/.git", home / "repo", home / ".git", home):
        if (path / "HEAD").exists():
            return path
    raise SystemExit(f"{name} is not cloned in {paths.mirrors()} (make train-fetch)")


def names(repo, under="", revision="HEAD"):
    """Paths of the files under a folder, in git's order."""
    listing = subprocess.run(
        ["git", "-c", "core.quotepath=off", "-C", repository(repo), "ls-tree", "-r", "-z",
         "--name-only", revision, under or "."],
        check=True, capture_output=True).stdout
    return [n.decode("utf-8", "surrogateescape") for n in listing.split(b"\0") if n]


def contents(repo, wanted, revision="HEAD"):
    """Yields (path, bytes) for the paths wanted, by one git process."""
    git = subprocess.Popen(["git", "-C", repository(repo), "cat-file", "--batch"],
                           stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        for name in wanted:
            line = f"{revision}:{name}\n".encode("utf-8", "surrogateescape")
            git.stdin.write(line)
            git.stdin.flush()
            head = git.stdout.readline().split()
            if head[-1] == b"missing":
                print(f"{repo} has no {name}", flush=True)
                continue
            body = git.stdout.read(int(head[-1]))
            git.stdout.read(1)
            yield name, body
    finally:
        git.stdin.close()
        git.wait()
