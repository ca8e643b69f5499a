"""What is said of a file whose text cannot be had."""


class Unreadable(Exception):
    """A file has no text that could be read; the message tells staff what is wrong and what would be right."""
