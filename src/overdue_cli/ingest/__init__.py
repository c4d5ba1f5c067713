"""Files in: read → map → check → typed rows and problems.

``csv_file`` makes a ``Table`` of a file, ``headers`` finds what its columns mean, ``typed``
turns its cells into values. A reader of another format only has to make a ``Table``.
"""
