"""The desk's room for staff: lessons."""

from . import lessons

__all__ = ["lessons"]
