"""What lists and forms of records in a conference show of it."""

from django.contrib import admin

from organisations.admin.labels import isolated, shortened

from ..models import ConferenceRecord


class InAMeeting:
    """``conference_title`` in a list, ``conference_line`` in a form that no longer lets one choose it; and a link."""

    @admin.display(description="conference", ordering="conference__start_date")
    def conference_title(self, record):
        return f"{isolated(shortened(record.conference.title, 40))}, {record.conference.start_date.year}"

    @admin.display(description="conference")
    def conference_line(self, record):
        return self.admin_site._registry[ConferenceRecord].label(record.conference)

    def around(self, request, record):
        meeting = self.admin_site._registry[ConferenceRecord]
        return [("The conference", meeting.change_address(record.conference))]
