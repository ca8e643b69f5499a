"""A sheet becomes lines that are new, changed, unchanged or refused. The rules are those of bundles."""

import re
from typing import NamedTuple

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource

from organisations import editorial

from ..bundles.references import references
from ..bundles.rules import broken
from ..bundles.schema import KEYS, problems
from .columns import columns, secret_columns
from .desk import Desk, records
from .fixed import fixed, halved
from .lines import Line, column_of
from .matching import Matching, Unclear, new_key
from .places import Places

STEP = re.compile(r"\w+")
# Where a row of the library keeps its place among the rows: no column has such a name.
NUMBER = ""


class Who(NamedTuple):
    """What somebody who brings a sheet may do. ``rights``: of "add" and what ``editorial`` names.

    ``account``: theirs; None for a command.
    """

    keeper: bool
    rights: frozenset
    account: object = None


class SheetResource(Resource):
    """``lines`` of what is new or changed, once a dataset was gone through. Writes nothing itself.

    ``lock``: keep others from the records until commit.
    """

    class Meta:
        skip_diff = True
        store_instance = True
        instance_loader_class = BaseInstanceLoader  # what it would load is loaded before, all at once
        import_id_fields = ()
        clean_model_instances = False

    def __init__(self, section, who, lock=False):
        super().__init__()
        self.section, self.who, self.lock, self.lines = section, who, lock, []
        self.fields = columns(section, who.keeper)

    def get_import_order(self):
        return list(self.fields)

    def before_import(self, dataset, **kwargs):
        rows = dataset.dict
        self.desk, self.headers = kwargs["desk"], dataset.headers
        self.matching = Matching(self.section, rows, self.desk)
        self.matched = [self._matched(row) for row in rows]
        pks = {found for found in self.matched if isinstance(found, int)}
        self.records = records(self.section, pks, self.lock)
        self.known, self.places, self.keys = {}, Places(self.desk, pks), set()
        names = self.desk.names.get(self.section)
        self.slugs = {*names.pks, *names.merged} if names else set()

    def _matched(self, row):
        try:
            return self.matching.pk(row)
        except Unclear as error:
            return error

    # One row

    def before_import_row(self, row, row_number=None, **kwargs):
        row[NUMBER] = row_number - 1

    def get_instance(self, instance_loader, row):
        found = self.matched[row[NUMBER]]
        if isinstance(found, Unclear):
            column = found.column if found.column in row else NON_FIELD_ERRORS
            raise ValidationError({column: str(found)})
        record = self.records.get(found)
        return Line(self.section, record) if record else None

    def init_instance(self, row=None):
        return Line(self.section)

    def after_init_instance(self, instance, new, row, **kwargs):
        """A new record gets its key first: the row may say another."""
        name = KEYS[self.section]
        if new:
            instance.parts[name] = row.get(name) or new_key(self.section, row, self.slugs)
            self.slugs.add(instance.parts[name])

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        self._complete(instance)

    def _complete(self, line):
        """What the whole of a row says that no cell says alone."""
        if self.section == "statements":
            speakers = self.desk.around(line.parts.get("conference", ""))["speakers"]
            line.parts["speaker"] = speakers.get(line.parts["speaker"], line.parts["speaker"] or None)
            if not line.parts.get("position"):
                line.parts["position"] = self.places.last(line) + 1

    def skip_row(self, instance, original, row, import_validation_errors=None):
        return not import_validation_errors and not instance.is_new and not instance.changes

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        found = ValidationError(import_validation_errors).message_dict if import_validation_errors else {}
        for column, reason in self._wrong(instance) if not found else ():
            found.setdefault(column if column in self.fields else NON_FIELD_ERRORS, []).append(reason)
        if found:
            raise ValidationError(found)

    def _wrong(self, line):
        """Yields ``(column, reason)``."""
        conference, item = line.parts.get("conference"), line.checked_item()
        if "conference" in self.fields and conference not in self.desk.conferences:
            yield "conference", f"“{conference or ''}” is no conference on the desk: give its address (slug) or id"
            return
        for column, reason in halved(line, self.headers):
            yield column, reason
            item["passage"] = None  # the format has nothing to add
        wrong = problems(self.section, item)
        for steps, reason in wrong:
            yield self._named(steps, reason)
        left_out = {steps[0] for steps, _ in wrong if steps} | self._unseen(line)
        item = {name: value for name, value in item.items() if name not in left_out}
        for reference in references(self.section, item):
            if reason := self._known(conference).reason(reference):
                yield column_of(STEP.findall(reference.path)), reason
        for path, reason in broken(self.section, item):
            yield column_of([step for step in STEP.findall(path) if not step.isdecimal()]), reason
        yield from fixed(line, self.who)
        if not wrong:
            yield from self._taken(line)

    def _unseen(self, line):
        """Columns of a record that this sheet may not have: what is wrong beside them would tell what is in them."""
        return set() if line.is_new else secret_columns(self.section) - set(self.fields)

    def _named(self, steps, reason):
        missing = re.match(r'"(\w+)" is missing$', reason)
        return (column_of([*steps, missing[1]]), "is needed") if missing else (column_of(steps), reason)

    def _known(self, conference):
        if conference not in self.known:
            self.known[conference] = self.desk.known(conference)
        return self.known[conference]

    def _taken(self, line):
        key = (line.parts.get("conference"), line.key)
        if key in self.keys:
            yield KEYS[self.section], f"“{line.key}” is that of another row already"
        self.keys.add(key)
        yield from self.places.taken(line)

    def save_instance(self, instance, is_create, row, **kwargs):
        needed = "add" if is_create else editorial.CHANGE
        if needed not in self.who.rights:
            raise ValidationError(f"You may not {needed} records of this kind.")
        if not is_create:
            state, released = instance.record.state, instance.record.is_released
            instance.parts["state"] = str(editorial.state_after_edit(state, released).value)
        self.lines.append(instance)

    def after_import_row(self, row, row_result, **kwargs):
        row_result.number = row[NUMBER]


def gone_through(section, sheet, who, lock=False):
    """``(SheetResource, result)`` of a ``Sheet``. An error that is none of the sheet's is raised."""
    resource = SheetResource(section, who, lock)
    dataset = sheet.dataset()
    # Without savepoints: they would cost two queries a row, and nothing is written here.
    result = resource.import_data(dataset, dry_run=False, use_transactions=False, desk=Desk(dataset.dict))
    for error in (*result.base_errors, *(each for row in result.error_rows for each in row.errors)):
        raise error.error
    return resource, result
