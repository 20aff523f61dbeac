-- What the office keeps beside the plans: 挂牌, archived plans, who stands behind a unit, evidence and extensions.
-- Rows that were there get the default, and their hash anew in the same transaction (store/database.py).

ALTER TABLE plan ADD COLUMN archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1));
ALTER TABLE measure ADD COLUMN flagged INTEGER NOT NULL DEFAULT 0 CHECK (flagged IN (0, 1));    -- 挂牌督办
ALTER TABLE unit ADD COLUMN short TEXT NOT NULL DEFAULT '';         -- 简称, shown in the list
ALTER TABLE unit ADD COLUMN leader TEXT NOT NULL DEFAULT '';        -- 分管领导
ALTER TABLE unit ADD COLUMN contact TEXT NOT NULL DEFAULT '';       -- 联络员
ALTER TABLE unit ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE unit_alias ADD COLUMN kind TEXT NOT NULL DEFAULT 'other' CHECK (kind IN ('short', 'full', 'former', 'other'));
ALTER TABLE unit_alias ADD COLUMN until TEXT CHECK (until IS date(until));      -- 曾用名: the last day it was in force

CREATE TABLE unit_member (              -- 集体单位 and who belongs to it
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    unit_id   INTEGER NOT NULL REFERENCES unit DEFERRABLE INITIALLY DEFERRED,
    member_id INTEGER NOT NULL REFERENCES unit DEFERRABLE INITIALLY DEFERRED,
    hash      BLOB    NOT NULL,
    CHECK (unit_id <> member_id)
) STRICT;
CREATE INDEX unit_member_unit ON unit_member (unit_id);
CREATE INDEX unit_member_member ON unit_member (member_id);

CREATE TABLE target_value (             -- 指标实际值
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    target_id INTEGER NOT NULL REFERENCES target DEFERRABLE INITIALLY DEFERRED,
    "on"      TEXT    NOT NULL CHECK ("on" IS date("on")),
    value     REAL    NOT NULL,
    note      TEXT    NOT NULL,
    hash      BLOB    NOT NULL
) STRICT;
CREATE INDEX target_value_target ON target_value (target_id);

CREATE TABLE attachment (               -- 佐证材料; the content is in blob
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    measure_id INTEGER NOT NULL REFERENCES measure DEFERRABLE INITIALLY DEFERRED,
    name       TEXT    NOT NULL CHECK (name <> ''),
    sha256     TEXT    NOT NULL CHECK (length(sha256) = 64),
    size       INTEGER NOT NULL CHECK (size >= 0),      -- bytes
    added      TEXT    NOT NULL CHECK (added IS date(added)),
    hash       BLOB    NOT NULL
) STRICT;
CREATE INDEX attachment_measure ON attachment (measure_id);

CREATE TABLE extension (                -- 延期
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    measure_id  INTEGER NOT NULL REFERENCES measure DEFERRABLE INITIALLY DEFERRED,
    "on"        TEXT    NOT NULL CHECK ("on" IS date("on")),
    from_phrase TEXT    NOT NULL,
    from_day    TEXT    CHECK (from_day IS date(from_day)),
    to_phrase   TEXT    NOT NULL,
    to_day      TEXT    CHECK (to_day IS date(to_day)),
    reason      TEXT    NOT NULL,
    approver    TEXT    NOT NULL,
    hash        BLOB    NOT NULL
) STRICT;
CREATE INDEX extension_measure ON extension (measure_id);
