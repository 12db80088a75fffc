-- Who the runner is, whether she can run, how she says she is, and what was decided. All of it is only ever added to: the latest
-- row of a name or item is what holds, and the earlier ones stay. Dates are the runner's own, as 2026-06-01.
-- Check-ins name their activity by its number, which is never given twice, and outlive it.

CREATE TABLE runner_setting (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  runner_id BIGINT NOT NULL REFERENCES runner (id),
  name VARCHAR(50) NOT NULL,
  value TEXT NOT NULL,
  set_by VARCHAR(100),
  set_at_ms BIGINT NOT NULL
);

CREATE TABLE screen_answer (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  runner_id BIGINT NOT NULL REFERENCES runner (id),
  item VARCHAR(50) NOT NULL,
  passed BOOLEAN NOT NULL,
  answered_on CHAR(10) NOT NULL,
  recorded_at_ms BIGINT NOT NULL
);

CREATE TABLE check_in (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  runner_id BIGINT NOT NULL REFERENCES runner (id),
  activity_id BIGINT,
  session_id VARCHAR(100),
  moment VARCHAR(20) NOT NULL,
  fatigue VARCHAR(20) NOT NULL,
  recovered BOOLEAN,
  note TEXT,
  day CHAR(10) NOT NULL,
  made_at_ms BIGINT NOT NULL
);

CREATE TABLE check_in_symptom (
  check_in_id BIGINT NOT NULL REFERENCES check_in (id),
  symptom VARCHAR(50) NOT NULL,
  onset_minute INTEGER,
  PRIMARY KEY (check_in_id, symptom)
);

CREATE TABLE safety_override (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  runner_id BIGINT NOT NULL REFERENCES runner (id),
  rule VARCHAR(50) NOT NULL,
  what TEXT NOT NULL,
  refusal TEXT NOT NULL,
  reason TEXT NOT NULL,
  by_name VARCHAR(100) NOT NULL,
  overridden_at_ms BIGINT NOT NULL
);

CREATE TABLE decision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  runner_id BIGINT NOT NULL REFERENCES runner (id),
  inputs_sha256 CHAR(64) NOT NULL,
  kind VARCHAR(20) NOT NULL,
  inputs TEXT NOT NULL,
  document TEXT NOT NULL,
  decided_at_ms BIGINT NOT NULL,
  UNIQUE (runner_id, inputs_sha256)
);

CREATE TRIGGER runner_setting_stays BEFORE UPDATE ON runner_setting BEGIN SELECT RAISE(ABORT, 'kept for ever'); END;
CREATE TRIGGER runner_setting_is_kept BEFORE DELETE ON runner_setting BEGIN SELECT RAISE(ABORT, 'kept for ever'); END;
CREATE TRIGGER screen_answer_stays BEFORE UPDATE ON screen_answer BEGIN SELECT RAISE(ABORT, 'kept for ever'); END;
CREATE TRIGGER screen_answer_is_kept BEFORE DELETE ON screen_answer BEGIN SELECT RAISE(ABORT, 'kept for ever'); END;
CREATE TRIGGER check_in_stays BEFORE UPDATE ON check_in BEGIN SELECT RAISE(ABORT, 'kept for ever'); END;
CREATE TRIGGER check_in_is_kept BEFORE DELETE ON check_in BEGIN SELECT RAISE(ABORT, 'kept for ever'); END;
CREATE TRIGGER check_in_symptom_stays BEFORE UPDATE ON check_in_symptom BEGIN SELECT RAISE(ABORT, 'kept for ever'); END;
CREATE TRIGGER check_in_symptom_is_kept BEFORE DELETE ON check_in_symptom BEGIN SELECT RAISE(ABORT, 'kept for ever'); END;
CREATE TRIGGER safety_override_stays BEFORE UPDATE ON safety_override BEGIN SELECT RAISE(ABORT, 'kept for ever'); END;
CREATE TRIGGER safety_override_is_kept BEFORE DELETE ON safety_override BEGIN SELECT RAISE(ABORT, 'kept for ever'); END;
CREATE TRIGGER decision_stays BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'kept for ever'); END;
CREATE TRIGGER decision_is_kept BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'kept for ever'); END;

PRAGMA user_version = 2;
