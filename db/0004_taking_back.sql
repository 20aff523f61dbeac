-- Which act of the past an act takes back (取回一步): a `do` of its own, so that it too can be undone or taken back.

ALTER TABLE change ADD COLUMN takes_back INTEGER REFERENCES change CHECK (takes_back IS NULL OR kind = 'do');
CREATE INDEX change_takes_back ON change (takes_back) WHERE takes_back IS NOT NULL;
