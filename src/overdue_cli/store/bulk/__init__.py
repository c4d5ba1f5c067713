"""Many facts at once: staged beside the ledger, compared as sets, written without triggers.

Rows of a file go into temporary tables first. Each kind has a module that finds what is wrong
with its staged rows, marks each row new, changed, unchanged or rejected, and writes what is new.
"""
