"""Fills the database for `make demo`: tables, vocabularies, one real conference and somebody who may sign in."""

import json
import os
import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from sessions.models import ConferenceRecord

SAMPLE = settings.BASE_DIR / "sessions" / "samples" / "prishtina-2014.json"
PAGES = {"The site": "/", "The desk, for staff": "/admin/", "The API, with documentation": "/api/docs/"}


class Command(BaseCommand):
    """Each step finds out by itself what is already there, so that a second run changes nothing."""

    help = "Prepares the database of the demo. Run again, it changes nothing."

    def handle(self, **options):
        self.step("Tables", "migrate", interactive=False, verbosity=0)
        self.step("Countries", "load_countries")
        self.step("Themes", "load_themes")
        self.add_sample()
        self.admit_administrator()
        self.stdout.write("\nOpen in a browser (Ctrl-C stops the server):")
        for name, path in PAGES.items():
            self.stdout.write(f"  {settings.SITE_URL}{path:<12} {name}")
        self.stdout.write("")

    def step(self, title, command, *arguments, **options):
        """Says what is being done and does it."""
        self.stdout.write(f"{title} ({command})")
        call_command(command, *map(str, arguments), stdout=self.stdout, stderr=self.stderr, **options)

    def add_sample(self):
        """Imports and releases the sample, or neither; one that is there may have been edited and stays as it is."""
        slug = json.loads(SAMPLE.read_text(encoding="utf-8"))["conference"]["slug"]
        if ConferenceRecord.objects.filter(slug=slug).exists():
            self.stdout.write("A conference in Prishtina, 2014: there already")
            return
        with transaction.atomic():
            self.step("A conference in Prishtina, 2014", "import_bundle", SAMPLE)
            self.step("Its release", "release_all")

    def admit_administrator(self):
        """Creates the account "admin" if nobody can administer yet, and shows a password made up here this once."""
        accounts = get_user_model().objects
        if accounts.filter(is_superuser=True, is_active=True).exists():
            self.stdout.write("Administrator: there already, with the password given before")
            return
        chosen = os.environ.get("ADMIN_PASSWORD", "")
        password = chosen or secrets.token_urlsafe(15)
        accounts.create_superuser("admin", password=password)
        shown = "the password in ADMIN_PASSWORD" if chosen else f"password {password} (shown only now)"
        self.stdout.write(self.style.SUCCESS(f'Administrator: user "admin", {shown}'))
        self.warn_of_weakness(password)
        if not settings.SECOND_FACTOR:
            self.stdout.write("The demo asks for no second factor; a site for others must (SECOND_FACTOR).")

    def warn_of_weakness(self, password):
        """Staff could not choose such a password; on this machine alone it does no harm."""
        try:
            validate_password(password)
        except ValidationError as error:
            self.stdout.write(self.style.WARNING(f"For a public site choose another: {' '.join(error.messages)}"))
