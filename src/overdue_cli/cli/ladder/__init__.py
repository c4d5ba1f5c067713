"""Commands over the queue, cases, promises, holds."""
