"""The checks of meetings, of who took part and of what was said: read here, judged in ``judging.py``."""

from . import meetings, participants, statements  # noqa: F401
