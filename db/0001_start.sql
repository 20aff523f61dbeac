-- The ledger as first released. STRICT tables; foreign keys deferred to the commit; ids are never used again.
-- `hash` is BLAKE2b-16 over the row (store/tables.py): SQLite itself does not notice a flipped bit in a text.

CREATE TABLE blob (                     -- originals, kept once by content; not journalled
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256  TEXT    NOT NULL UNIQUE CHECK (length(sha256) = 64),
    name    TEXT    NOT NULL,
    content BLOB    NOT NULL
) STRICT;

CREATE TABLE plan (                     -- 文件
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    position    INTEGER NOT NULL,
    title       TEXT    NOT NULL,
    layout      TEXT    NOT NULL CHECK (json_valid(layout)),
    doc_number  TEXT,
    issuer      TEXT,
    issued      TEXT    CHECK (issued IS date(issued)),
    source_name TEXT    NOT NULL,
    source_hash TEXT    NOT NULL,
    hash        BLOB    NOT NULL
) STRICT;

CREATE TABLE section (                  -- 大类、标题
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    plan_id   INTEGER NOT NULL REFERENCES plan DEFERRABLE INITIALLY DEFERRED,
    parent_id INTEGER REFERENCES section DEFERRABLE INITIALLY DEFERRED,
    position  INTEGER NOT NULL,
    number    TEXT,
    title     TEXT    NOT NULL,
    hash      BLOB    NOT NULL
) STRICT;
CREATE INDEX section_plan ON section (plan_id);
CREATE INDEX section_parent ON section (parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE measure (                  -- 措施
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    plan_id        INTEGER NOT NULL REFERENCES plan DEFERRABLE INITIALLY DEFERRED,
    section_id     INTEGER REFERENCES section DEFERRABLE INITIALLY DEFERRED,
    parent_id      INTEGER REFERENCES measure DEFERRABLE INITIALLY DEFERRED,
    position       INTEGER NOT NULL,
    number         TEXT,
    text           TEXT    NOT NULL,
    deadline_phrase TEXT,
    last_day       TEXT    CHECK (last_day IS date(last_day)),
    deadline_how   TEXT,
    status         TEXT    NOT NULL CHECK (status IN ('not_started', 'under_way', 'done', 'closed', 'suspended', 'ended')),
    cells          TEXT    NOT NULL CHECK (json_valid(cells)),
    hash           BLOB    NOT NULL,
    CHECK ((deadline_phrase IS NULL) = (deadline_how IS NULL)),
    CHECK (deadline_phrase IS NOT NULL OR last_day IS NULL)
) STRICT;
CREATE INDEX measure_plan ON measure (plan_id);
CREATE INDEX measure_section ON measure (section_id);
CREATE INDEX measure_parent ON measure (parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE unit (                     -- 单位
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT    NOT NULL UNIQUE CHECK (name <> ''),
    collective INTEGER NOT NULL CHECK (collective IN (0, 1)),
    hash       BLOB    NOT NULL
) STRICT;

CREATE TABLE unit_alias (               -- 简称、全称、曾用名
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    unit_id INTEGER NOT NULL REFERENCES unit DEFERRABLE INITIALLY DEFERRED,
    name    TEXT    NOT NULL CHECK (name <> ''),
    hash    BLOB    NOT NULL
) STRICT;
CREATE INDEX unit_alias_unit ON unit_alias (unit_id);

CREATE TABLE unit_cell (                -- 落实单位栏 as printed, shared by the rows its merge covers
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    plan_id  INTEGER NOT NULL REFERENCES plan DEFERRABLE INITIALLY DEFERRED,
    "column" INTEGER NOT NULL CHECK ("column" >= 0),
    text     TEXT    NOT NULL,
    role     TEXT    CHECK (role IN ('lead', 'responsible', 'support')),
    hash     BLOB    NOT NULL
) STRICT;
CREATE INDEX unit_cell_plan ON unit_cell (plan_id);

CREATE TABLE cover (                    -- which unit cells cover a measure's row
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    measure_id   INTEGER NOT NULL REFERENCES measure DEFERRABLE INITIALLY DEFERRED,
    unit_cell_id INTEGER NOT NULL REFERENCES unit_cell DEFERRABLE INITIALLY DEFERRED,
    hash         BLOB    NOT NULL
) STRICT;
CREATE INDEX cover_measure ON cover (measure_id);
CREATE INDEX cover_unit_cell ON cover (unit_cell_id);

CREATE TABLE assignment (               -- 责任
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    measure_id INTEGER NOT NULL REFERENCES measure DEFERRABLE INITIALLY DEFERRED,
    unit_id    INTEGER NOT NULL REFERENCES unit DEFERRABLE INITIALLY DEFERRED,
    role       TEXT    NOT NULL CHECK (role IN ('lead', 'responsible', 'support')),
    position   INTEGER NOT NULL,
    inherited  INTEGER NOT NULL CHECK (inherited IN (0, 1)),
    hash       BLOB    NOT NULL
) STRICT;
CREATE INDEX assignment_measure ON assignment (measure_id);
CREATE INDEX assignment_unit ON assignment (unit_id);

CREATE TABLE progress (                 -- 进展
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    measure_id INTEGER NOT NULL REFERENCES measure DEFERRABLE INITIALLY DEFERRED,
    "on"       TEXT    NOT NULL CHECK ("on" IS date("on")),
    done       TEXT    NOT NULL,
    problems   TEXT    NOT NULL,
    next_steps TEXT    NOT NULL,
    percent    INTEGER CHECK (percent BETWEEN 0 AND 100),
    who        TEXT    NOT NULL,
    hash       BLOB    NOT NULL
) STRICT;
CREATE INDEX progress_measure ON progress (measure_id);

CREATE TABLE doubt (                    -- 疑点
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    kind         TEXT    NOT NULL,
    plan_id      INTEGER NOT NULL REFERENCES plan DEFERRABLE INITIALLY DEFERRED,
    measure_id   INTEGER REFERENCES measure DEFERRABLE INITIALLY DEFERRED,
    section_id   INTEGER REFERENCES section DEFERRABLE INITIALLY DEFERRED,
    message      TEXT    NOT NULL,
    proposal     TEXT    NOT NULL,
    alternatives TEXT    NOT NULL CHECK (json_valid(alternatives)),
    settled      TEXT,
    hash         BLOB    NOT NULL
) STRICT;
CREATE INDEX doubt_plan ON doubt (plan_id);
CREATE INDEX doubt_measure ON doubt (measure_id);
CREATE INDEX doubt_section ON doubt (section_id);

CREATE TABLE place (                    -- where a measure stands in its plan's original
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    measure_id INTEGER NOT NULL REFERENCES measure DEFERRABLE INITIALLY DEFERRED,
    part       TEXT    NOT NULL,
    line       INTEGER NOT NULL CHECK (line >= 1),
    start      INTEGER NOT NULL CHECK (start >= 0),
    "end"      INTEGER NOT NULL CHECK ("end" >= start),
    hash       BLOB    NOT NULL
) STRICT;
CREATE INDEX place_measure ON place (measure_id);

CREATE TABLE setting (                  -- settings of the office
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    key   TEXT    NOT NULL UNIQUE,
    value TEXT    NOT NULL,
    hash  BLOB    NOT NULL
) STRICT;

CREATE TABLE change (                   -- 操作: append-only
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    kind      TEXT    NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
    of_change INTEGER REFERENCES change,
    label     TEXT    NOT NULL,
    at        TEXT    NOT NULL,
    who       TEXT    NOT NULL,
    digest    BLOB    NOT NULL,         -- over the digest before, this act and its edits
    CHECK ((kind = 'do') = (of_change IS NULL))
) STRICT;
CREATE INDEX change_of ON change (of_change) WHERE of_change IS NOT NULL;

CREATE TABLE edit (                     -- 修改: append-only; values are JSON, so that 1 and '1' and null stay apart
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    change_id INTEGER NOT NULL REFERENCES change DEFERRABLE INITIALLY DEFERRED,
    op        TEXT    NOT NULL CHECK (op IN ('add', 'remove', 'set')),
    "table"   TEXT    NOT NULL,
    row_id    INTEGER NOT NULL,         -- no foreign key: the row may be gone
    "column"  TEXT,                     -- set: the column
    before    TEXT,                     -- set: its value; remove: the whole row
    after     TEXT,                     -- set: its value
    CHECK ((op = 'set') = ("column" IS NOT NULL))
) STRICT;
CREATE INDEX edit_change ON edit (change_id);
CREATE INDEX edit_row ON edit ("table", row_id);
