"""The file itself: connection, migration, journal, proof."""
