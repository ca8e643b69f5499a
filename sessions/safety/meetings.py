"""The checks of meetings, their sources and their sessions: names and posts of their participants in public words."""

from organisations.findings import CHECK, KEPT, MUST, Finding, tokens
from organisations.safety import Safety, register

from ..models import ConferenceRecord, SessionRecord, SourceRecord
from .protection import POSTS, Meetings


class MeetingSafety(Safety):
    """Of a kind whose records belong to meetings. ``within``: ``{pk: keys of meetings}``."""

    def __init__(self, records, look):
        super().__init__(records, look)
        self.within = self.meetings_of(records)
        self.meetings = Meetings(set().union(*self.within.values()))

    def meetings_of(self, records):
        """``{pk: keys of meetings}`` whose participants the words of a record must not tell of."""
        return {record.pk: {record.conference_id} for record in records}

    def hidden_speakers(self):
        """``{pk: key of the participant}`` who spoke and is shown as less than named."""
        return {}

    # Names of people. Where only keepers see who spoke, what the public knows of a meeting is no measure.

    def openly(self, people):
        named = self.meetings.named
        found = {pk: set().union(*(named[m] for m in some)) for pk, some in self.within.items()}
        return found | {key: set() for key in self.look.kept}

    def protected(self, people):
        persons = {p.pk: p.person_id for p in self.meetings.participants}
        speakers = {pk: {persons.get(key)} for pk, key in self.hidden_speakers().items()}
        return {pk: self.meetings.protected(some) | speakers.get(pk, set()) for pk, some in self.within.items()}

    def kept_names(self, phrases):
        found = super().kept_names(phrases)
        for pk, some in self._posts(phrases).items():
            found[pk] = [*found.get(pk, []), *some]
        return found

    # Posts

    def _posts(self, phrases):
        """``{pk: [Finding]}``: posts of one person in words, where the public does not read them anyway."""
        found, hidden = {}, self.hidden_speakers()
        for post in self.meetings.posts():
            role, whole = _stands_in(phrases, post)
            for number in sorted(role):
                key, part, inside = phrases.part(number)
                settled = post.conference_id not in self.within[key] or self._shown(post, key)
                if settled or not (number in whole or self._tells(post, key)):
                    continue
                about = f"{post.public_id} {phrases.text(number)}"
                full = number in whole or _telling(post)
                if full:
                    protected = hidden.get(key) == post.pk or self.meetings.level(post) not in POSTS
                    one = _post(post, protected, part, inside, about, number in whole)
                else:
                    one = _role(post, part, inside, f"role {about}")
                found.setdefault(key, {}).setdefault((post.pk, full), one)
        return {key: list(some.values()) for key, some in found.items()}

    def _shown(self, post, key):
        return post.public_id in self.meetings.shown_posts and key not in self.look.kept

    def _tells(self, post, key):
        """Whether a role alone may tell of somebody: few at the meeting have it, and of none the public reads it."""
        alike = self.meetings.alike(post)
        return len(alike) < self.look.least and not any(self._shown(one, key) for one in alike)


def _post(post, protected, part, inside, about, whole):
    place = f"In {inside}: " if inside else ""
    words = f"{post.role}, {post.organisation.name}" if whole else post.role
    return Finding(
        MUST if protected else CHECK,
        "post",
        f"{place}“{words}” is a post held by one person and not public here: take it out.",
        part,
        about,
        KEPT,
        "Protected: it must not stand here." if protected else "The post may be shown.",
    )


def _role(post, part, inside, about):
    place = f"In {inside}: " if inside else ""
    words = f"{place}“{post.role}” is the role of somebody whose post is not public here: take it out if it means them."
    return Finding(CHECK, "post", words, part, about, KEPT, "Without the body it may mean somebody else.")


# A role of so many words tells of its holder without the body: “Chief of Staff”, “Mayor of Mitrovica”.
TELLING = 3


def _telling(post):
    """Whether a role tells of its holder without more, if few at the meeting have it."""
    length = len(tokens(post.role))
    return length >= TELLING or (length > 1 and not post.organisation)


def _stands_in(phrases, post):
    """Numbers of the texts that have the role, and of those that have the body too, by any of its names."""
    texts, body = phrases.having(post.role), post.organisation
    names = [body.name, body.acronym, *body.other_names] if texts and body else []
    return texts, texts & set().union(*(phrases.having(name) for name in names if name))


@register
class ConferenceSafety(MeetingSafety):
    record = ConferenceRecord

    def meetings_of(self, records):
        return {record.pk: {record.pk} for record in records}


@register
class SourceSafety(MeetingSafety):
    record = SourceRecord


@register
class SessionSafety(MeetingSafety):
    record = SessionRecord
