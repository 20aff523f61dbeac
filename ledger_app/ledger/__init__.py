"""The verbs on a ledger, and the jobs that read and write files."""
