-- What a team plans for. The rules of 001 hold.

-- How many participants a team plans to have at one time; id is that of the team.
-- A team without a plan has none, or one that is gone.
CREATE TABLE places (
    rev     BLOB    NOT NULL PRIMARY KEY CHECK (length(rev) = 16),
    id      BLOB    NOT NULL CHECK (length(id) = 16),
    device  BLOB    NOT NULL CHECK (length(device) = 16),
    author  BLOB    NOT NULL CHECK (length(author) = 16),
    at      INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799999),
    deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    number  INTEGER NOT NULL CHECK (number BETWEEN 1 AND 100000)
) STRICT, WITHOUT ROWID;
CREATE INDEX places_id ON places (id);
CREATE VIEW places_head AS SELECT * FROM places r
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW places_now AS SELECT * FROM places_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM places o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted
        AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = o.rev))
        AND EXISTS (SELECT 1 FROM whose WHERE id = h.id AND root = h.id);
