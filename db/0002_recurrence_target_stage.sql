-- How often a measure comes round, what it promises in numbers, and the stages of a plan.

CREATE TABLE recurrence (               -- 报送周期
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    measure_id INTEGER NOT NULL REFERENCES measure DEFERRABLE INITIALLY DEFERRED,
    cadence    TEXT    NOT NULL CHECK (cadence IN
               ('weekly', 'ten-days', 'monthly', 'every-2-months', 'quarterly', 'half-yearly', 'yearly')),
    phrase     TEXT    NOT NULL,        -- as printed
    report_day INTEGER CHECK (report_day BETWEEN 1 AND 31),
    hash       BLOB    NOT NULL
) STRICT;
CREATE INDEX recurrence_measure ON recurrence (measure_id);

CREATE TABLE target (                   -- 量化指标
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    measure_id INTEGER NOT NULL REFERENCES measure DEFERRABLE INITIALLY DEFERRED,
    phrase     TEXT    NOT NULL,        -- as printed
    operator   TEXT    NOT NULL CHECK (operator IN ('reach', 'at_least', 'at_most', 'times')),
    numbers    TEXT    NOT NULL CHECK (json_valid(numbers)),
    unit       TEXT    NOT NULL,
    what       TEXT    NOT NULL,
    soft       INTEGER NOT NULL CHECK (soft IN (0, 1)),
    hash       BLOB    NOT NULL
) STRICT;
CREATE INDEX target_measure ON target (measure_id);

CREATE TABLE stage (                    -- 阶段
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    plan_id    INTEGER NOT NULL REFERENCES plan DEFERRABLE INITIALLY DEFERRED,
    name       TEXT    NOT NULL,
    start      TEXT    NOT NULL CHECK (start IS date(start)),
    "end"      TEXT    NOT NULL CHECK ("end" IS date("end")),
    hash       BLOB    NOT NULL
) STRICT;
CREATE INDEX stage_plan ON stage (plan_id);
