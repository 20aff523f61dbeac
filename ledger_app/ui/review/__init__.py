"""核对导入: what was read, beside what it was read from, before anything is stored."""
