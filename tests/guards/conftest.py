"""What of the guards needs a database server."""

from tests.conftest import ON_POSTGRESQL

LEFT_OUT = "many writers and roles left out: SQLite has one writer and no roles; DATABASE_URL=postgres://… runs them"
ON_POSTGRESQL_ALONE = [
    "test_concurrency.py",
    "test_erasure_on_postgresql.py",
    "test_mirror.py",
    "test_public_role.py",
    "test_two_at_once.py",
]
collect_ignore = [] if ON_POSTGRESQL else ON_POSTGRESQL_ALONE


def pytest_terminal_summary(terminalreporter):
    """Says so at the end."""
    if not ON_POSTGRESQL:
        terminalreporter.write_sep("-", LEFT_OUT)
