-- Who may sign in to the page, whose log each of them sees, and who saw whom.

CREATE TABLE account (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name VARCHAR(100) NOT NULL UNIQUE,
  role VARCHAR(20) NOT NULL,
  runner_id BIGINT REFERENCES runner (id) ON DELETE SET NULL,
  password_hash TEXT,
  -- Who she is at the OpenID Connect provider, where she signs in with that.
  subject VARCHAR(255) UNIQUE,
  created_at_ms BIGINT NOT NULL
);

CREATE INDEX account_by_runner ON account (runner_id);

-- Whom a coach was given.
CREATE TABLE coaching (
  account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  runner_id BIGINT NOT NULL REFERENCES runner (id) ON DELETE CASCADE,
  given_at_ms BIGINT NOT NULL,
  PRIMARY KEY (account_id, runner_id)
);

CREATE INDEX coaching_by_runner ON coaching (runner_id);

-- Who is signed in. The browser holds the key, and the log its SHA-256: whoever reads the log cannot sign in with it.
CREATE TABLE sign_in (
  key_sha256 CHAR(64) NOT NULL PRIMARY KEY,
  account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  started_at_ms BIGINT NOT NULL,
  seen_at_ms BIGINT NOT NULL
);

CREATE INDEX sign_in_by_account ON sign_in (account_id);

-- Who looked at a runner's log, or changed something in it, by name: it outlives the account.
CREATE TABLE sighting (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  runner_id BIGINT NOT NULL REFERENCES runner (id),
  by_name VARCHAR(100) NOT NULL,
  deed VARCHAR(20) NOT NULL,
  what VARCHAR(200) NOT NULL,
  seen_at_ms BIGINT NOT NULL
);

CREATE INDEX sighting_by_runner ON sighting (runner_id, seen_at_ms);

CREATE TRIGGER sighting_stays BEFORE UPDATE ON sighting BEGIN SELECT RAISE(ABORT, 'kept for ever'); END;
CREATE TRIGGER sighting_is_kept BEFORE DELETE ON sighting WHEN OLD.runner_id NOT IN (SELECT runner_id FROM forgetting)
  BEGIN SELECT RAISE(ABORT, 'kept for ever'); END;

PRAGMA user_version = 4;
