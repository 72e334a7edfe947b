-- A Framsteg workspace. Every fact is a row that never changes: an edit is a
-- new revision, and "supersedes" names the revisions that it saw. The views
-- KIND_head hold the revisions that nothing supersedes, the views KIND_now the
-- current state.
--
-- The columns of every revision: rev names it, id names the thing, device the
-- computer, author the supervisor who wrote, at the instant (Unix ms), deleted
-- whether the thing is gone. Dates are ISO text, ids UUIDs of version 7.
-- length() counts characters up to the first NUL, so a CHECK of a text also
-- counts its bytes and refuses a NUL.

PRAGMA application_id = 0x46726d73; -- "Frms"

CREATE TABLE workspace (
    id      BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    created INTEGER NOT NULL CHECK (created BETWEEN 0 AND 253402300799999)
) STRICT, WITHOUT ROWID;

-- content is the whole questionnaire as JSON, so that the file explains itself.
CREATE TABLE instrument (
    name    TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 120 AND length(CAST(name AS BLOB)) <= 480 AND instr(name, char(0)) = 0),
    number  INTEGER NOT NULL CHECK (number BETWEEN 1 AND 1000000),
    content TEXT    NOT NULL CHECK (json_valid(content) AND length(CAST(content AS BLOB)) <= 1000000 AND instr(content, char(0)) = 0),
    PRIMARY KEY (name, number)
) STRICT, WITHOUT ROWID;

-- participant is NULL where the revisions belong to none (teams, activities …).
CREATE TABLE supersedes (
    parent      BLOB NOT NULL CHECK (length(parent) = 16),
    child       BLOB NOT NULL CHECK (length(child) = 16 AND child <> parent),
    participant BLOB CHECK (length(participant) = 16),
    PRIMARY KEY (parent, child)
) STRICT, WITHOUT ROWID;
CREATE INDEX supersedes_participant ON supersedes (participant);

CREATE TABLE erasure (
    participant BLOB    NOT NULL PRIMARY KEY CHECK (length(participant) = 16),
    device      BLOB    NOT NULL CHECK (length(device) = 16),
    at          INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799999)
) STRICT, WITHOUT ROWID;

-- Staff and activities.

-- Supervisors who enter themselves are their own author.
CREATE TABLE supervisor (
    rev     BLOB    NOT NULL PRIMARY KEY CHECK (length(rev) = 16),
    id      BLOB    NOT NULL CHECK (length(id) = 16),
    device  BLOB    NOT NULL CHECK (length(device) = 16),
    author  BLOB    NOT NULL CHECK (length(author) = 16),
    at      INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799999),
    deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    name    TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 120 AND length(CAST(name AS BLOB)) <= 480 AND instr(name, char(0)) = 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX supervisor_id ON supervisor (id);

CREATE TABLE team (
    rev     BLOB    NOT NULL PRIMARY KEY CHECK (length(rev) = 16),
    id      BLOB    NOT NULL CHECK (length(id) = 16),
    device  BLOB    NOT NULL CHECK (length(device) = 16),
    author  BLOB    NOT NULL CHECK (length(author) = 16),
    at      INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799999),
    deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    name    TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 120 AND length(CAST(name AS BLOB)) <= 480 AND instr(name, char(0)) = 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX team_id ON team (id);

CREATE TABLE activity (
    rev      BLOB    NOT NULL PRIMARY KEY CHECK (length(rev) = 16),
    id       BLOB    NOT NULL CHECK (length(id) = 16),
    device   BLOB    NOT NULL CHECK (length(device) = 16),
    author   BLOB    NOT NULL CHECK (length(author) = 16),
    at       INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799999),
    deleted  INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    name     TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 120 AND length(CAST(name AS BLOB)) <= 480 AND instr(name, char(0)) = 0),
    category TEXT    NOT NULL CHECK (category IN ('job', 'study', 'health', 'skills', 'everyday'))
) STRICT, WITHOUT ROWID;
CREATE INDEX activity_id ON activity (id);

-- Participants. code_key is the code in small letters, to find it by.

