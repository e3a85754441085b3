"""Writes into cards.json what an evaluation found out."""

import re
from pathlib import Path

CARDS = Path(__file__).resolve().parent.parent / "cards.json"


def calibrate(name, points, path=CARDS):
    """Puts [raw, shown] points in the place of those that a card has under a name."""
    rows = ",\n".join(f'          {{"raw": {raw}, "shown": {shown}}}' for raw, shown in points)
    text, count = re.subn(rf'"{name}": \[\s*{{[^\]]*\]', f'"{name}": [\n{rows}\n        ]',
                          path.read_text())
    if count != 1:
        raise SystemExit(f"{path.name}: {count} calibrations are named {name}")
    path.write_text(text)
