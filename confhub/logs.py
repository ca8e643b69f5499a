"""How log lines are written."""

import logging
import sqlite3
import traceback

import psycopg2
from django.db import Error

DATABASE_ERRORS = (Error, psycopg2.Error, sqlite3.Error)


class SparingFormatter(logging.Formatter):
    """One line with time, level and logger, and tracebacks without the words of database errors.

    A database names the row it refuses ("Key (name)=(...) already exists"), and that row may be a person.
    """

    def __init__(self):
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatException(self, ei):
        """The traceback, after those of the errors that led to it."""
        error, parts = ei[1], []
        while error is not None:
            parts.insert(0, "".join(traceback.format_tb(error.__traceback__)) + last_line(error))
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nand then\n".join(parts)


def last_line(error):
    """The kind of an error and its words, if it may be quoted."""
    words = "(its words are left out: they may quote a record)" if isinstance(error, DATABASE_ERRORS) else error
    return f"{type(error).__name__}: {words}"
