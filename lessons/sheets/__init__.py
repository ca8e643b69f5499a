"""Spreadsheets of records, in and out: ``columns`` says per kind which there are.

Reading: ``reading`` makes cells of a file, ``resource`` an item of each row, as a bundle would have it, and holds it
against the rules of bundles; ``writing`` brings the desk in line. Writing out: ``exporting`` makes cells of the items,
and of records that are written out only (``outward``).
A preview and the import itself run the same steps.
"""
