"""What a policy says about loans: products, classes, the order of debts."""