CREATE TABLE participant (
    rev          BLOB    NOT NULL PRIMARY KEY CHECK (length(rev) = 16),
    id           BLOB    NOT NULL CHECK (length(id) = 16),
    device       BLOB    NOT NULL CHECK (length(device) = 16),
    author       BLOB    NOT NULL CHECK (length(author) = 16),
    at           INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799999),
    deleted      INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    code         TEXT    NOT NULL CHECK (length(code) BETWEEN 1 AND 40 AND length(CAST(code AS BLOB)) <= 160 AND instr(code, char(0)) = 0),
    code_key     TEXT    NOT NULL CHECK (length(code_key) BETWEEN 1 AND 120 AND length(CAST(code_key AS BLOB)) <= 480 AND instr(code_key, char(0)) = 0),
    birth_year   INTEGER CHECK (birth_year BETWEEN 1900 AND 2199),
    sex          TEXT    NOT NULL CHECK (sex IN ('', 'woman', 'man', 'other')),
    municipality TEXT    NOT NULL CHECK (length(municipality) <= 120 AND length(CAST(municipality AS BLOB)) <= 480 AND instr(municipality, char(0)) = 0),
    referrer     TEXT    NOT NULL CHECK (length(referrer) <= 120 AND length(CAST(referrer AS BLOB)) <= 480 AND instr(referrer, char(0)) = 0),
    target_group TEXT    NOT NULL CHECK (length(target_group) <= 120 AND length(CAST(target_group AS BLOB)) <= 480 AND instr(target_group, char(0)) = 0),
    start        TEXT    NOT NULL CHECK (date(start) IS start AND start BETWEEN '1900-01-01' AND '2199-12-31'),
    finish       TEXT    CHECK (date(finish) IS finish AND finish BETWEEN start AND '2199-12-31')
) STRICT, WITHOUT ROWID;
CREATE INDEX participant_id ON participant (id);
CREATE INDEX participant_code ON participant (code_key);

-- Personal, and so apart from everything else: id is that of the participant.
CREATE TABLE identity (
    rev     BLOB    NOT NULL PRIMARY KEY CHECK (length(rev) = 16),
    id      BLOB    NOT NULL CHECK (length(id) = 16),
    device  BLOB    NOT NULL CHECK (length(device) = 16),
    author  BLOB    NOT NULL CHECK (length(author) = 16),
    at      INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799999),
    deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    name    TEXT    NOT NULL CHECK (length(name) <= 120 AND length(CAST(name AS BLOB)) <= 480 AND instr(name, char(0)) = 0 AND (deleted OR length(name) > 0))
) STRICT, WITHOUT ROWID;
CREATE INDEX identity_id ON identity (id);

-- Who follows the participant from a day on, until the next assignment.
CREATE TABLE assignment (
    rev         BLOB    NOT NULL PRIMARY KEY CHECK (length(rev) = 16),
    id          BLOB    NOT NULL CHECK (length(id) = 16),
    device      BLOB    NOT NULL CHECK (length(device) = 16),
    author      BLOB    NOT NULL CHECK (length(author) = 16),
    at          INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799999),
    deleted     INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    participant BLOB    NOT NULL CHECK (length(participant) = 16),
    team        BLOB    CHECK (length(team) = 16),
    supervisor  BLOB    CHECK (length(supervisor) = 16),
    since       TEXT    NOT NULL CHECK (date(since) IS since AND since BETWEEN '1900-01-01' AND '2199-12-31')
) STRICT, WITHOUT ROWID;
CREATE INDEX assignment_id ON assignment (id);
CREATE INDEX assignment_participant ON assignment (participant);

CREATE TABLE participation (
    rev         BLOB    NOT NULL PRIMARY KEY CHECK (length(rev) = 16),
    id          BLOB    NOT NULL CHECK (length(id) = 16),
    device      BLOB    NOT NULL CHECK (length(device) = 16),
    author      BLOB    NOT NULL CHECK (length(author) = 16),
    at          INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799999),
    deleted     INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    participant BLOB    NOT NULL CHECK (length(participant) = 16),
    activity    BLOB    NOT NULL CHECK (length(activity) = 16),
    status      TEXT    NOT NULL CHECK (status IN ('planned', 'ongoing', 'finished')),
    start       TEXT    NOT NULL CHECK (date(start) IS start AND start BETWEEN '1900-01-01' AND '2199-12-31'),
    finish      TEXT    CHECK (date(finish) IS finish AND finish BETWEEN start AND '2199-12-31'),
    CHECK (status <> 'finished' OR finish IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX participation_id ON participation (id);
CREATE INDEX participation_participant ON participation (participant);

-- One rater's answers at one meeting.
CREATE TABLE assessment (
    rev         BLOB    NOT NULL PRIMARY KEY CHECK (length(rev) = 16),
    id          BLOB    NOT NULL CHECK (length(id) = 16),
    device      BLOB    NOT NULL CHECK (length(device) = 16),
    author      BLOB    NOT NULL CHECK (length(author) = 16),
    at          INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799999),
    deleted     INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    participant BLOB    NOT NULL CHECK (length(participant) = 16),
    date        TEXT    NOT NULL CHECK (date(date) IS date AND date BETWEEN '1900-01-01' AND '2199-12-31'),
    rater       TEXT    NOT NULL CHECK (rater IN ('self', 'supervisor')),
    instrument  TEXT    NOT NULL,
    number      INTEGER NOT NULL,
    FOREIGN KEY (instrument, number) REFERENCES instrument (name, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX assessment_id ON assessment (id);
CREATE INDEX assessment_participant ON assessment (participant, rater, date);

-- step is NULL where the rater declined; an item that was not asked has no row.
CREATE TABLE answer (
    rev  BLOB    NOT NULL REFERENCES assessment (rev),
    item TEXT    NOT NULL CHECK (length(item) BETWEEN 1 AND 40 AND length(CAST(item AS BLOB)) <= 160 AND instr(item, char(0)) = 0),
    step INTEGER CHECK (step BETWEEN 1 AND 9),
    PRIMARY KEY (rev, item)
) STRICT, WITHOUT ROWID;

-- Personal: the free text of an assessment; id is that of the assessment.
CREATE TABLE comment (
    rev         BLOB    NOT NULL PRIMARY KEY CHECK (length(rev) = 16),
    id          BLOB    NOT NULL CHECK (length(id) = 16),
    device      BLOB    NOT NULL CHECK (length(device) = 16),
    author      BLOB    NOT NULL CHECK (length(author) = 16),
    at          INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799999),
    deleted     INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    participant BLOB    NOT NULL CHECK (length(participant) = 16),
    text        TEXT    NOT NULL CHECK (length(text) <= 4000 AND length(CAST(text AS BLOB)) <= 16000 AND instr(text, char(0)) = 0 AND (deleted OR length(text) > 0))
) STRICT, WITHOUT ROWID;
CREATE INDEX comment_id ON comment (id);
CREATE INDEX comment_participant ON comment (participant);

-- Personal: why a revision was made.
CREATE TABLE reason (
    rev         BLOB NOT NULL PRIMARY KEY CHECK (length(rev) = 16),
    participant BLOB CHECK (length(participant) = 16),
    text        TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 4000 AND length(CAST(text AS BLOB)) <= 16000 AND instr(text, char(0)) = 0)
) STRICT, WITHOUT ROWID;

