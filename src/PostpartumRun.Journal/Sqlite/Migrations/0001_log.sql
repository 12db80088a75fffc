-- Instants are milliseconds since 1970-01-01T00:00:00Z, spans of time are milliseconds, verdicts and the like are the words of
-- pprun.verification/1. Only the identity columns and the last line are SQLite's own.

CREATE TABLE runner (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name VARCHAR(100) NOT NULL UNIQUE
);

CREATE TABLE export (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  runner_id BIGINT NOT NULL REFERENCES runner (id) ON DELETE CASCADE,
  serial_number BIGINT NOT NULL,
  time_created_ms BIGINT NOT NULL,
  session_id VARCHAR(100),
  plan_name TEXT,
  plan_revision TEXT,
  workout_text TEXT NOT NULL,
  file_path TEXT NOT NULL,
  exported_at_ms BIGINT NOT NULL,
  UNIQUE (runner_id, serial_number, time_created_ms)
);

CREATE TABLE activity (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  runner_id BIGINT NOT NULL REFERENCES runner (id) ON DELETE CASCADE,
  sha256 CHAR(64) NOT NULL,
  part INTEGER NOT NULL,
  file_name TEXT NOT NULL,
  file_path TEXT,
  imported_at_ms BIGINT NOT NULL,
  start_ms BIGINT NOT NULL,
  elapsed_ms BIGINT NOT NULL,
  timer_ms BIGINT NOT NULL,
  distance_meters DOUBLE PRECISION,
  manufacturer TEXT,
  product INTEGER,
  serial_number BIGINT,
  sport TEXT,
  sub_sport TEXT,
  records INTEGER NOT NULL,
  training_serial_number BIGINT,
  training_time_created_ms BIGINT,
  utc_offset_ms BIGINT,
  salvaged BOOLEAN NOT NULL,
  UNIQUE (runner_id, sha256, part)
);

CREATE INDEX activity_by_start ON activity (runner_id, start_ms);

CREATE TABLE verification (
  activity_id BIGINT NOT NULL PRIMARY KEY REFERENCES activity (id) ON DELETE CASCADE,
  session_id VARCHAR(100),
  match_kind VARCHAR(20),
  workout_text TEXT,
  verdict VARCHAR(20) NOT NULL,
  score INTEGER,
  confidence DOUBLE PRECISION NOT NULL,
  run_ms BIGINT NOT NULL,
  planned_run_ms BIGINT,
  extra_run_ms BIGINT NOT NULL,
  witnesses TEXT NOT NULL,
  engine_version TEXT NOT NULL,
  verified_at_ms BIGINT NOT NULL,
  document TEXT NOT NULL
);

CREATE TABLE verified_interval (
  activity_id BIGINT NOT NULL REFERENCES verification (activity_id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  step_index INTEGER NOT NULL,
  round INTEGER,
  length_kind VARCHAR(20) NOT NULL,
  length_ms BIGINT,
  length_centimeters BIGINT,
  gait VARCHAR(20) NOT NULL,
  role VARCHAR(20) NOT NULL,
  note TEXT,
  target_kind VARCHAR(20) NOT NULL,
  target_low INTEGER,
  target_high INTEGER,
  planned_start_ms BIGINT NOT NULL,
  planned_end_ms BIGINT NOT NULL,
  start_ms BIGINT NOT NULL,
  end_ms BIGINT NOT NULL,
  timer_ms BIGINT NOT NULL,
  in_gait_ms BIGINT NOT NULL,
  verdict VARCHAR(20) NOT NULL,
  boundary VARCHAR(20) NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  distance_meters DOUBLE PRECISION,
  speed_meters_per_second DOUBLE PRECISION,
  cadence_steps_per_minute DOUBLE PRECISION,
  heart_rate_bpm DOUBLE PRECISION,
  PRIMARY KEY (activity_id, position)
);

PRAGMA user_version = 1;
