"""The collection ladder: cases, evidence, steps, priority, promises, holds."""
