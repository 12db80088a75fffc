-- The document comes last, and the activity's number is the row's own: to ask for a verdict no longer means to read past a document.

CREATE TEMPORARY TABLE interval_kept AS SELECT * FROM verified_interval;

CREATE TABLE verification_by_number (
  activity_id INTEGER PRIMARY KEY REFERENCES activity (id) ON DELETE CASCADE,
  session_id VARCHAR(100),
  match_kind VARCHAR(20),
  workout_text TEXT,
  verdict VARCHAR(20) NOT NULL,
  score INTEGER,
  confidence DOUBLE PRECISION NOT NULL,
  run_ms BIGINT NOT NULL,
  planned_run_ms BIGINT,
  extra_run_ms BIGINT NOT NULL,
  longest_run_ms BIGINT,
  witnesses TEXT NOT NULL,
  engine_version TEXT NOT NULL,
  verified_at_ms BIGINT NOT NULL,
  document TEXT NOT NULL
);

INSERT INTO verification_by_number (activity_id, session_id, match_kind, workout_text, verdict, score, confidence, run_ms,
  planned_run_ms, extra_run_ms, longest_run_ms, witnesses, engine_version, verified_at_ms, document)
SELECT activity_id, session_id, match_kind, workout_text, verdict, score, confidence, run_ms,
  planned_run_ms, extra_run_ms, longest_run_ms, witnesses, engine_version, verified_at_ms, document
FROM verification
ORDER BY activity_id;

-- They refer to the table that goes.
DELETE FROM verified_interval;
DROP TABLE verification;
ALTER TABLE verification_by_number RENAME TO verification;

INSERT INTO verified_interval SELECT * FROM interval_kept;
DROP TABLE interval_kept;

PRAGMA user_version = 5;
