"""Where a file stops being JSON."""

import ijson

PIECE = 64 * 1024


def describe(file, error):
    """``line 3, column 7 (byte 51): the reason`` for the ``ijson.JSONError`` that reading a binary file ended with."""
    offset = _failing_step(file, _failing_step(file, 0, PIECE), 1)
    line, before = _line_at(file, offset)
    column = len(before.decode(errors="replace")) + 1
    return f"line {line:,}, column {column:,} (byte {offset:,}): not JSON: {_reason(error)}"


def _failing_step(file, whole, size):
    """Offset of the first step the parser refuses: steps of ``PIECE`` up to ``whole``, of ``size`` from there on.

    A file that only ends too early is refused at its end.
    """
    parser, offset = ijson.basic_parse_coro(_Nowhere()), 0
    file.seek(0)
    while step := file.read(PIECE if offset < whole else size):
        try:
            parser.send(step)
        except ijson.JSONError:
            break
        offset += len(step)
    return offset


class _Nowhere:
    """Takes the parser's events."""

    def send(self, event):
        pass


def _line_at(file, offset):
    """Number of the line a byte stands in, and the bytes of that line before it."""
    file.seek(0)
    line, before = 1, b""
    while offset > 0:
        piece = file.read(min(PIECE, offset))
        offset -= len(piece)
        line += piece.count(b"\n")
        before = piece.rpartition(b"\n")[2] if b"\n" in piece else before + piece
    return line, before


def _reason(error):
    text = error.args[0]
    text = text.decode(errors="replace") if isinstance(text, bytes) else str(text)
    return text.partition("\n")[0].rpartition("error: ")[2].rstrip(". ")
