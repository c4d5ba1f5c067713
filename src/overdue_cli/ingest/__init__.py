"""Files in: read → map → check → typed rows and problems.

``tables.open_tables`` is the one way in: ``files`` tells by the first bytes what a file is and
gives its cells as a ``Grid`` (text, workbook, JSON), ``header_row`` finds the header and makes a
``Table``, ``headers`` finds what its columns mean, ``typed`` turns its cells into values. A reader
of another format only has to make a ``Grid``.
"""
