-- What a supervisor does each day: plans, pauses, exits and follow-ups, what an
-- activity offers, why one was broken off, and how often people are met. The
-- rules of 001 hold: rows never change, and what is written freely stands apart.

-- serves has bit i for the i-th of the six areas.
ALTER TABLE activity ADD COLUMN provider     TEXT    NOT NULL DEFAULT '' CHECK (length(provider) <= 120 AND length(CAST(provider AS BLOB)) <= 480 AND instr(provider, char(0)) = 0);
ALTER TABLE activity ADD COLUMN municipality TEXT    NOT NULL DEFAULT '' CHECK (length(municipality) <= 120 AND length(CAST(municipality AS BLOB)) <= 480 AND instr(municipality, char(0)) = 0);
ALTER TABLE activity ADD COLUMN serves       INTEGER NOT NULL DEFAULT 0  CHECK (serves BETWEEN 0 AND 63);
ALTER TABLE activity ADD COLUMN setting      TEXT    NOT NULL DEFAULT '' CHECK (setting IN ('', 'group', 'single'));

-- Personal: who to call about an activity; id is that of the activity.
CREATE TABLE contact (
    rev     BLOB NOT NULL PRIMARY KEY CHECK (length(rev) = 16),
    id      BLOB NOT NULL CHECK (length(id) = 16),
    device  BLOB NOT NULL CHECK (length(device) = 16),
    author  BLOB NOT NULL CHECK (length(author) = 16),
    at      INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799999),
    deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    text    TEXT NOT NULL CHECK (length(text) <= 120 AND length(CAST(text AS BLOB)) <= 480 AND instr(text, char(0)) = 0 AND (deleted OR length(text) > 0))
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_id ON contact (id);
CREATE VIEW contact_head AS SELECT * FROM contact r
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW contact_now AS SELECT * FROM contact_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM contact_head o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted);

-- A participation can be broken off, which its table did not allow.
DROP VIEW participation_now;
DROP VIEW participation_head;
DROP INDEX participation_id;
DROP INDEX participation_participant;
ALTER TABLE participation RENAME TO participation_before;

-- break is why it was broken off: a class, never free text.
CREATE TABLE participation (
    rev         BLOB NOT NULL PRIMARY KEY CHECK (length(rev) = 16),
    id          BLOB NOT NULL CHECK (length(id) = 16),
    device      BLOB NOT NULL CHECK (length(device) = 16),
    author      BLOB NOT NULL CHECK (length(author) = 16),
    at          INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799999),
    deleted     INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    participant BLOB NOT NULL CHECK (length(participant) = 16),
    activity    BLOB NOT NULL CHECK (length(activity) = 16),
    status      TEXT NOT NULL CHECK (status IN ('planned', 'ongoing', 'finished', 'broken-off')),
    start       TEXT NOT NULL CHECK (date(start) IS start AND start BETWEEN '1900-01-01' AND '2199-12-31'),
    finish      TEXT CHECK (date(finish) IS finish AND finish BETWEEN start AND '2199-12-31'),
    break       TEXT NOT NULL CHECK (break IN ('', 'health', 'job', 'moved', 'unfitting', 'own-wish', 'other')),
    CHECK (status NOT IN ('finished', 'broken-off') OR finish IS NOT NULL),
    CHECK ((status = 'broken-off') = (break <> ''))
) STRICT, WITHOUT ROWID;
INSERT INTO participation (rev, id, device, author, at, deleted, participant, activity, status, start, finish, break)
    SELECT rev, id, device, author, at, deleted, participant, activity, status, start, finish, '' FROM participation_before;
DROP TABLE participation_before;
CREATE INDEX participation_id ON participation (id);
CREATE INDEX participation_participant ON participation (participant);
CREATE VIEW participation_head AS SELECT * FROM participation r
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW participation_now AS SELECT * FROM participation_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM participation_head o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted);

