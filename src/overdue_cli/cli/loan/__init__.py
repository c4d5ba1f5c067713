"""Commands over loans: aged debt, entries, schedules."""
