"""What a policy says about the ladder: steps, waiting, priority, promises, outcomes."""
