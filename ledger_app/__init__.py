"""任务台账: the measures of official plans, who answers for them, by when, and how far they are.

      ui    cli          a window (Qt) and a command line over the same verbs
        ledger           class Ledger: every verb is one Change; reading and exporting as jobs
  store  documents  text     SQLite and the journal · files in and out · official wording
        domain           frozen values and plain functions

Each layer imports only what stands below it; pyproject.toml holds the contract.
"""

__version__ = "0.1.0"
