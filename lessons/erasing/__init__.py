"""Erasure of a person: everything that stands for them goes, and their names are struck out wherever they stand."""
