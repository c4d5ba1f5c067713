"""The board, the queue, a case explained, promises, holds."""
