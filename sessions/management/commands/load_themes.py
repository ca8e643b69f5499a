from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from sessions.vocabularies.themes import load_themes


class Command(BaseCommand):
    """Can be run at any time, and as often as wanted."""

    help = "Load the themes that ship with the site. What curators edited stays as it is."

    def handle(self, **options):
        try:
            self.stdout.write(f"Themes: {load_themes()}")
        except IntegrityError as error:
            raise CommandError(f"Nothing was loaded, an edited row stands in the way: {error}") from error
