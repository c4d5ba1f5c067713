"""Results as table, csv, json, jsonl and md: one signature, one file each."""
