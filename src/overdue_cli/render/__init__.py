"""Results as table, csv, json, jsonl, md, xlsx and html: one signature, one file each."""
