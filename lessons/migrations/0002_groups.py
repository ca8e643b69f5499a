"""The groups of staff: curators edit, reviewers approve and release too, keepers also see who really spoke."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

RECORDS = {
    "organisations": ["organisationrecord", "personrecord"],
    "conference_sessions": [
        "conferencerecord",
        "sourcerecord",
        "sessionrecord",
        "participantrecord",
        "statementrecord",
    ],
    "lessons": ["lessonrecord"],
}
# What is not a record: the verbs curators have for it.
OTHERS = {
    ("organisations", "country"): ["view", "change"],
    ("organisations", "countryalias"): ["view", "add", "change", "delete"],
    ("conference_sessions", "theme"): ["view", "change"],
    ("conference_sessions", "passage"): ["view", "add", "change"],
}


def curator():
    """``{(app, codename)}``. Deleting is for drafts that were never released; the admin sees to that."""
    records = {(app, f"{verb}_{model}") for app, models in RECORDS.items() for model in models for verb in EDITS}
    return records | {(app, f"{verb}_{model}") for (app, model), verbs in OTHERS.items() for verb in verbs}


EDITS = ["view", "add", "change", "delete"]
RELEASES = {(app, f"release_{model}") for app, models in RECORDS.items() for model in models}
SEES = {("conference_sessions", "see_true_speakers")}
GROUPS = {"curator": curator(), "reviewer": curator() | RELEASES, "keeper": curator() | RELEASES | SEES}


def make_groups(apps, schema_editor):
    """Make the groups, or give groups of these names what they lack. Permissions that others gave them stay."""
    make_permissions(apps)
    permissions = apps.get_model("auth", "Permission").objects
    rows = permissions.filter(content_type__app_label__in=RECORDS).select_related("content_type")
    known = {(row.content_type.app_label, row.codename): row for row in rows}
    for name, wanted in GROUPS.items():
        group = apps.get_model("auth", "Group").objects.get_or_create(name=name)[0]
        group.permissions.add(*(known[one] for one in sorted(wanted)))


def make_permissions(apps):
    """Django makes permissions after the last migration; these are needed now."""
    for label in RECORDS:
        config = apps.get_app_config(label)
        config.models_module = True  # past models have none, and Django would pass over them
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None


def remove_groups(apps, schema_editor):
    """Take the groups away; accounts lose what they had through them."""
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("lessons", "0001_initial"),
        ("conference_sessions", "0001_initial"),
        ("organisations", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
