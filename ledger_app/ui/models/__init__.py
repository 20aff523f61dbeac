"""Rows for Qt's views; they hold no SQL and no rules."""
