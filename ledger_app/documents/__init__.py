"""Files into domain values and back; interprets no wording."""
