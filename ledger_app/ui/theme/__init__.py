"""The look: colours, type, icons and the small painting functions that every view shares."""
