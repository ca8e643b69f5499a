"""Curators read countries and themes: what is written there is public at once, and they release nothing."""

from django.db import migrations

CHANGES = {
    "organisations": ["change_country", "add_countryalias", "change_countryalias", "delete_countryalias"],
    "conference_sessions": ["change_theme"],
}


def take_back(apps, schema_editor):
    """Curators lose the right to change vocabularies; reviewers and keepers keep it."""
    _each(apps, "remove")


def give_again(apps, schema_editor):
    """As it was before."""
    _each(apps, "add")


def _each(apps, verb):
    permissions = apps.get_model("auth", "Permission").objects
    for group in apps.get_model("auth", "Group").objects.filter(name="curator"):
        for app, names in CHANGES.items():
            rights = permissions.filter(content_type__app_label=app, codename__in=names)
            getattr(group.permissions, verb)(*rights)


class Migration(migrations.Migration):
    dependencies = [("lessons", "0032_desk_lists")]

    operations = [migrations.RunPython(take_back, give_again)]
