"""The work board: what is due, late or missing, and how units, plans and months stand. Every number opens its rows."""
