"""Policy packs: TOML data, and the one loader that turns them into domain values."""
