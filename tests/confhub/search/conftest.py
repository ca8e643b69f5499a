"""The shelf that searches are tried on: the conference that comes with the site, and rows in other languages."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from lessons.models import Lesson
from organisations.folding import indexed
from sessions.models import Session, Statement
from tests.factories import shelf


@pytest.fixture(scope="module")
def prishtina(django_db_setup, django_db_blocker):
    """The sample, imported and released; taken back after the tests of a file."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_countries", verbosity=0)
        call_command("load_themes", verbosity=0)
        call_command("import_bundle", settings.BASE_DIR / "sessions/samples/prishtina-2014.json", verbosity=0)
        call_command("release_all", verbosity=0)
        _in_other_languages()
        yield
        transaction.set_rollback(True)


# Of the same meeting, in languages that have no stems here.
SAID = {
    "sq": "Besimi fitohet ngadalë nga policisë.",
    "sr": "Поверење се стиче полако; тако каже заједница.",
    "ka": "ნდობა ნელა მოიპოვება.",
    "ar": "الثقة تُكتسب ببطء.",
    "bn": "বিশ্বাস ধীরে ধীরে অর্জিত হয়।",
}


def _in_other_languages():
    room = Session.objects.get(title="Conclusions")
    for order, (language, text) in enumerate(SAID.items(), start=1000):
        row = Statement.objects.filter(session=room).first()
        row.__dict__.update(shelf(text=text, language=language, order=order, search_text=indexed(text, language)))
        row.attribution_label, row.attribution_level = "Speaker not stated", "unattributed"
        row.save(force_insert=True)
    lesson = Lesson.objects.first()
    title = "Policija i građani"
    lesson.__dict__.update(shelf(title=title, text="Sigurnost.", context="", language="sr-Latn", evidence_count=1))
    lesson.search_text = indexed("Policija i građani Sigurnost.", "sr-Latn")
    lesson.save(force_insert=True)
