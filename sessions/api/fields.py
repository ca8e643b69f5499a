"""Parts that answers about meetings are made of."""

from rest_framework import serializers

from ..choices import Level
from ..models import Conference, Session, Theme

# What a row on the shelf can have: nothing withheld is there.
PUBLIC_LEVELS = [(value, label) for value, label in Level.choices if value != Level.WITHHELD]


class ThemeBriefSerializer(serializers.ModelSerializer):
    """A theme inside another answer."""

    class Meta:
        model = Theme
        fields = ["slug", "name"]


class ConferenceBriefSerializer(serializers.ModelSerializer):
    """A conference inside another answer."""

    class Meta:
        model = Conference
        fields = ["id", "slug", "title"]


class SessionBriefSerializer(serializers.ModelSerializer):
    """A session inside another answer."""

    class Meta:
        model = Session
        fields = ["id", "slug", "title"]
