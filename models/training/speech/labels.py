"""What the net can hear: the digits of each language apart, and speech that is no digit."""

ENGLISH = "zero one two three four five six seven eight nine oh".split()
MANDARIN = "ling2 yi1 er4 san1 si4 wu3 liu4 qi1 ba1 jiu3 yao1".split()
# A digit's place in its list is its figure; the last of either list is another word for one.
EXTRA = {"en": 0, "cmn": 1}
BLANK = 0
FIRST = {"en": 1, "cmn": 12}
OTHER = 23
COUNT = 24


def label(language, figure, extra=False):
    """The class of a digit; extra: of its other name, oh or yao."""
    return FIRST[language] + (10 if extra else figure)


def figure(number):
    """(language, figure) of a class; None for what is no digit."""
    for language, first in FIRST.items():
        if first <= number <= first + 10:
            place = number - first
            return language, EXTRA[language] if place == 10 else place
    return None
