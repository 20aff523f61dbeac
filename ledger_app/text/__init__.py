"""Official wording into domain values; opens no file."""
