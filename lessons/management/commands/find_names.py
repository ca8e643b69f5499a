import sys

from django.core.management.base import BaseCommand, CommandError

from organisations.striking import Names

from ...erasing import files, places


class Command(BaseCommand):
    """Say where names stand in the database: a column and a number of rows each, and sources by their ids.

    The names come from standard input, one per line, so that no shell remembers them. Exit status 1 if one was found.
    """

    help = "Read names from standard input, one per line, and say where they stand. Nothing is changed."

    def handle(self, *args, **options):
        names = Names([line.strip() for line in sys.stdin if line.strip()])
        found = places.counted(places.standing(names))
        lines = [f"{model._meta.label}.{column}: {rows}" for (model, column), rows in found.items()]
        counts = {
            "files of sources": len(files.sources(names)),
            "sheets that wait": len(files.sheets(names)),
            "messages to staff": len(files.sessions(names)),
        }
        lines += [f"{what}: {number}" for what, number in counts.items() if number]
        for line in sorted(lines):
            self.stdout.write(line)
        if lines:
            raise CommandError("They stand in the database. Erase the person they belong to.", returncode=1)
        self.stdout.write("They stand nowhere. Accounts were not looked at.")
