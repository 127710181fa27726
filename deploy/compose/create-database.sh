#!/usr/bin/env bash
# Run once by PostgreSQL's image, on an empty data folder. Two roles: the migrations program owns the schema, the hosts read and write rows. So a host
# that somebody took over can neither drop a table nor turn off the triggers that announce revocations.
set -euo pipefail

psql -v ON_ERROR_STOP=1 --no-psqlrc --quiet --username "${POSTGRES_USER:-postgres}" --dbname postgres \
  -v migrations_password="$(cat /run/secrets/migrations-password)" -v host_password="$(cat /run/secrets/host-password)" <<'SQL'
CREATE ROLE identityhost_migrations LOGIN PASSWORD :'migrations_password';
CREATE ROLE identityhost LOGIN PASSWORD :'host_password';
CREATE DATABASE identityhost OWNER identityhost_migrations;
REVOKE ALL ON DATABASE identityhost FROM PUBLIC;
GRANT CONNECT ON DATABASE identityhost TO identityhost;
\connect identityhost
ALTER SCHEMA public OWNER TO identityhost_migrations;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO identityhost;
ALTER DEFAULT PRIVILEGES FOR ROLE identityhost_migrations GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO identityhost;
ALTER DEFAULT PRIVILEGES FOR ROLE identityhost_migrations GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO identityhost;
SQL
