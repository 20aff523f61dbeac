"""Views and delegates."""
