import sys
import tempfile
from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from lessons.bundles.checking import check
from lessons.bundles.problems import Refused
from lessons.bundles.spool import Spool
from lessons.bundles.writing import write

from .release_all import Progress

WORDS = ("new", "changed", "unchanged")


class Command(BaseCommand):
    """Write one conference bundle to the desk, whole or not at all.

    Records are known by their keys and updated where they differ; the same file a second time changes nothing. Records
    of the conference that the file does not hold stay. Nothing is released. Refused with every error found: file, path
    inside it, reason; exit status 1.
    """

    help = "Check a whole conference bundle, then write it to the desk, or nothing of it."

    def add_arguments(self, parser):
        parser.add_argument("file", help="A bundle (JSON); - reads standard input.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would change; write nothing.")

    def handle(self, *args, file, dry_run, verbosity, **options):
        self.progress = Progress(self.stderr) if verbosity else lambda *args: None
        name = "standard input" if file == "-" else file
        with tempfile.TemporaryDirectory(prefix="bundle-") as folder, _opened(file, folder) as bundle:
            try:
                desk, counts = self._import(bundle, name, Path(folder), dry_run)
            except Refused as refused:
                self.stderr.write("\n".join(refused.problems))
                raise CommandError(f"Nothing was imported: {refused.count:,} problem(s).") from refused
        self._report(name, counts, desk, dry_run)

    def _import(self, bundle, name, folder, dry_run):
        spool = Spool(folder)
        try:
            desk = check(bundle, name, spool, self.progress)
            return desk, write(spool, desk, self.progress, pretend=dry_run)
        finally:
            spool.close()

    def _report(self, name, counts, desk, dry_run):
        total = sum(counts.values(), Counter())
        changed = {section: found for section, found in counts.items() if found["new"] or found["changed"]}
        if not changed:
            self.stdout.write(f"{name}: no change ({total['unchanged']:,} unchanged).")
        for section, found in changed.items():
            line = ", ".join(f"{found[word]:,} {word}" for word in WORDS if found[word])
            self.stdout.write(f"{section.replace('_', ' ')}: {line}")
        for section, keys in desk.kept.items():
            self.stdout.write(f"{section}: {len(keys):,} on the desk that are not in this file; they stay as they are.")
        if dry_run:
            self.stdout.write("Dry run: nothing was written.")


def _opened(file, folder):
    """A binary file that can be rewound; standard input is kept on disk first."""
    if file != "-":
        try:
            return open(file, "rb")
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from error
    path = Path(folder) / "input"
    with path.open("wb") as kept:
        while piece := sys.stdin.buffer.read(1024 * 1024):
            kept.write(piece)
    return path.open("rb")
