-- Whatever takes access away is announced within its transaction, whoever does it: the host, a seed, an administrator with psql. Hosts listen
-- and forget what they remembered. Inserts of grants, and removal of what had expired, are not announced: transactions that notify commit one at
-- a time in the whole cluster.

-- What to forget: 'grant KEY', 'user ID', 'session ID', 'jwt ID', or '*', which is everything.
CREATE FUNCTION identity_announce(what text) RETURNS void
LANGUAGE sql
AS $$
    SELECT pg_notify('identity_tokens', CASE WHEN what IS NULL OR octet_length(what) >= 8000 THEN '*' ELSE what END);
$$;

CREATE FUNCTION identity_announce_everything() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM identity_announce('*');
    RETURN NULL;
END;
$$;

-- A node whose clock is behind takes a token for current some time after the database does.
CREATE FUNCTION identity_is_current(expiration timestamp with time zone) RETURNS boolean
LANGUAGE sql STABLE
AS $$
    SELECT expiration IS NULL OR expiration > now() - interval '5 minutes';
$$;

CREATE FUNCTION identity_reference_token_changed() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM identity_announce('grant ' || OLD."Key");
    RETURN NULL;
END;
$$;

CREATE TRIGGER identity_reference_token_changed AFTER UPDATE OR DELETE ON "PersistedGrants"
    FOR EACH ROW WHEN (OLD."Type" = 'reference_token' AND identity_is_current(OLD."Expiration"))
    EXECUTE FUNCTION identity_reference_token_changed();
CREATE TRIGGER identity_grants_truncated AFTER TRUNCATE ON "PersistedGrants"
    FOR EACH STATEMENT EXECUTE FUNCTION identity_announce_everything();

CREATE FUNCTION identity_user_changed() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM identity_announce('user ' || OLD."Id");
    RETURN NULL;
END;
$$;

CREATE TRIGGER identity_user_deleted AFTER DELETE ON "Users" FOR EACH ROW EXECUTE FUNCTION identity_user_changed();
CREATE TRIGGER identity_user_changed AFTER UPDATE ON "Users" FOR EACH ROW
    WHEN (OLD."Id" <> NEW."Id" OR OLD."Disabled" <> NEW."Disabled" OR OLD."IntrospectionId" IS DISTINCT FROM NEW."IntrospectionId")
    EXECUTE FUNCTION identity_user_changed();
CREATE TRIGGER identity_users_truncated AFTER TRUNCATE ON "Users"
    FOR EACH STATEMENT EXECUTE FUNCTION identity_announce_everything();

CREATE FUNCTION identity_session_changed() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM identity_announce('session ' || OLD."SessionId");
    RETURN NULL;
END;
$$;

CREATE TRIGGER identity_session_ended AFTER DELETE ON "ServerSideSessions" FOR EACH ROW
    WHEN (OLD."SessionId" IS NOT NULL AND identity_is_current(OLD."Expires"))
    EXECUTE FUNCTION identity_session_changed();
-- A later end is no news: whoever remembered the earlier one asks again when it comes.
CREATE TRIGGER identity_session_changed AFTER UPDATE ON "ServerSideSessions" FOR EACH ROW
    WHEN (OLD."SessionId" IS NOT NULL AND (
        OLD."SubjectId" <> NEW."SubjectId" OR OLD."SessionId" IS DISTINCT FROM NEW."SessionId"
        OR (NEW."Expires" IS NOT NULL AND (OLD."Expires" IS NULL OR NEW."Expires" < OLD."Expires"))))
    EXECUTE FUNCTION identity_session_changed();
CREATE TRIGGER identity_sessions_truncated AFTER TRUNCATE ON "ServerSideSessions"
    FOR EACH STATEMENT EXECUTE FUNCTION identity_announce_everything();

CREATE FUNCTION identity_jwt_revoked() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    PERFORM identity_announce('jwt ' || NEW."TokenId");
    RETURN NULL;
END;
$$;

CREATE TRIGGER identity_jwt_revoked AFTER INSERT OR UPDATE ON "RevokedTokenIds" FOR EACH ROW EXECUTE FUNCTION identity_jwt_revoked();

-- A JWT is as good as the key that signed it.
CREATE TRIGGER identity_key_changed AFTER UPDATE OR DELETE OR TRUNCATE ON "Keys"
    FOR EACH STATEMENT EXECUTE FUNCTION identity_announce_everything();
