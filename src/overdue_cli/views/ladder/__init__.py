"""Documents about the queue, cases, promises, holds."""
