"""Conference bundles: one JSON file holds one conference whole. ``schema.json`` is the format.

Reading: ``checking`` takes a file apart (``reading``) and names everything wrong with it (``schema``, ``references``,
``rules``); ``writing`` brings the desk in line with what was checked. Writing out: ``exporting`` from the desk,
``public`` from the shelf alone, both through ``layout``.
"""
