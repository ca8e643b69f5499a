from django.core.management.base import BaseCommand, CommandError

from sessions.models import SourceRecord
from sessions.reading import chain
from sessions.reading.keeping import attached, check


class Command(BaseCommand):
    """Hold every attached file, its text and every passage against what was recorded of them.

    Writes nothing, and no word of a source: a line has the source's id, the verdict, and how many passages are broken
    of how many. The exit status is 1 if any chain is broken; a source without a file is no fault.
    """

    help = "Check that passages still stand in the attached files of their sources; exit with 1 if one does not."

    def handle(self, **options):
        broken = 0
        for source in SourceRecord.objects.order_by("pk"):
            found = check(source, attached(source))
            self.report(source, found)
            broken += bool(_broken(found) or found.source.word == chain.BROKEN)
        if broken:
            raise CommandError(f"Broken chains: {broken}. The admin shows where: Sources, Chain.", returncode=1)

    def report(self, source, found):
        """One line for a source, and one for each thing that is wrong with its file."""
        word = chain.BROKEN if _broken(found) else found.source.word
        self.stdout.write(f"{source.public_id}: {word}, passages broken: {_broken(found)} of {len(found.passages)}")
        for fault in found.source.faults:
            self.stdout.write(f"  {fault}")


def _broken(found):
    return sum(verdict.word == chain.BROKEN for _, verdict in found.passages)
