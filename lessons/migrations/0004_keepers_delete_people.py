"""Only keepers delete people: that a draft cannot be deleted tells that somebody at a meeting is this person."""

from django.db import migrations

DELETES = ("organisations", "delete_personrecord")
OTHERS = ("curator", "reviewer")


def take_back(apps, schema_editor):
    """Curators and reviewers lose the right to delete people."""
    _each(apps, "remove")


def give_again(apps, schema_editor):
    """As it was before."""
    _each(apps, "add")


def _each(apps, verb):
    app, codename = DELETES
    rights = apps.get_model("auth", "Permission").objects.filter(content_type__app_label=app, codename=codename)
    for group in apps.get_model("auth", "Group").objects.filter(name__in=OTHERS):
        getattr(group.permissions, verb)(*rights)


class Migration(migrations.Migration):
    dependencies = [("lessons", "0003_help_texts")]

    operations = [migrations.RunPython(take_back, give_again)]
