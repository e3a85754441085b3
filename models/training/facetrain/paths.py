"""Where trainers read and write: nothing of it lies in the repository."""

import os
from pathlib import Path


def folder(variable, what):
    """A folder named by an environment variable."""
    value = os.environ.get(variable)
    if not value:
        raise SystemExit(f"set {variable}: {what}")
    return Path(value)


def mirrors():
    """Holds one bare or plain clone per source, named owner+name (see sources.py)."""
    return folder("FACEGATE_MIRRORS", "the folder of cloned data repositories (make train-fetch)")


def work():
    """Holds crops, teachers' outputs, checkpoints; may be deleted at any time."""
    path = folder("FACEGATE_TRAINING", "a scratch folder with 30 GB")
    path.mkdir(parents=True, exist_ok=True)
    return path


def role(name):
    """The folder of a role, or of the crops that all share."""
    path = work() / name
    path.mkdir(exist_ok=True)
    return path


def teachers():
    """Holds the teachers' ONNX files."""
    return folder("FACEGATE_TEACHERS", "the folder of teacher models (development models)")


def held_out():
    """Where labelled pictures go, and where `make bench` reads them."""
    path = folder("FACEGATE_HELDOUT", "a folder for 1 GB of labelled pictures")
    path.mkdir(parents=True, exist_ok=True)
    return path
