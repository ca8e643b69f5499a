import re

from organisations.public_ids import new_public_id


def test_ids_are_eight_plain_characters():
    assert re.fullmatch("[0-9A-HJKMNP-TV-Z]{8}", new_public_id())


def test_ids_do_not_repeat():
    assert len({new_public_id() for _ in range(10_000)}) == 10_000
