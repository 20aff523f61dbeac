"""Frozen values and plain functions: what a ledger is made of. Nothing here opens, draws, logs or waits."""
