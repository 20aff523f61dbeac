"""The one door to SQLite: the ledger file, its journal, its lock."""
