"""Lists of movements that banks and wallets export as CSV, XLS or XLSX."""
