"""Who took part in some meetings, who of them is named in public, and whom the words of a meeting must not tell."""

from collections import defaultdict
from dataclasses import replace
from functools import cached_property

from organisations.findings import tokens
from organisations.release import KINDS
from organisations.safety import PROTECTORS

from ..choices import Level
from ..ladder import Body, participant_level
from ..models import ConferenceRecord, Participant, ParticipantRecord, Statement
from ..speakers import described

POSTS = (Level.NAMED, Level.ROLE_ORGANISATION)


class Meetings:
    """What bears on the words of meetings, by their keys; read once, in a fixed number of queries."""

    def __init__(self, keys):
        self.rows = ConferenceRecord.objects.in_bulk([key for key in set(keys) if key])

    def rule(self, key):
        """The rule of a meeting as released, or else as drafted."""
        row = self.rows[key]
        return (row.snapshot or {"disclosure_rule": row.disclosure_rule})["disclosure_rule"]

    def years(self, key, today):
        """How many whole years ago a meeting ended."""
        end = self.rows[key].end_date
        return today.year - end.year - ((today.month, today.day) < (end.month, end.day))

    @cached_property
    def participants(self):
        """``[ParticipantRecord]`` of all of them: who was withdrawn was there all the same."""
        found = ParticipantRecord.objects.filter(conference__in=self.rows)
        return list(found.select_related("person", "organisation").order_by("pk"))

    @cached_property
    def speakers(self):
        """``{key of a participant: Speaker}`` as released, or else as drafted."""
        return described({p.pk: (p.public_id, p.snapshot or self._frozen[p.pk]) for p in self.participants})

    @cached_property
    def drafted(self):
        """``{key of a participant: Speaker}`` as they stand on the desk now."""
        return described({p.pk: (p.public_id, self._frozen[p.pk]) for p in self.participants})

    @cached_property
    def _frozen(self):
        return KINDS["participants"].freeze(self.participants)

    @cached_property
    def meant(self):
        """``{key of a participant: Speaker}`` with the person and the body behind them though they are not released."""
        return {p.pk: _whole(self.speakers[p.pk], p) for p in self.participants}

    def known(self, meeting):
        """``[Speaker]`` of everybody known of a meeting."""
        return [self.meant[p.pk] for p in self.participants if p.conference_id == meeting]

    def level(self, participant):
        """The rung a participant's own row would stand on, once all behind it is released."""
        return participant_level(self.meant[participant.pk], self.rule(participant.conference_id))

    # As anybody can see

    @cached_property
    def named(self):
        """``{meeting: public ids}`` of people whom its public rows name."""
        ids, found = {row.public_id: key for key, row in self.rows.items()}, defaultdict(set)
        for model in (Participant, Statement):
            rows = model.objects.filter(conference__in=ids).exclude(person=None).order_by()
            for meeting, person in rows.values_list("conference_id", "person_id").distinct():
                found[ids[meeting]].add(person)
        return found

    @cached_property
    def shown_posts(self):
        """Public ids of participants whose post the public reads."""
        ids = [row.public_id for row in self.rows.values()]
        return set(Participant.objects.filter(conference__in=ids, level__in=POSTS).values_list("pk", flat=True))

    # As keepers know

    def protected(self, meetings):
        """Keys of people who took part in any of ``meetings`` and are not to be named there."""
        own = [p for p in self.participants if p.person_id and p.conference_id in meetings]
        return {p.person_id for p in own if self.level(p) != Level.NAMED}

    def posts(self):
        """Participants of whom the role is known, and held by one person."""
        return [p for p in self.participants if p.role and p.unique_post]

    def alike(self, participant):
        """Participants of the same meeting with the same role, whatever their body."""
        return self._roles[participant.conference_id, tuple(tokens(participant.role))]

    @cached_property
    def _roles(self):
        found = defaultdict(list)
        for one in self.participants:
            found[one.conference_id, tuple(tokens(one.role))].append(one)
        return found


def _whole(speaker, participant):
    person, body = participant.person, participant.organisation
    if person and not speaker.person:
        speaker = replace(speaker, person=("", person.name))
    if body and not speaker.body:
        speaker = replace(speaker, body=Body("", body.name, body.classification, body.country_id))
    return speaker


def protected_anywhere(people):
    """Keys of those ``people`` who took part in a meeting and are not to be named there."""
    rows = ParticipantRecord.objects.filter(person__in=people).order_by()
    meetings = Meetings(rows.values_list("conference_id", flat=True))
    return meetings.protected(set(meetings.rows)) & people


PROTECTORS.append(protected_anywhere)
