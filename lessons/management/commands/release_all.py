import time

from django.core.management.base import BaseCommand, CommandError

from organisations.release import kinds
from organisations.whole_shelf import find_drift, release_whole_shelf, waiting


class Command(BaseCommand):
    """Bring the whole shelf in line with the desk: approved records are released, withdrawn ones are gone.

    A record edited since its release stays as it was released. With ``--check`` nothing is written: every difference
    is reported, and the exit status is 1 if there is one.
    """

    help = "Release every approved record and bring the whole shelf in line; --check only reports what differs."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="Write nothing; exit with 1 if something differs.")

    def handle(self, *args, check, verbosity, **options):
        started = time.monotonic()
        progress = Progress(self.stderr) if verbosity else lambda *args: None
        outcomes = find_drift(progress) if check else release_whole_shelf(progress)
        for name, outcome in outcomes.items():
            self.stdout.write(self._line(name, outcome))
        if check:
            self._report(outcomes)
        elif not outcomes:
            self.stdout.write("Nothing to do: the shelf is in line.")
        elif verbosity > 1:
            self.stdout.write(f"Took {time.monotonic() - started:.1f} s.")

    def _report(self, outcomes):
        late = {kind.name: waiting(kind).count() for kind in kinds()}
        late = {name: count for name, count in late.items() if count}
        for name, count in late.items():
            self.stdout.write(f"{name}: {count} approved and not yet released")
        if outcomes or late:
            raise CommandError("The shelf is not in line with the desk. Run release_all.", returncode=1)
        self.stdout.write("The shelf is in line with the desk.")

    def _line(self, name, outcome):
        counts = (
            (len(outcome.created), "released"),
            (len(outcome.updated), "updated"),
            (len(outcome.removed), "withdrawn"),
        )
        return f"{name}: " + ", ".join(f"{count} {word}" for count, word in counts if count)


class Progress:
    """Says how far a long run has come, every two seconds, on the error stream."""

    def __init__(self, stream):
        self.stream, self.last = stream, time.monotonic()

    def __call__(self, name, done, total=None):
        if time.monotonic() - self.last > 2:
            self.last = time.monotonic()
            self.stream.write(f"{name}: {done:,} of {total:,}" if total else f"{name}: {done:,}")
