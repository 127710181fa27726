-- Lineage. A family is what one authorization by one user led to: every token that was issued for a code or device code, and for the
-- refresh tokens that followed. A replayed code or a reused refresh token revokes the family.

-- "Key" is the key of the grant that the family began with. That grant is gone: its replay is known by this row. "Expiration" is when the
-- last of the family's tokens ends.
CREATE TABLE "GrantFamilies" (
    "Id" uuid NOT NULL,
    "Key" character varying(200) NOT NULL,
    "SubjectId" character varying(200),
    "SessionId" character varying(100),
    "ClientId" character varying(200) NOT NULL,
    "Expiration" timestamp with time zone NOT NULL,
    "RevokedTime" timestamp with time zone,
    CONSTRAINT "PK_GrantFamilies" PRIMARY KEY ("Id")
);
CREATE UNIQUE INDEX "IX_GrantFamilies_Key" ON "GrantFamilies" ("Key");
CREATE INDEX "IX_GrantFamilies_SubjectId_ClientId" ON "GrantFamilies" ("SubjectId", "ClientId");
CREATE INDEX "IX_GrantFamilies_SessionId" ON "GrantFamilies" ("SessionId");
CREATE INDEX "IX_GrantFamilies_Expiration" ON "GrantFamilies" ("Expiration");

-- The family's tokens. "Key" is the key of a grant, or the id (jti) of a JWT, which has the "Type" jwt.
CREATE TABLE "GrantFamilyMembers" (
    "Key" character varying(200) NOT NULL,
    "FamilyId" uuid NOT NULL,
    "Type" character varying(50) NOT NULL,
    "Expiration" timestamp with time zone NOT NULL,
    CONSTRAINT "PK_GrantFamilyMembers" PRIMARY KEY ("Key"),
    CONSTRAINT "FK_GrantFamilyMembers_GrantFamilies_FamilyId" FOREIGN KEY ("FamilyId") REFERENCES "GrantFamilies" ("Id") ON DELETE CASCADE
);
CREATE INDEX "IX_GrantFamilyMembers_FamilyId" ON "GrantFamilyMembers" ("FamilyId");
CREATE INDEX "IX_GrantFamilyMembers_Expiration" ON "GrantFamilyMembers" ("Expiration");

-- Ids (jti) of JWT access tokens that were revoked, until they would have expired anyway.
CREATE TABLE "RevokedTokenIds" (
    "TokenId" character varying(200) NOT NULL,
    "Expiration" timestamp with time zone NOT NULL,
    CONSTRAINT "PK_RevokedTokenIds" PRIMARY KEY ("TokenId")
);
CREATE INDEX "IX_RevokedTokenIds_Expiration" ON "RevokedTokenIds" ("Expiration");
