-- Passkeys, as ASP.NET Core Identity stores them.
CREATE TABLE "UserPasskeys" (
    "CredentialId" bytea NOT NULL,
    "UserId" text NOT NULL,
    "Data" jsonb NOT NULL,
    CONSTRAINT "PK_UserPasskeys" PRIMARY KEY ("CredentialId"),
    CONSTRAINT "FK_UserPasskeys_Users_UserId" FOREIGN KEY ("UserId") REFERENCES "Users" ("Id") ON DELETE CASCADE
);
CREATE INDEX "IX_UserPasskeys_UserId" ON "UserPasskeys" ("UserId");

-- One-time passwords that were accepted, so that none is accepted twice (RFC 6238 5.2).
CREATE TABLE "UsedOneTimePasswords" (
    "UserId" text NOT NULL,
    "Hash" character varying(64) NOT NULL,
    "Expiration" timestamp with time zone NOT NULL,
    CONSTRAINT "PK_UsedOneTimePasswords" PRIMARY KEY ("UserId", "Hash"),
    CONSTRAINT "FK_UsedOneTimePasswords_Users_UserId" FOREIGN KEY ("UserId") REFERENCES "Users" ("Id") ON DELETE CASCADE
);
CREATE INDEX "IX_UsedOneTimePasswords_Expiration" ON "UsedOneTimePasswords" ("Expiration");
