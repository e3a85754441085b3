"""Cuts the faces out of every source that is named: python3 -m facetrain.prepare utk celeba."""

import sys

from . import crops
from .sources import SOURCES


def main(wanted):
    for name in wanted or SOURCES:
        if not crops.exists(name):
            source = SOURCES[name]
            crops.build(name, source.pictures(), source.score_min, source.pad)


if __name__ == "__main__":
    main(sys.argv[1:])
