"""Every version of every record."""

import django.core.validators
import django.db.models.deletion
import organisations.public_ids
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conference_sessions", "0010_review"),
        ("organisations", "0011_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalConferenceRecord",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("parts", models.JSONField(null=True)),
                (
                    "public_id",
                    models.CharField(
                        db_index=True, default=organisations.public_ids.new_public_id, editable=False, max_length=8
                    ),
                ),
                (
                    "high_risk",
                    models.BooleanField(
                        default=False,
                        help_text="Somebody could be hurt if this is wrong. It comes first in the queue; never public.",
                    ),
                ),
                ("notes", models.TextField(blank=True, help_text="For staff only. Never public.")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of its address; begin with the year.",
                        max_length=80,
                        verbose_name="address",
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("start_date", models.DateField()),
                ("end_date", models.DateField()),
                (
                    "place",
                    models.CharField(
                        help_text="As shown: every official name, for example Prishtinë/Priština.", max_length=120
                    ),
                ),
                ("place_names", models.JSONField(blank=True, default=list)),
                ("summary", models.TextField(blank=True, help_text="What the meeting was for, in our own words.")),
                (
                    "headcount",
                    models.PositiveIntegerField(
                        blank=True, help_text="Participants, as a source reports them.", null=True
                    ),
                ),
                (
                    "headcount_note",
                    models.CharField(blank=True, help_text="Which source reports the headcount.", max_length=200),
                ),
                (
                    "disclosure_rule",
                    models.CharField(
                        choices=[
                            ("on_record", "On the record"),
                            ("chatham_house", "Chatham House Rule"),
                            ("closed", "Closed"),
                        ],
                        default="closed",
                        max_length=20,
                    ),
                ),
                (
                    "disclosure_reason",
                    models.TextField(help_text="Why this rule: what was agreed in the room, or how you judged it."),
                ),
                (
                    "language",
                    models.CharField(
                        default="en", help_text="Language tag of the texts, for example en.", max_length=12
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.country",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical conference",
                "verbose_name_plural": "historical conferences",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalParticipantRecord",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("parts", models.JSONField(null=True)),
                (
                    "public_id",
                    models.CharField(
                        db_index=True, default=organisations.public_ids.new_public_id, editable=False, max_length=8
                    ),
                ),
                (
                    "high_risk",
                    models.BooleanField(
                        default=False,
                        help_text="Somebody could be hurt if this is wrong. It comes first in the queue; never public.",
                    ),
                ),
                ("notes", models.TextField(blank=True, help_text="For staff only. Never public.")),
                (
                    "key",
                    models.SlugField(
                        blank=True,
                        db_index=False,
                        help_text="Its name in bundles. Left empty, one is made.",
                        max_length=80,
                    ),
                ),
                ("role", models.CharField(blank=True, help_text="Title at the time of the meeting.", max_length=200)),
                (
                    "group",
                    models.CharField(
                        blank=True, help_text="For example: Law-makers. If no body is known.", max_length=120
                    ),
                ),
                (
                    "classification",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("government", "Government"),
                            ("local_government", "Local government"),
                            ("other_public", "Other public body"),
                            ("international_ngo", "International NGO"),
                            ("national_ngo", "National NGO"),
                            ("regional_ngo", "Regional NGO"),
                            ("partner_country_ngo", "Partner-country NGO"),
                            ("public_private_partnership", "Public–private partnership"),
                            ("multilateral", "Multilateral organisation"),
                            ("foundation", "Foundation"),
                            ("private_sector", "Private sector"),
                            ("academic", "Academic or research body"),
                            ("network", "Network"),
                            ("mission", "International mission"),
                            ("security_institution", "Security institution"),
                            ("parliament", "Parliament"),
                            ("media", "Media"),
                            ("other", "Other"),
                        ],
                        max_length=30,
                        verbose_name="kind of body",
                    ),
                ),
                (
                    "limit",
                    models.CharField(
                        choices=[
                            ("named", "Named"),
                            ("role_organisation", "Role and organisation"),
                            ("organisation", "Organisation"),
                            ("organisation_type", "Kind of organisation or group"),
                            ("country", "Country"),
                            ("unattributed", "Unattributed"),
                            ("withheld", "Withheld"),
                        ],
                        default="unattributed",
                        help_text="The most that may ever be shown of them; a statement may show less.\nNamed: name, post and body.\nRole and organisation: the post and the body. Where one person holds the post, that is as good as a name.\nOrganisation: the body alone.\nKind of organisation or group: what sort of body or group it is, and the country.\nCountry: “Speaker from …”, no body and no post.\nUnattributed: the words, and nothing of who said them.\nWithheld: nothing at all, not even the words.",
                        max_length=20,
                        verbose_name="may be shown as",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("consent", "Consent recorded"),
                            ("published_source", "Named in a published source"),
                            ("public_office", "Public office, acting publicly"),
                        ],
                        max_length=20,
                        verbose_name="basis for naming",
                    ),
                ),
                (
                    "basis_reference",
                    models.CharField(
                        blank=True,
                        help_text="Where the basis can be checked: document and date, page, address.",
                        max_length=300,
                    ),
                ),
                (
                    "unique_post",
                    models.BooleanField(
                        default=True,
                        help_text="One person at a time holds this post: it is as good as a name. Untick it only if you know.",
                    ),
                ),
                (
                    "listed",
                    models.BooleanField(
                        default=False, help_text="List with the conference even if nothing released names them."
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "conference",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="conference_sessions.conferencerecord",
                    ),
                ),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.country",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.organisationrecord",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.personrecord",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical participant",
                "verbose_name_plural": "historical participants",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSessionRecord",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("parts", models.JSONField(null=True)),
                (
                    "public_id",
                    models.CharField(
                        db_index=True, default=organisations.public_ids.new_public_id, editable=False, max_length=8
                    ),
                ),
                (
                    "high_risk",
                    models.BooleanField(
                        default=False,
                        help_text="Somebody could be hurt if this is wrong. It comes first in the queue; never public.",
                    ),
                ),
                ("notes", models.TextField(blank=True, help_text="For staff only. Never public.")),
                (
                    "position",
                    models.PositiveIntegerField(help_text="Place among the parts on the same level: 1, 2, 3."),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of its address on the site. It stays once it was public.",
                        max_length=80,
                        verbose_name="address",
                    ),
                ),
                (
                    "title",
                    models.CharField(help_text="As in the programme, without names of speakers.", max_length=300),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("opening", "Opening"),
                            ("presentation", "Presentations"),
                            ("panel", "Session"),
                            ("open_discussion", "Open discussion"),
                            ("questions", "Questions"),
                            ("conclusions", "Conclusions"),
                        ],
                        max_length=20,
                    ),
                ),
                ("summary", models.TextField(blank=True)),
                (
                    "disclosure_rule",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("on_record", "On the record"),
                            ("chatham_house", "Chatham House Rule"),
                            ("closed", "Closed"),
                        ],
                        help_text="Leave empty for the meeting's own rule.",
                        max_length=20,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "conference",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="conference_sessions.conferencerecord",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The session it is a part of. Left empty: it stands in the programme by itself.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="conference_sessions.sessionrecord",
                        verbose_name="part of",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical session",
                "verbose_name_plural": "historical sessions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSourceRecord",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("parts", models.JSONField(null=True)),
                (
                    "public_id",
                    models.CharField(
                        db_index=True, default=organisations.public_ids.new_public_id, editable=False, max_length=8
                    ),
                ),
                (
                    "high_risk",
                    models.BooleanField(
                        default=False,
                        help_text="Somebody could be hurt if this is wrong. It comes first in the queue; never public.",
                    ),
                ),
                ("notes", models.TextField(blank=True, help_text="For staff only. Never public.")),
                (
                    "key",
                    models.SlugField(
                        blank=True,
                        db_index=False,
                        help_text="Its name in bundles. Left empty, one is made.",
                        max_length=80,
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                (
                    "creator",
                    models.CharField(
                        blank=True, help_text="Who wrote it: people or a body, as printed.", max_length=300
                    ),
                ),
                ("publisher", models.CharField(blank=True, max_length=200)),
                (
                    "publisher_details",
                    models.CharField(blank=True, help_text="Seat and registration, as printed.", max_length=300),
                ),
                (
                    "issued",
                    models.CharField(
                        blank=True, help_text="When it came out: a year, or a day like 2014-04-24.", max_length=10
                    ),
                ),
                ("language", models.CharField(default="en", max_length=12)),
                (
                    "rights",
                    models.CharField(
                        blank=True, help_text="Who holds the rights, or the licence, as printed.", max_length=300
                    ),
                ),
                (
                    "url",
                    models.URLField(blank=True, help_text="Where anybody can read it.", verbose_name="web address"),
                ),
                ("file_sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256 of the file")),
                ("text_sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256 of the text")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "conference",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="conference_sessions.conferencerecord",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical source",
                "verbose_name_plural": "historical sources",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStatementRecord",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("parts", models.JSONField(null=True)),
                (
                    "public_id",
                    models.CharField(
                        db_index=True, default=organisations.public_ids.new_public_id, editable=False, max_length=8
                    ),
                ),
                (
                    "high_risk",
                    models.BooleanField(
                        default=False,
                        help_text="Somebody could be hurt if this is wrong. It comes first in the queue; never public.",
                    ),
                ),
                ("notes", models.TextField(blank=True, help_text="For staff only. Never public.")),
                (
                    "key",
                    models.SlugField(
                        blank=True,
                        db_index=False,
                        help_text="Its name in bundles. Left empty, one is made.",
                        max_length=80,
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        help_text="Place in the session: 1, 2, 3.",
                        validators=[django.core.validators.MaxValueValidator(999999)],
                    ),
                ),
                ("text", models.TextField(help_text="In your own words, one claim. Do not copy from the source.")),
                (
                    "redacted",
                    models.BooleanField(
                        default=False, help_text="Show the public text below instead, even if it is empty."
                    ),
                ),
                ("public_text", models.TextField(blank=True)),
                ("language", models.CharField(default="en", max_length=12)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("observation", "Observation"),
                            ("claim", "Claim"),
                            ("challenge", "Challenge"),
                            ("criticism", "Criticism"),
                            ("recommendation", "Recommendation"),
                            ("good_practice", "Good practice"),
                            ("question", "Question"),
                            ("conclusion", "Conclusion"),
                            ("context", "Context"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "wording",
                    models.CharField(
                        choices=[("verbatim", "Verbatim"), ("paraphrase", "Paraphrase"), ("summary", "Summary")],
                        default="paraphrase",
                        help_text="Verbatim: the very words. Paraphrase: one remark in our words. Summary: several remarks in one.",
                        max_length=12,
                    ),
                ),
                (
                    "attribution_level",
                    models.CharField(
                        choices=[
                            ("named", "Named"),
                            ("role_organisation", "Role and organisation"),
                            ("organisation", "Organisation"),
                            ("organisation_type", "Kind of organisation or group"),
                            ("country", "Country"),
                            ("unattributed", "Unattributed"),
                            ("withheld", "Withheld"),
                        ],
                        default="unattributed",
                        help_text="The most that is shown. The meeting’s rule and the speaker’s own limit can only make it less.\nNamed: name, post and body.\nRole and organisation: the post and the body. Where one person holds the post, that is as good as a name.\nOrganisation: the body alone.\nKind of organisation or group: what sort of body or group it is, and the country.\nCountry: “Speaker from …”, no body and no post.\nUnattributed: the words, and nothing of who said them.\nWithheld: nothing at all, not even the words.",
                        max_length=20,
                        verbose_name="show the speaker as",
                    ),
                ),
                (
                    "consent_reference",
                    models.CharField(blank=True, help_text="Where the consent can be checked.", max_length=300),
                ),
                ("consent_date", models.DateField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="conference_sessions.passage",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="conference_sessions.sessionrecord",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="conference_sessions.participantrecord",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical statement",
                "verbose_name_plural": "historical statements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
