-- What teams hand each other: what was entered twice and is one thing, the
-- personnummer that tells one participant from another, and the key that exports
-- for a hub are sealed to. The rules of 001 hold.

-- Personal: twelve digits; id is that of the participant.
CREATE TABLE personnummer (
    rev     BLOB    NOT NULL PRIMARY KEY CHECK (length(rev) = 16),
    id      BLOB    NOT NULL CHECK (length(id) = 16),
    device  BLOB    NOT NULL CHECK (length(device) = 16),
    author  BLOB    NOT NULL CHECK (length(author) = 16),
    at      INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799999),
    deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    text    TEXT    NOT NULL CHECK (instr(text, char(0)) = 0 AND text NOT GLOB '*[^0-9]*' AND (length(text) = 12 OR deleted AND text = ''))
) STRICT, WITHOUT ROWID;
CREATE INDEX personnummer_id ON personnummer (id);
CREATE INDEX personnummer_text ON personnummer (text);

-- Two ids are of one thing. It holds nothing but ids, so it belongs to nobody, and
-- it stands also where a file has only one of the two.
CREATE TABLE joining (
    rev     BLOB    NOT NULL PRIMARY KEY CHECK (length(rev) = 16),
    id      BLOB    NOT NULL CHECK (length(id) = 16),
    device  BLOB    NOT NULL CHECK (length(device) = 16),
    author  BLOB    NOT NULL CHECK (length(author) = 16),
    at      INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799999),
    deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    sort    TEXT    NOT NULL CHECK (sort IN ('team', 'supervisor', 'activity', 'participant')),
    one     BLOB    NOT NULL CHECK (length(one) = 16),
    other   BLOB    NOT NULL CHECK (length(other) = 16 AND other <> one)
) STRICT, WITHOUT ROWID;
CREATE INDEX joining_id ON joining (id);

-- The public key of the hub, as age writes it; id is that of the workspace.
CREATE TABLE hub (
    rev     BLOB    NOT NULL PRIMARY KEY CHECK (length(rev) = 16),
    id      BLOB    NOT NULL CHECK (length(id) = 16),
    device  BLOB    NOT NULL CHECK (length(device) = 16),
    author  BLOB    NOT NULL CHECK (length(author) = 16),
    at      INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799999),
    deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    recipient TEXT  NOT NULL CHECK (length(recipient) BETWEEN 20 AND 120 AND length(CAST(recipient AS BLOB)) = length(recipient) AND instr(recipient, char(0)) = 0
        AND recipient GLOB 'age1*' AND recipient NOT GLOB '*[^0-9a-z]*')
) STRICT, WITHOUT ROWID;
CREATE INDEX hub_id ON hub (id);

-- Local: the private key of a hub. It never leaves this file.
CREATE TABLE hub_secret (
    recipient TEXT NOT NULL PRIMARY KEY CHECK (length(recipient) BETWEEN 20 AND 120 AND length(CAST(recipient AS BLOB)) = length(recipient) AND instr(recipient, char(0)) = 0
        AND recipient GLOB 'age1*' AND recipient NOT GLOB '*[^0-9a-z]*'),
    identity  TEXT NOT NULL CHECK (length(identity) BETWEEN 20 AND 200 AND length(CAST(identity AS BLOB)) = length(identity) AND instr(identity, char(0)) = 0
        AND identity GLOB 'AGE-SECRET-KEY-1*' AND identity NOT GLOB '*[^-0-9A-Z]*')
) STRICT, WITHOUT ROWID;

-- Local, and made anew from the joinings whenever a file is read: which id stands
-- for the thing that an id is of. One that nothing is joined with stands for itself.
CREATE TABLE whose (
    id   BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    root BLOB NOT NULL CHECK (length(root) = 16)
) STRICT, WITHOUT ROWID;
CREATE INDEX whose_root ON whose (root);
CREATE INDEX whose_joined ON whose (id) WHERE id <> root;

CREATE VIEW personnummer_head AS SELECT * FROM personnummer r
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW personnummer_now AS SELECT * FROM personnummer_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM personnummer o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted
        AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = o.rev))
        AND EXISTS (SELECT 1 FROM whose WHERE id = h.id AND root = h.id);

CREATE VIEW joining_head AS SELECT * FROM joining r
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW joining_now AS SELECT * FROM joining_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM joining o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted
        AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = o.rev));

CREATE VIEW hub_head AS SELECT * FROM hub r
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW hub_now AS SELECT * FROM hub_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM hub o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted
        AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = o.rev));

-- The views again. Of a thing that has an id of its own the heads are as they
-- were, and only what stands for a joined thing is there now. What is of a
-- participant is of the one who stands for them, whoever it was written of; the
-- first period of one who does not stand is none. No view that others read beside
-- a thing joins tables: SQLite would copy it whole.

DROP VIEW supervisor_now;
CREATE VIEW supervisor_now AS SELECT * FROM supervisor_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM supervisor o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted
        AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = o.rev))
        AND EXISTS (SELECT 1 FROM whose WHERE id = h.id AND root = h.id);

