from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from lessons.bundles.exporting import FromDesk
from lessons.bundles.layout import write_out
from lessons.bundles.public import FromShelf
from sessions.models import Conference, ConferenceRecord


class Command(BaseCommand):
    """Write one conference as a bundle: from the desk, or with ``--public`` what the shelf shows and nothing else."""

    help = "Write one conference as a bundle."

    def add_arguments(self, parser):
        parser.add_argument("conference", help="The slug of the conference.")
        parser.add_argument("--public", action="store_true", help="Only what the public site shows.")
        parser.add_argument("--output", help="Write to this file instead of standard output.")

    @transaction.atomic
    def handle(self, *args, conference, public, output, **options):
        bundle = self._bundle(conference, public)
        if not output:
            write_out(self.stdout._out, bundle.conference(), bundle.items)
            return
        part = Path(f"{output}.part")
        try:
            with part.open("w", encoding="utf-8", newline="\n") as out:
                write_out(out, bundle.conference(), bundle.items)
            part.replace(output)
        except OSError as error:
            raise CommandError(f"{output}: {error.strerror}.") from error

    def _bundle(self, slug, public):
        model, bundle = (Conference, FromShelf) if public else (ConferenceRecord, FromDesk)
        found = model.objects.filter(slug=slug).first()
        if found is None:
            known = ", ".join(model.objects.order_by("slug").values_list("slug", flat=True)[:20])
            where = "on the public site" if public else "on the desk"
            raise CommandError(f'There is no conference "{slug}" {where}. Known: {known or "none"}.')
        return bundle(found)
