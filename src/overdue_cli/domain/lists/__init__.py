"""Daily lists of a core system: what follows from one list to the next."""
