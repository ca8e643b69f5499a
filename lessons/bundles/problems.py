"""What is wrong with a bundle: each problem with the file, the path inside it and the reason."""

MOST = 200


class Refused(Exception):
    """A bundle that cannot be read. ``problems``: lines to show; ``count``: how many there are in all."""

    def __init__(self, problems, count=None):
        self.problems, self.count = problems, count or len(problems)
        super().__init__("\n".join(problems))


class Problems:
    """Collects what is wrong with the file called ``name``; keeps the first ``MOST`` lines and counts the rest."""

    def __init__(self, name):
        self.name, self.lines, self.count = name, [], 0

    def add(self, path, reason):
        """``path``: such as ``statements[12].speaker``, empty for the file as a whole."""
        self.count += 1
        if len(self.lines) < MOST:
            self.lines.append(": ".join(part for part in (self.name, path, reason) if part))

    def refuse(self):
        """Raises ``Refused`` if there is any problem."""
        if self.count > len(self.lines):
            self.lines.append(f"{self.name}: and {self.count - len(self.lines):,} more")
        if self.count:
            raise Refused(self.lines, self.count)


def shorten(value, most=80):
    """A value as it is quoted in a reason."""
    text = str(value)
    return text if len(text) <= most else f"{text[: most - 1]}…"
