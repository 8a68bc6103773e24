/** Version of the tables, in `user_version`. */
export const FORMAT = 1
/** Tells the file from other people's databases: "Rook". */
export const APPLICATION_ID = 0x526f_6f6b

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
    account TEXT NOT NULL, epoch INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (account, epoch)
  ) WITHOUT ROWID;
  CREATE TABLE dropped (
    account TEXT NOT NULL, epoch INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    from_time INTEGER NOT NULL, to_time INTEGER NOT NULL
  );
  CREATE TABLE cursors (
    client TEXT NOT NULL, place TEXT NOT NULL, cursor TEXT NOT NULL, PRIMARY KEY (client, place)
  ) WITHOUT ROWID;
  CREATE TABLE clients (name TEXT PRIMARY KEY, first_seen INTEGER NOT NULL) WITHOUT ROWID;
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${FORMAT};`

/** Tables, each with a query that reads some of it: what they fail at is a damaged file. */
export const PROBES = [
  'SELECT count(*) FROM accounts',
  'SELECT count(*) FROM epochs',
  'SELECT count(*) FROM dropped',
  'SELECT sum(length(cursor)) FROM cursors',
  'SELECT count(*) FROM clients',
  'SELECT sum(length(pack)) FROM (SELECT pack FROM packs ORDER BY id LIMIT 16)',
  'SELECT sum(length(pack)) FROM (SELECT pack FROM packs ORDER BY id DESC LIMIT 16)',
] as const
