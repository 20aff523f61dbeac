"""The parts of the details: what is kept beside a measure, each shown and changed at its place."""
