"""One loan: schedules, entries, allocation, replay, position, penalty interest, classes."""
