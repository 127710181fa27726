-- Introspection answers hold the user's name (RFC 7662 2.2, username), and are remembered: a changed name is announced as a changed id is.
CREATE OR REPLACE TRIGGER identity_user_changed AFTER UPDATE ON "Users" FOR EACH ROW
    WHEN (OLD."Id" <> NEW."Id" OR OLD."Disabled" <> NEW."Disabled" OR OLD."IntrospectionId" IS DISTINCT FROM NEW."IntrospectionId"
        OR OLD."UserName" IS DISTINCT FROM NEW."UserName")
    EXECUTE FUNCTION identity_user_changed();

-- expands: hosts of the version before go on running
INSERT INTO "SchemaCompatibility" ("MigrationId", "OldestHost") VALUES ('20261130202000_UserNames', '20261122200000_Deployment');
