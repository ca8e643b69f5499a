"""Makes one record of two that are the same body or person, and two again of one. Everything public goes by release."""

from collections import defaultdict
from contextlib import suppress

from django.db import IntegrityError, transaction
from django.forms.models import model_to_dict
from django.utils import timezone

from .choices import State
from .duplicates import KINDS as NAMES
from .editorial import EDIT, state_after_edit
from .merge_log import MergeLog, note_owners
from .models import MergeRecord, OrganisationRecord, PersonRecord
from .pointing import references, repointed
from .release import KINDS, kinds, lock_shelf, note_changes, release, released_with, sync

# Columns of which one of the two is chosen, those together that make sense only together.
CHOICES = {
    OrganisationRecord: (("name", "name_is_description"), ("acronym",), ("classification",), ("country",), ("summary",),
                         ("listed",)),
    PersonRecord: (("name",), ("basis", "basis_reference"), ("listed",)),
}  # fmt: skip
EDITORIAL = ("state", "snapshot", "changed_since_release")


class CannotMerge(Exception):
    """Two records that cannot be made one, or one that cannot be made two again. ``reasons``: sentences for staff."""

    def __init__(self, *reasons):
        self.reasons = reasons
        super().__init__(" ".join(reasons))


def hindrances(kept, gone):
    """Why two records cannot be made one, as sentences; none if they can."""
    if type(kept) is not type(gone) or kept.pk == gone.pk:
        return ["Choose another record of the same kind."]
    reasons = [f"“{r.name}” was merged into another record already." for r in (kept, gone) if r.merged_into_id]
    if gone.is_released and not kept.is_released:
        reasons.append(f"“{gone.name}” is public and “{kept.name}” is not: keep the public one.")
    for record in (kept, gone):
        if record.changed_since_release:
            reasons.append(f"“{record.name}” was changed since its release: release it first, or take the change back.")
    return reasons


def merged_values(kept, gone, chosen):
    """``{column: value}`` of the record that stays. ``chosen``: names of columns to be taken from the one that goes.

    Names and acronyms that are not chosen become other names; notes are put one behind the other.
    """
    values = {}
    for group in CHOICES[type(kept)]:
        source = gone if group[0] in chosen else kept
        values |= {name: getattr(source, name) for name in group}
    called = [name for r in (kept, gone) for name in (r.name, getattr(r, "acronym", ""), *r.other_names) if name]
    main = {values["name"], values.get("acronym")}
    others = [*kept.other_names, *(name for name in called if name not in kept.other_names and name not in main)]
    notes = "\n\n".join(dict.fromkeys(filter(None, (kept.notes, gone.notes))))
    return values | {"other_names": list(dict.fromkeys(others)), "notes": notes}


@transaction.atomic
def merge(kept, gone, chosen, user):
    """Make ``gone`` part of ``kept``: everything that points at it follows. Returns the ``MergeRecord``.

    Raises ``CannotMerge``. Must be asked by somebody who may release, if one of the two is released. If both are, so is
    what is made of them; words that were not public before wait for another person's release.
    """
    lock_shelf()
    kept, gone = _held(kept, gone)
    if reasons := hindrances(kept, gone):
        raise CannotMerge(*reasons)
    values = merged_values(kept, gone, chosen)
    log, public = MergeLog(user, kept, gone), gone.is_released
    made = MergeRecord(kind=NAMES[type(kept)], kept=kept.public_id, gone=gone.public_id, by=user)
    made.before, made.was = _plain(kept, values), _plain(gone, EDITORIAL)
    made.moved, made.dropped, owners = _move(gone, kept)
    made.repointed, stirred = _repoint(made.kind, gone, kept, owners)
    _set(kept, values, user)
    if kept.state != (state := state_after_edit(kept.state, kept.is_released)):
        _set_editorial(kept, {"state": state})
    made.after = _plain(kept, values)
    gone.merged_into, gone.leads_on = kept, KINDS[type(gone)].shelf.objects.filter(pk=gone.public_id).exists()
    _set_editorial(gone, {"state": State.WITHDRAWN, "snapshot": None, "changed_since_release": False})
    made.save()
    _bring_in_line(kept, gone, owners, stirred, public)
    log.keep("Merged.", {EDIT: [kept], "release": [kept] if public else [], "withdraw": [gone]}, owners)
    return made


def undo_hindrances(made, kept, gone):
    """Why a merge cannot be undone, as sentences; none if it can."""
    if made.undone_at or gone.merged_into_id != kept.pk:
        return ["This was undone already."]
    reasons = [f"“{kept.name}” was merged into another record since: undo that first."] if kept.merged_into_id else []
    changed = [name for name, value in _plain(kept, made.after).items() if value != made.after[name]]
    names = ", ".join(kept._meta.get_field(name).verbose_name for name in changed)
    if changed:
        reasons.append(f"Changed since: {names}. Put back what the merge had made of it first.")
    if made.was["snapshot"] and not kept.is_released:
        reasons.append(f"“{kept.name}” was withdrawn since: what was merged into it may not come back by itself.")
    if made.was["snapshot"] and kept.changed_since_release:
        reasons.append(f"“{kept.name}” was changed since its release: release it first, or take the change back.")
    return reasons