-- What a participant wants to reach in an area; done when it was reached.
CREATE TABLE goal (
    rev         BLOB NOT NULL PRIMARY KEY CHECK (length(rev) = 16),
    id          BLOB NOT NULL CHECK (length(id) = 16),
    device      BLOB NOT NULL CHECK (length(device) = 16),
    author      BLOB NOT NULL CHECK (length(author) = 16),
    at          INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799999),
    deleted     INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    participant BLOB NOT NULL CHECK (length(participant) = 16),
    area        TEXT NOT NULL CHECK (area IN ('work-type', 'manage-work', 'competence', 'everyday', 'cooperation', 'health')),
    since       TEXT NOT NULL CHECK (date(since) IS since AND since BETWEEN '1900-01-01' AND '2199-12-31'),
    due         TEXT CHECK (date(due) IS due AND due BETWEEN since AND '2199-12-31'),
    done        TEXT CHECK (date(done) IS done AND done BETWEEN since AND '2199-12-31')
) STRICT, WITHOUT ROWID;
CREATE INDEX goal_id ON goal (id);
CREATE INDEX goal_participant ON goal (participant);
CREATE VIEW goal_head AS SELECT * FROM goal r
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW goal_now AS SELECT * FROM goal_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM goal_head o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted);

-- Personal: a goal in the participant's words, the next step and who takes it; id
-- is that of the goal.
CREATE TABLE wording (
    rev         BLOB NOT NULL PRIMARY KEY CHECK (length(rev) = 16),
    id          BLOB NOT NULL CHECK (length(id) = 16),
    device      BLOB NOT NULL CHECK (length(device) = 16),
    author      BLOB NOT NULL CHECK (length(author) = 16),
    at          INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799999),
    deleted     INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    participant BLOB NOT NULL CHECK (length(participant) = 16),
    text        TEXT NOT NULL CHECK (length(text) <= 500 AND length(CAST(text AS BLOB)) <= 2000 AND instr(text, char(0)) = 0 AND (deleted OR length(text) > 0)),
    step        TEXT NOT NULL CHECK (length(step) <= 500 AND length(CAST(step AS BLOB)) <= 2000 AND instr(step, char(0)) = 0),
    who         TEXT NOT NULL CHECK (length(who) <= 120 AND length(CAST(who AS BLOB)) <= 480 AND instr(who, char(0)) = 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX wording_id ON wording (id);
CREATE INDEX wording_participant ON wording (participant);
CREATE VIEW wording_head AS SELECT * FROM wording r
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW wording_now AS SELECT * FROM wording_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM wording_head o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted);

-- Personal: what would raise the supervisor's tilltro; id is that of the
-- assessment.
CREATE TABLE raising (
    rev         BLOB NOT NULL PRIMARY KEY CHECK (length(rev) = 16),
    id          BLOB NOT NULL CHECK (length(id) = 16),
    device      BLOB NOT NULL CHECK (length(device) = 16),
    author      BLOB NOT NULL CHECK (length(author) = 16),
    at          INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799999),
    deleted     INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    participant BLOB NOT NULL CHECK (length(participant) = 16),
    text        TEXT NOT NULL CHECK (length(text) <= 4000 AND length(CAST(text AS BLOB)) <= 16000 AND instr(text, char(0)) = 0 AND (deleted OR length(text) > 0))
) STRICT, WITHOUT ROWID;
CREATE INDEX raising_id ON raising (id);
CREATE INDEX raising_participant ON raising (participant);
CREATE VIEW raising_head AS SELECT * FROM raising r
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW raising_now AS SELECT * FROM raising_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM raising_head o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted);

-- A time in which a participant is not met, both days part of it; finish is NULL
-- until further notice.
CREATE TABLE pause (
    rev         BLOB NOT NULL PRIMARY KEY CHECK (length(rev) = 16),
    id          BLOB NOT NULL CHECK (length(id) = 16),
    device      BLOB NOT NULL CHECK (length(device) = 16),
    author      BLOB NOT NULL CHECK (length(author) = 16),
    at          INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799999),
    deleted     INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    participant BLOB NOT NULL CHECK (length(participant) = 16),
    start       TEXT NOT NULL CHECK (date(start) IS start AND start BETWEEN '1900-01-01' AND '2199-12-31'),
    finish      TEXT CHECK (date(finish) IS finish AND finish BETWEEN start AND '2199-12-31'),
    reason      TEXT NOT NULL CHECK (reason IN ('illness', 'treatment', 'parental', 'care', 'other'))
) STRICT, WITHOUT ROWID;
CREATE INDEX pause_id ON pause (id);
CREATE INDEX pause_participant ON pause (participant);
CREATE VIEW pause_head AS SELECT * FROM pause r
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW pause_now AS SELECT * FROM pause_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM pause_head o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted);

