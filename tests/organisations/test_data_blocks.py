"""Data inside a page can be nothing but data."""

import json

from organisations.templatetags.data_blocks import data_block


def test_a_block_holds_no_sign_of_markup_and_reads_as_it_was():
    value = {"text": "</script><script>alert(1)</script><!-- & \u2028 Приштина"}
    block = data_block(value)
    start, end = '<script type="application/ld+json">', "</script>"
    inside = block.removeprefix(start).removesuffix(end)
    assert block == start + inside + end
    assert not set(inside) & set("<>&")
    assert json.loads(inside) == value
