/**
 * Version of the tables, in `user_version`. A Rookery that does not know it leaves the file alone: it would execute calls
 * again whose keys it does not look up, or leave out events that are in the front log.
 */
export const FORMAT = 4
/** The first format with calls. */
export const CALLS_FORMAT = 2
/** The first format that tells the end of a process that was killed. */
export const KILLS_FORMAT = 3
/** The first format with a front log beside the file. */
export const FRONT_FORMAT = 4
/** Tells the file from other people's databases: "Rook". */
export const APPLICATION_ID = 0x526f_6f6b

/** Tables that came with format 2. `scope` of a call is the id of its client; `bytes` is what it counts. */
const CALLS = `
  CREATE TABLE call_scopes (
    id INTEGER PRIMARY KEY AUTOINCREMENT, scope TEXT NOT NULL UNIQUE, keys INTEGER NOT NULL, bytes INTEGER NOT NULL
  );
  CREATE INDEX call_scopes_by_bytes ON call_scopes (bytes DESC, id);
  CREATE TABLE calls (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    scope INTEGER NOT NULL, account TEXT NOT NULL, key TEXT NOT NULL, digest TEXT NOT NULL,
    begun_at INTEGER NOT NULL, run INTEGER NOT NULL, state INTEGER NOT NULL, bytes INTEGER NOT NULL, reply BLOB
  );
  CREATE UNIQUE INDEX calls_by_key ON calls (scope, account, key);
  CREATE INDEX calls_in_order ON calls (scope);`

/** Table that came with format 4: one row at most, the generation of the front log that the last commit has covered. */
const FRONT = 'CREATE TABLE front (id INTEGER PRIMARY KEY, covered INTEGER NOT NULL);'

/** Makes a file of an older format one of the next. */
export const UPGRADES: Readonly<Record<number, string>> = {
  1: `${CALLS} PRAGMA user_version = 2;`,
  2: `
  ALTER TABLE epochs ADD COLUMN run INTEGER;
  ALTER TABLE dropped ADD COLUMN killed INTEGER NOT NULL DEFAULT 0;
  PRAGMA user_version = 3;`,
  3: `${FRONT} ALTER TABLE clients ADD COLUMN last_seen INTEGER NOT NULL DEFAULT 0; PRAGMA user_version = 4;`,
}

/**
 * Makes an empty file one of this format. `run` of an epoch is the process whose events may be delivered before they are
 * saved; it is empty once that process has saved all of them.
 * `killed` marks the place of events that a killed process may have delivered.
 */
export const SCHEMA = `
  CREATE TABLE packs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account TEXT NOT NULL, epoch INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    first_at INTEGER NOT NULL, last_at INTEGER NOT NULL, last_time INTEGER NOT NULL,
    bytes INTEGER NOT NULL, pack BLOB NOT NULL
  );
  CREATE INDEX packs_by_id ON packs (account, epoch, last);
  CREATE INDEX packs_in_order ON packs (account);
  CREATE INDEX packs_by_time ON packs (last_at);
  CREATE TABLE accounts (
    account TEXT PRIMARY KEY, first_seen INTEGER NOT NULL,
    forgotten_epoch INTEGER, forgotten_last INTEGER, forgotten_at INTEGER, forgotten_time INTEGER
  ) WITHOUT ROWID;
  CREATE TABLE epochs (
    account TEXT NOT NULL, epoch INTEGER NOT NULL, last INTEGER NOT NULL, run INTEGER,
    PRIMARY KEY (account, epoch)
  ) WITHOUT ROWID;
  CREATE TABLE dropped (
    account TEXT NOT NULL, epoch INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    from_time INTEGER NOT NULL, to_time INTEGER NOT NULL, killed INTEGER NOT NULL DEFAULT 0
  );
  CREATE TABLE cursors (
    client TEXT NOT NULL, place TEXT NOT NULL, cursor TEXT NOT NULL, PRIMARY KEY (client, place)
  ) WITHOUT ROWID;
  CREATE TABLE clients (
    name TEXT PRIMARY KEY, first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL DEFAULT 0
  ) WITHOUT ROWID;
  ${CALLS}
  ${FRONT}
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${FORMAT};`

/** Tables, each with a query that reads some of it: what they fail at is a damaged file. */
export const PROBES = [
  'SELECT count(*) FROM accounts',
  'SELECT count(*) FROM epochs',
  'SELECT count(*) FROM dropped',
  'SELECT sum(length(cursor)) FROM cursors',
  'SELECT count(*) FROM clients',
  'SELECT max(covered) FROM front',
  'SELECT sum(bytes) FROM call_scopes',
  'SELECT sum(length(reply)) FROM (SELECT reply FROM calls ORDER BY id LIMIT 16)',
  'SELECT sum(length(reply)) FROM (SELECT reply FROM calls ORDER BY id DESC LIMIT 16)',
  'SELECT sum(length(pack)) FROM (SELECT pack FROM packs ORDER BY id LIMIT 16)',
  'SELECT sum(length(pack)) FROM (SELECT pack FROM packs ORDER BY id DESC LIMIT 16)',
] as const