@transaction.atomic
def undo(made, user=None):
    """Make two records again of one; what was moved then and is still there moves back. Raises ``CannotMerge``."""
    lock_shelf()
    model = next(model for model, name in NAMES.items() if name == made.kind)
    kept, gone = _held(*(model.objects.get(public_id=public_id) for public_id in (made.kept, made.gone)))
    made.refresh_from_db()
    if reasons := undo_hindrances(made, kept, gone):
        raise CannotMerge(*reasons)
    log = MergeLog(user, kept, gone)
    _set(kept, made.before, user)
    gone.merged_into, gone.leads_on = None, False
    _set_editorial(gone, made.was)
    owners = _move_back(made, kept, gone)
    stirred = _point_back(made)
    made.undone_at = timezone.now()
    made.save(update_fields=["undone_at"])
    public = bool(made.was["snapshot"])
    _bring_in_line(kept, gone, owners, stirred, public)
    log.keep("Merge undone.", {EDIT: [kept], "release": [kept, gone] if public else []}, owners)


def _held(*records):
    """Both as they are by now. Nobody else may point at either until commit (``FOR UPDATE``), nor change them."""
    rows = type(records[0]).objects.select_for_update().order_by("pk").in_bulk([record.pk for record in records])
    return [rows[record.pk] for record in records]


def _plain(record, names):
    """``{column: value}`` as JSON has it."""
    values = model_to_dict(record, [n for n in names if record._meta.get_field(n).editable])
    return {name: values.get(name, getattr(record, name)) for name in names}


def _set(record, values, user):
    record._history_user = user
    for name, value in values.items():
        field = record._meta.get_field(name)
        setattr(record, field.attname, value.pk if hasattr(value, "pk") else value)
    record.save()


def _set_editorial(record, values):
    for name, value in values.items():
        setattr(record, name, value)
    record.save_without_historical_record(update_fields=[*values, "merged_into", "leads_on", "updated_at"])


def _move(gone, kept):
    """``(moved, dropped, owners)``; ``owners``: ``{model: keys}`` of the records whose rows pointed at ``gone``."""
    moved, dropped, owners = [], [], defaultdict(set)
    for model, column in references(type(gone)):
        rows = list(model.objects.filter(**{column: gone.pk}).select_for_update().order_by("pk"))
        note_owners(owners, rows)
        moved.append([model._meta.label, column, _pointed_at(model, column, rows, kept, dropped)])
    return moved, dropped, owners


def _pointed_at(model, column, rows, kept, dropped):
    """Keys of rows that point at ``kept`` now. One that would stand there twice, or point at itself, is dropped."""
    keys = [row.pk for row in rows]
    if _updated(model, keys, column, kept):
        return keys
    kept_keys = [pk for pk in keys if _updated(model, [pk], column, kept)]
    for row in rows:
        if row.pk not in kept_keys:
            columns = {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}
            dropped.append([model._meta.label, columns])
            row.delete()
    return kept_keys


def _updated(model, keys, column, record):
    try:
        with transaction.atomic():
            model.objects.filter(pk__in=keys).update(**{column: record.pk})
    except IntegrityError:
        return False
    return True


def _move_back(made, kept, gone):
    models, owners = {model._meta.label: model for model, _ in references(type(gone))}, defaultdict(set)
    for label, column, keys in made.moved:
        rows = list(models[label].objects.filter(pk__in=keys, **{column: kept.pk}))
        note_owners(owners, rows)
        _updated(models[label], [row.pk for row in rows], column, gone)
    for label, columns in made.dropped:
        with suppress(IntegrityError), transaction.atomic():
            note_owners(owners, [models[label].objects.create(**columns)])
    return owners


def _repoint(name, gone, kept, owners):
    """Let snapshots that name the one name the other. ``(what was done, {kind: records})``."""
    done, stirred = [], defaultdict(list)
    for kind in kinds():
        for path in kind.refers.get(name, ()):
            part = path.partition(".")[0]
            for record in released_with(kind.record, pk__in=owners[kind.record]).exclude(public_id=gone.public_id):
                made = repointed(record.snapshot, path, gone.pk, kept.pk)
                if made != record.snapshot:
                    done.append([kind.name, record.pk, part, record.snapshot[part], made[part]])
                    stirred[kind.name].append(_with_snapshot(record, made))
    return done, stirred


def _point_back(made):
    stirred = defaultdict(list)
    for name, pk, part, before, after in made.repointed:
        record = KINDS[name].record.objects.filter(pk=pk).exclude(snapshot__isnull=True).first()
        if record and record.snapshot.get(part) == after:
            stirred[name].append(_with_snapshot(record, {**record.snapshot, part: before}))
    return stirred


def _with_snapshot(record, snapshot):
    record.snapshot = snapshot
    type(record).objects.filter(pk=record.pk).update(snapshot=snapshot)
    return record


def _bring_in_line(kept, gone, owners, stirred, public):
    """The shelf, and the marks of records that differ from what is public of them. ``public``: both were."""
    at = timezone.now()
    for kind in kinds():
        if kind.name in stirred:
            sync(kind, stirred[kind.name], at)
    if public:
        release([kept])
    elif kept.is_released:
        note_changes([kept])
    sync(KINDS[type(kept)], [gone], at, explicit=True)
    for model, keys in owners.items():
        note_changes(model.objects.filter(pk__in=keys).exclude(pk=kept.pk if model is type(kept) else None))
