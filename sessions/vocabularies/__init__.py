"""The shipped list of themes, and how it is loaded."""
