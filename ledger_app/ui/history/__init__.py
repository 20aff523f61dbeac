"""操作记录: what was done, what is in the recycle bin, and how the ledger stood on a day."""
