-- How an activity is known again though its bytes are others, every version of it that was seen, and what a person has to decide.

ALTER TABLE activity ADD COLUMN time_created_ms BIGINT;
ALTER TABLE activity ADD COLUMN note TEXT;
ALTER TABLE verification ADD COLUMN longest_run_ms BIGINT;

UPDATE verification
SET longest_run_ms = (SELECT MAX(i.in_gait_ms) FROM verified_interval i WHERE i.activity_id = verification.activity_id AND i.gait = 'run');

CREATE INDEX activity_by_identity ON activity (runner_id, serial_number, time_created_ms);
-- Whether a file is still named by anything, whoever's.
CREATE INDEX activity_by_file ON activity (sha256);
CREATE INDEX activity_by_length ON activity (runner_id, elapsed_ms);

-- How many activities a file holds, so that one that is known whole need not be read again.
CREATE TABLE source_file (
  runner_id BIGINT NOT NULL REFERENCES runner (id) ON DELETE CASCADE,
  sha256 CHAR(64) NOT NULL,
  activities INTEGER NOT NULL,
  PRIMARY KEY (runner_id, sha256)
);

-- What an activity was before a better version took its place, and versions that were not better. A document only where one was in force.
CREATE TABLE activity_version (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  activity_id BIGINT NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
  runner_id BIGINT NOT NULL REFERENCES runner (id) ON DELETE CASCADE,
  sha256 CHAR(64) NOT NULL,
  part INTEGER NOT NULL,
  file_name TEXT NOT NULL,
  file_path TEXT,
  seen_at_ms BIGINT NOT NULL,
  records INTEGER NOT NULL,
  salvaged BOOLEAN NOT NULL,
  document TEXT,
  UNIQUE (runner_id, sha256, part)
);

CREATE INDEX activity_version_by_file ON activity_version (sha256);
CREATE INDEX activity_version_by_activity ON activity_version (activity_id);

-- Two activities of one runner at one time: a person says whether both count.
CREATE TABLE review (
  activity_id BIGINT NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
  other_id BIGINT NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
  overlap_ms BIGINT NOT NULL,
  decided_at_ms BIGINT,
  PRIMARY KEY (activity_id, other_id)
);

CREATE INDEX review_by_other ON review (other_id);

-- Who is being forgotten: hers alone may be deleted of what is else kept for ever.
CREATE TABLE forgetting (
  runner_id BIGINT NOT NULL PRIMARY KEY
);

DROP TRIGGER runner_setting_is_kept;
DROP TRIGGER screen_answer_is_kept;
DROP TRIGGER check_in_is_kept;
DROP TRIGGER check_in_symptom_is_kept;
DROP TRIGGER safety_override_is_kept;
DROP TRIGGER decision_is_kept;

CREATE TRIGGER runner_setting_is_kept BEFORE DELETE ON runner_setting WHEN OLD.runner_id NOT IN (SELECT runner_id FROM forgetting)
  BEGIN SELECT RAISE(ABORT, 'kept for ever'); END;
CREATE TRIGGER screen_answer_is_kept BEFORE DELETE ON screen_answer WHEN OLD.runner_id NOT IN (SELECT runner_id FROM forgetting)
  BEGIN SELECT RAISE(ABORT, 'kept for ever'); END;
CREATE TRIGGER check_in_is_kept BEFORE DELETE ON check_in WHEN OLD.runner_id NOT IN (SELECT runner_id FROM forgetting)
  BEGIN SELECT RAISE(ABORT, 'kept for ever'); END;
CREATE TRIGGER check_in_symptom_is_kept BEFORE DELETE ON check_in_symptom
  WHEN (SELECT runner_id FROM check_in WHERE id = OLD.check_in_id) NOT IN (SELECT runner_id FROM forgetting)
  BEGIN SELECT RAISE(ABORT, 'kept for ever'); END;
CREATE TRIGGER safety_override_is_kept BEFORE DELETE ON safety_override WHEN OLD.runner_id NOT IN (SELECT runner_id FROM forgetting)
  BEGIN SELECT RAISE(ABORT, 'kept for ever'); END;
CREATE TRIGGER decision_is_kept BEFORE DELETE ON decision WHEN OLD.runner_id NOT IN (SELECT runner_id FROM forgetting)
  BEGIN SELECT RAISE(ABORT, 'kept for ever'); END;

PRAGMA user_version = 3;
