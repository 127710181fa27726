// oidc-provider's storage on PostgreSQL: one table for all models, as its users' adapters have it. Each operation is one named
// statement, which pg prepares once for each connection.
import pg from 'pg';

const TABLE = `
  CREATE SCHEMA IF NOT EXISTS oidc_provider;
  CREATE TABLE IF NOT EXISTS oidc_provider.payloads (
    id text NOT NULL,
    model text NOT NULL,
    payload jsonb NOT NULL,
    grant_id text,
    user_code text,
    uid text,
    expires_at timestamptz,
    consumed_at timestamptz,
    PRIMARY KEY (id, model)
  );
  CREATE INDEX IF NOT EXISTS payloads_grant_id ON oidc_provider.payloads (grant_id);
  CREATE INDEX IF NOT EXISTS payloads_user_code ON oidc_provider.payloads (user_code);
  CREATE INDEX IF NOT EXISTS payloads_uid ON oidc_provider.payloads (uid);
  CREATE INDEX IF NOT EXISTS payloads_expires_at ON oidc_provider.payloads (expires_at)`;

const CURRENT = '(expires_at IS NULL OR expires_at > now())';

export default function postgresAdapter(poolSettings) {
  const pool = new pg.Pool(poolSettings);
  const ask = (name, text, values) => pool.query({ name, text, values });

  class PostgresAdapter {
    constructor(model) {
      this.model = model;
    }

    static prepareDatabase() {
      return pool.query(TABLE);
    }

    async upsert(id, payload, expiresIn) {
      await ask(
        'upsert',
        `INSERT INTO oidc_provider.payloads (id, model, payload, grant_id, user_code, uid, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, now() + $7::double precision * interval '1 second')
         ON CONFLICT (id, model) DO UPDATE SET payload = EXCLUDED.payload, grant_id = EXCLUDED.grant_id,
           user_code = EXCLUDED.user_code, uid = EXCLUDED.uid, expires_at = EXCLUDED.expires_at`,
        [id, this.model, payload, payload.grantId, payload.userCode, payload.uid, expiresIn],
      );
    }

    find(id) {
      return this.#one('find', `SELECT payload, consumed_at FROM oidc_provider.payloads WHERE id = $1 AND model = $2 AND ${CURRENT}`, id);
    }

    findByUserCode(code) {
      return this.#one('find-by-user-code',
        `SELECT payload, consumed_at FROM oidc_provider.payloads WHERE user_code = $1 AND model = $2 AND ${CURRENT}`, code);
    }

    findByUid(uid) {
      return this.#one('find-by-uid', `SELECT payload, consumed_at FROM oidc_provider.payloads WHERE uid = $1 AND model = $2 AND ${CURRENT}`, uid);
    }

    async destroy(id) {
      await ask('destroy', 'DELETE FROM oidc_provider.payloads WHERE id = $1 AND model = $2', [id, this.model]);
    }

    async revokeByGrantId(grantId) {
      await ask('revoke', 'DELETE FROM oidc_provider.payloads WHERE grant_id = $1', [grantId]);
    }

    async consume(id) {
      await ask('consume', 'UPDATE oidc_provider.payloads SET consumed_at = now() WHERE id = $1 AND model = $2', [id, this.model]);
    }

    async #one(name, text, key) {
      const { rows: [row] } = await ask(name, text, [key, this.model]);
      if (!row) return undefined;
      return row.consumed_at ? { ...row.payload, consumed: Math.floor(row.consumed_at / 1000) } : row.payload;
    }
  }

  return PostgresAdapter;
}
