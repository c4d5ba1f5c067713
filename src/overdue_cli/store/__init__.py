"""The ledger file: tables, connections, SQL, derived tables, journal."""