DROP VIEW team_now;
CREATE VIEW team_now AS SELECT * FROM team_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM team o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted
        AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = o.rev))
        AND EXISTS (SELECT 1 FROM whose WHERE id = h.id AND root = h.id);

DROP VIEW activity_now;
CREATE VIEW activity_now AS SELECT * FROM activity_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM activity o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted
        AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = o.rev))
        AND EXISTS (SELECT 1 FROM whose WHERE id = h.id AND root = h.id);

DROP VIEW participant_now;
CREATE VIEW participant_now AS SELECT * FROM participant_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM participant o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted
        AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = o.rev))
        AND EXISTS (SELECT 1 FROM whose WHERE id = h.id AND root = h.id);

DROP VIEW identity_now;
CREATE VIEW identity_now AS SELECT * FROM identity_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM identity o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted
        AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = o.rev))
        AND EXISTS (SELECT 1 FROM whose WHERE id = h.id AND root = h.id);

DROP VIEW assignment_now;
DROP VIEW assignment_head;
CREATE VIEW assignment_head AS SELECT r.rev, r.id, r.device, r.author, r.at, r.deleted, w.root AS participant, (SELECT root FROM whose WHERE id = r.team) AS team, (SELECT root FROM whose WHERE id = r.supervisor) AS supervisor, r.since
    FROM whose w JOIN assignment r ON r.participant = w.id
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW assignment_now AS SELECT * FROM assignment_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM assignment o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted
        AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = o.rev));

DROP VIEW participation_now;
DROP VIEW participation_head;
CREATE VIEW participation_head AS SELECT r.rev, r.id, r.device, r.author, r.at, r.deleted, w.root AS participant, (SELECT root FROM whose WHERE id = r.activity) AS activity, r.status, r.start, r.finish, r.break
    FROM whose w JOIN participation r ON r.participant = w.id
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW participation_now AS SELECT * FROM participation_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM participation o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted
        AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = o.rev));

DROP VIEW assessment_now;
DROP VIEW assessment_head;
CREATE VIEW assessment_head AS SELECT r.rev, r.id, r.device, r.author, r.at, r.deleted, w.root AS participant, r.date, r.rater, r.instrument, r.number
    FROM whose w JOIN assessment r ON r.participant = w.id
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW assessment_now AS SELECT * FROM assessment_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM assessment o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted
        AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = o.rev));

DROP VIEW comment_now;
DROP VIEW comment_head;
CREATE VIEW comment_head AS SELECT r.rev, r.id, r.device, r.author, r.at, r.deleted, (SELECT root FROM whose WHERE id = r.participant) AS participant, r.text
    FROM comment r
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW comment_now AS SELECT * FROM comment_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM comment o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted
        AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = o.rev));

DROP VIEW goal_now;
DROP VIEW goal_head;
CREATE VIEW goal_head AS SELECT r.rev, r.id, r.device, r.author, r.at, r.deleted, w.root AS participant, r.area, r.since, r.due, r.done
    FROM whose w JOIN goal r ON r.participant = w.id
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW goal_now AS SELECT * FROM goal_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM goal o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted
        AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = o.rev));

DROP VIEW wording_now;
DROP VIEW wording_head;
CREATE VIEW wording_head AS SELECT r.rev, r.id, r.device, r.author, r.at, r.deleted, (SELECT root FROM whose WHERE id = r.participant) AS participant, r.text, r.step, r.who
    FROM wording r
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW wording_now AS SELECT * FROM wording_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM wording o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted
        AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = o.rev));

DROP VIEW raising_now;
DROP VIEW raising_head;
CREATE VIEW raising_head AS SELECT r.rev, r.id, r.device, r.author, r.at, r.deleted, (SELECT root FROM whose WHERE id = r.participant) AS participant, r.text
    FROM raising r
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW raising_now AS SELECT * FROM raising_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM raising o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted
        AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = o.rev));

DROP VIEW pause_now;
DROP VIEW pause_head;
CREATE VIEW pause_head AS SELECT r.rev, r.id, r.device, r.author, r.at, r.deleted, w.root AS participant, r.start, r.finish, r.reason
    FROM whose w JOIN pause r ON r.participant = w.id
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW pause_now AS SELECT * FROM pause_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM pause o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted
        AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = o.rev));

DROP VIEW period_now;
DROP VIEW period_head;
CREATE VIEW period_head AS SELECT r.rev, r.id, r.device, r.author, r.at, r.deleted, w.root AS participant, r.start, r.finish, r.outcome, r.hours, r.support
    FROM whose w JOIN period r ON r.participant = w.id
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW period_now AS SELECT * FROM period_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM period o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted
        AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = o.rev))
        AND NOT EXISTS (SELECT 1 FROM whose WHERE id = h.id AND root <> h.id);

DROP VIEW followup_now;
DROP VIEW followup_head;
CREATE VIEW followup_head AS SELECT r.rev, r.id, r.device, r.author, r.at, r.deleted, w.root AS participant, r.period, r.months, r.date, r.outcome, r.hours, r.support
    FROM whose w JOIN followup r ON r.participant = w.id
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW followup_now AS SELECT * FROM followup_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM followup o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted
        AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = o.rev));
