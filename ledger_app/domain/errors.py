"""Trouble that is the clerk's: one Chinese sentence saying what happened, and what to do."""


class UserError(Exception):
    """Something the clerk can mend. `message` says what happened (and where), `hint` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}，{self.hint}" if self.hint else self.message


class LedgerLockedError(UserError):
    """Another program is writing to this ledger; it may still be opened read-only."""


class TargetBusyError(UserError):
    """The file to be written is open in another program; the old file is as it was."""


class CancelledError(Exception):
    """The clerk cancelled a job; nothing was changed."""