-- Local and personal: an assessment that is not a fact yet, replaced in place.
-- assessment names the one that it corrects. It never leaves this file.
CREATE TABLE draft (
    participant BLOB    NOT NULL CHECK (length(participant) = 16),
    rater       TEXT    NOT NULL CHECK (rater IN ('self', 'supervisor')),
    assessment  BLOB    CHECK (length(assessment) = 16),
    date        TEXT    CHECK (date(date) IS date AND date BETWEEN '1900-01-01' AND '2199-12-31'),
    instrument  TEXT    NOT NULL,
    number      INTEGER NOT NULL,
    answers     TEXT    NOT NULL CHECK (json_valid(answers) AND length(CAST(answers AS BLOB)) <= 10000 AND instr(answers, char(0)) = 0),
    comment     TEXT    NOT NULL CHECK (length(comment) <= 4000 AND length(CAST(comment AS BLOB)) <= 16000 AND instr(comment, char(0)) = 0),
    at          INTEGER NOT NULL CHECK (at BETWEEN 0 AND 253402300799999),
    PRIMARY KEY (participant, rater),
    FOREIGN KEY (instrument, number) REFERENCES instrument (name, number)
) STRICT, WITHOUT ROWID;

-- Heads: what nothing supersedes. Several heads of one id are a conflict.
-- Now: of the heads of an id that are not deleted the one with the largest rev.
-- So what one deletes and another edits stays until somebody resolves it: a
-- conflict about something that nobody sees would never be resolved.

CREATE VIEW supervisor_head AS SELECT * FROM supervisor r
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW supervisor_now AS SELECT * FROM supervisor_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM supervisor_head o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted);

CREATE VIEW team_head AS SELECT * FROM team r
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW team_now AS SELECT * FROM team_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM team_head o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted);

CREATE VIEW activity_head AS SELECT * FROM activity r
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW activity_now AS SELECT * FROM activity_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM activity_head o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted);

CREATE VIEW participant_head AS SELECT * FROM participant r
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW participant_now AS SELECT * FROM participant_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM participant_head o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted);

CREATE VIEW identity_head AS SELECT * FROM identity r
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW identity_now AS SELECT * FROM identity_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM identity_head o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted);

CREATE VIEW assignment_head AS SELECT * FROM assignment r
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW assignment_now AS SELECT * FROM assignment_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM assignment_head o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted);

CREATE VIEW participation_head AS SELECT * FROM participation r
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW participation_now AS SELECT * FROM participation_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM participation_head o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted);

CREATE VIEW assessment_head AS SELECT * FROM assessment r
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW assessment_now AS SELECT * FROM assessment_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM assessment_head o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted);

CREATE VIEW comment_head AS SELECT * FROM comment r
    WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev);
CREATE VIEW comment_now AS SELECT * FROM comment_head h
    WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM comment_head o WHERE o.id = h.id AND o.rev > h.rev AND NOT o.deleted);
