"""Compares lessons on the shelf with all that share words or linked statements with them, in a fixed number of queries.

Everything here is read from the shelf, so that what is said of two lessons tells nothing that is not public.
"""

from collections import Counter, defaultdict
from itertools import chain
from typing import NamedTuple

from sessions.models import StatementLink

from .likeness import WORDS_ON_A_THEME, likeness
from .models import Evidence, Lesson, LessonCountry, LessonWord

# Keys in one query.
KEYS = 10_000
LessonTheme = Lesson.themes.through


class Shared(NamedTuple):
    """What a lesson has in common with another. ``themes``: slugs. ``words``: as the lesson writes them.

    ``links``: pairs of a statement of the one and a statement of the other that are linked, or the same.
    """

    themes: list
    words: list
    links: int


class Neighbourhood:
    """Some lessons with all that are like them: ``scores`` is ``{lesson: {other: likeness}}``.

    Nothing is like a lesson that is not on the shelf.
    """

    def __init__(self, lessons):
        self.words, sizes = _words(lessons)
        self.themes = _grouped(LessonTheme, "lesson_id", "theme_id", lessons)
        self.with_theme = _grouped(LessonTheme, "theme_id", "lesson_id", set().union(*self.themes.values()))
        self.with_word, others = _holders({word for words in self.words.values() for word in words})
        self.sizes = Counter(sizes | others)
        self.links = _links(lessons)
        self.scores = {lesson: self._scores(lesson) for lesson in lessons}
        known = {*lessons, *chain.from_iterable(self.scores.values())}
        self.countries = _grouped(LessonCountry, "lesson_id", "country_id", known)

    def _scores(self, lesson):
        words = Counter(chain.from_iterable(self.with_word[word] for word in self.words[lesson]))
        themes = Counter(chain.from_iterable(self.with_theme[theme] for theme in self.themes[lesson]))
        links, size = self.links[lesson], self.sizes[lesson]
        near = {other for other, count in words.items() if count >= WORDS_ON_A_THEME}
        near = {*near, *links} - {lesson}
        scores = ((each, likeness(words[each], size + self.sizes[each], themes[each], links[each])) for each in near)
        return {other: score for other, score in scores if score}

    def is_elsewhere(self, other, lesson):
        """Whether ``other`` has a country that ``lesson`` has not."""
        return bool(self.countries[other] - self.countries[lesson])

    def shared(self, lesson, other):
        """What is ``Shared`` by one of the lessons and another."""
        themes = sorted(theme for theme in self.themes[lesson] if other in self.with_theme[theme])
        words = sorted(written for word, written in self.words[lesson].items() if other in self.with_word[word])
        return Shared(themes, words, self.links[lesson][other])


def _words(lessons):
    """``{lesson: {word: as it writes it}}`` and ``{lesson: how many}``."""
    words, sizes = defaultdict(dict), {}
    rows = LessonWord.objects.order_by().filter(lesson__in=lessons)
    for lesson, word, written, size in rows.values_list("lesson_id", "word", "written", "size"):
        words[lesson][word], sizes[lesson] = written, size
    return words, sizes


def _holders(words):
    """``{word: lessons that have it}`` and ``{lesson: how many words it has}``."""
    holders, sizes, ids = defaultdict(set), {}, {}
    for some in _batches(words):
        rows = LessonWord.objects.order_by().filter(word__in=some).values_list("word", "lesson_id", "size")
        for word, lesson, size in rows.iterator():
            lesson = ids.setdefault(lesson, lesson)  # one text for each lesson, not for each of its words
            holders[word].add(lesson)
            sizes[lesson] = size
    return holders, sizes


def _links(lessons):
    """``{lesson: {other: pairs of their statements that are linked, or the same}}``."""
    found = defaultdict(Counter)
    same = Evidence.objects.filter(lesson__in=lessons).values_list("lesson_id", "statement__evidence__lesson_id")
    ways = [("statement", "other"), ("other", "statement")]
    linked = (_linked(lessons, f"{one}__evidence__lesson", f"{two}__evidence__lesson") for one, two in ways)
    for rows in (same, *linked):
        for lesson, other in rows.order_by():
            found[lesson][other] += 1
    return found


def _linked(lessons, one, two):
    rows = StatementLink.objects.filter(**{f"{one}__in": lessons, f"{two}__isnull": False})
    return rows.values_list(one, two)


def _grouped(model, column, other, keys):
    found = defaultdict(set)
    for some in _batches(keys):
        rows = model.objects.order_by().filter(**{f"{column}__in": some})
        for key, value in rows.values_list(column, other):
            found[key].add(value)
    return found


def _batches(keys):
    keys = sorted(keys)
    return (keys[start : start + KEYS] for start in range(0, len(keys), KEYS))
