"""Bank statements in: MT940, CAMT, OFX, QIF and the lists that banks and wallets export.

Every reader gives the same ``Reading``: lines of money with the row they stand on, the statements
they belong to, rows that cannot be used with the reason, and what a person should know.
"""
