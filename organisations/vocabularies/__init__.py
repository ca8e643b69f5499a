"""Shipped vocabularies: their data, how they are loaded, and how text is resolved to them."""
