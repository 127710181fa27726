// oidc-provider as its users run it: production mode, a process for each core, opaque access tokens in PostgreSQL, introspection and
// revocation for authenticated clients. Settings: PORT, WORKERS, POOL (connections of all processes together), PGHOST, PGPORT, PGUSER,
// PGPASSWORD, PGDATABASE.
import cluster from 'node:cluster';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import os from 'node:os';
import { Provider } from 'oidc-provider';
import postgresAdapter from './adapter.js';

const port = Number(process.env.PORT);
const workers = Number(process.env.WORKERS ?? os.availableParallelism());
const adapter = postgresAdapter({ max: Math.ceil(Number(process.env.POOL ?? 100) / workers) });

if (cluster.isPrimary) {
  await adapter.prepareDatabase();
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  const shared = { SIGNING_KEY: JSON.stringify(key), COOKIE_KEY: randomBytes(32).toString('hex') };
  for (let i = 0; i < workers; i += 1) cluster.fork(shared);
  // A half of the peer would be no peer.
  cluster.on('exit', () => process.exit(1));
  process.on('SIGTERM', () => process.exit(0));
} else {
  const provider = new Provider(`http://localhost:${port}`, {
    adapter,
    clients: [
      {
        client_id: 'app',
        client_secret: 'app-secret-of-the-benchmark',
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
        scope: 'messages.read',
      },
      {
        client_id: 'messages-api',
        client_secret: 'messages-api-secret',
        grant_types: [],
        redirect_uris: [],
        response_types: [],
      },
    ],
    scopes: ['openid', 'offline_access', 'messages.read'],
    jwks: { keys: [JSON.parse(process.env.SIGNING_KEY)] },
    cookies: { keys: [process.env.COOKIE_KEY] },
    ttl: { ClientCredentials: 3600 },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      // Whoever has a secret may introspect; with the default, which is about the same, each process would warn.
      introspection: { enabled: true, allowedPolicy: () => true },
      revocation: { enabled: true },
    },
  });
  provider.listen(port, '127.0.0.1');
}