-- From one entry of a participant to the exit. The first has the participant's id
-- and begins when participant.start says, whatever its own start; where it has no
-- row, it ended when participant.finish says, if at all.
CREATE TABLE period (
    rev         BLOB NOT NULL PRIMARY KEY CHECK (length(rev) = 16),
    id          BLOB NOT NULL CHECK (length(id) = 16),
    device      BLOB NOT NULL CHECK (length(device) = 16),
    author      BLOB NOT NULL CHECK (length(author) = 16),
    at          INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799999),
    deleted     INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    participant BLOB NOT NULL CHECK (length(participant) = 16),
    start       TEXT NOT NULL CHECK (date(start) IS start AND start BETWEEN '1900-01-01' AND '2199-12-31'),
    finish      TEXT CHECK (date(finish) IS finish AND finish BETWEEN '1900-01-01' AND '2199-12-31'),
    outcome     TEXT NOT NULL CHECK (outcome IN ('', 'work', 'studies', 'closer', 'dropout', 'other')),
    hours       INTEGER NOT NULL CHECK (hours BETWEEN 0 AND 80),
    support     TEXT NOT NULL CHECK (support IN ('', 'none', 'wage-subsidy', 'new-start', 'development', 'other')),
    CHECK (id = participant OR finish IS NULL OR finish >= start)
) STRICT, WITHOUT ROWID;
CREATE INDEX period_id ON period (id);
CREATE INDEX period_participant ON period (participant);
CREATE VIEW period_head AS SELECT * FROM period r
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW period_now AS SELECT * FROM period_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM period_head o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted);

-- How it went some months after the exit of a period.
CREATE TABLE followup (
    rev         BLOB NOT NULL PRIMARY KEY CHECK (length(rev) = 16),
    id          BLOB NOT NULL CHECK (length(id) = 16),
    device      BLOB NOT NULL CHECK (length(device) = 16),
    author      BLOB NOT NULL CHECK (length(author) = 16),
    at          INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799999),
    deleted     INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    participant BLOB NOT NULL CHECK (length(participant) = 16),
    period      BLOB NOT NULL CHECK (length(period) = 16),
    months      INTEGER NOT NULL CHECK (months IN (1, 6)),
    date        TEXT NOT NULL CHECK (date(date) IS date AND date BETWEEN '1900-01-01' AND '2199-12-31'),
    outcome     TEXT NOT NULL CHECK (outcome IN ('work', 'studies', 'closer', 'other', 'unreached')),
    hours       INTEGER NOT NULL CHECK (hours BETWEEN 0 AND 80),
    support     TEXT NOT NULL CHECK (support IN ('', 'none', 'wage-subsidy', 'new-start', 'development', 'other'))
) STRICT, WITHOUT ROWID;
CREATE INDEX followup_id ON followup (id);
CREATE INDEX followup_participant ON followup (participant);
CREATE VIEW followup_head AS SELECT * FROM followup r
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW followup_now AS SELECT * FROM followup_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM followup_head o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted);

-- Days from one meeting to the next, and around that day; id is that of the
-- workspace.
CREATE TABLE rhythm (
    rev     BLOB NOT NULL PRIMARY KEY CHECK (length(rev) = 16),
    id      BLOB NOT NULL CHECK (length(id) = 16),
    device  BLOB NOT NULL CHECK (length(device) = 16),
    author  BLOB NOT NULL CHECK (length(author) = 16),
    at      INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799999),
    deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    days    INTEGER NOT NULL CHECK (days BETWEEN 7 AND 730),
    margin  INTEGER NOT NULL CHECK (margin >= 0 AND 2 * margin < days)
) STRICT, WITHOUT ROWID;
CREATE INDEX rhythm_id ON rhythm (id);
CREATE VIEW rhythm_head AS SELECT * FROM rhythm r
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW rhythm_now AS SELECT * FROM rhythm_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM rhythm_head o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted);

-- Of a draft, what would raise the supervisor's tilltro.
ALTER TABLE draft ADD COLUMN raising TEXT NOT NULL DEFAULT '' CHECK (length(raising) <= 4000 AND length(CAST(raising AS BLOB)) <= 16000 AND instr(raising, char(0)) = 0);
