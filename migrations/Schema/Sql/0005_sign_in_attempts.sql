-- Attempts to sign in that failed, or have not succeeded yet. "Browser" is one that the person used before, or empty for all strangers together.
-- After "Ends" the count begins anew. "Warned" is when the person was last told that strangers guess.
-- Not logged: a guess costs no write to the log of transactions, and counts that a crash of the server forgets begin anew. So there is no
-- foreign key either: it would lock, and log, the user's row.
CREATE UNLOGGED TABLE "SignInAttempts" (
    "UserId" text NOT NULL,
    "Browser" character varying(24) NOT NULL,
    "Count" integer NOT NULL,
    "Ends" timestamp with time zone NOT NULL,
    "Warned" timestamp with time zone,
    CONSTRAINT "PK_SignInAttempts" PRIMARY KEY ("UserId", "Browser")
);

CREATE FUNCTION identity_forget_attempts() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    DELETE FROM "SignInAttempts" WHERE "UserId" = OLD."Id";
    RETURN NULL;
END;
$$;

CREATE TRIGGER identity_forget_attempts AFTER DELETE ON "Users" FOR EACH ROW EXECUTE FUNCTION identity_forget_attempts();

-- expands: hosts of the version before go on counting in "Users"
INSERT INTO "SchemaCompatibility" ("MigrationId", "OldestHost") VALUES ('20261130200000_SignInAttempts', '20261122200000_Deployment');
