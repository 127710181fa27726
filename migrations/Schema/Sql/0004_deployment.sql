-- One row: the issuer to which this database belongs. The first host writes it, and one that was given another issuer answers nobody.
CREATE TABLE "Deployment" (
    "Id" smallint NOT NULL DEFAULT 1,
    "Issuer" character varying(2000) NOT NULL,
    CONSTRAINT "PK_Deployment" PRIMARY KEY ("Id"),
    CONSTRAINT "CK_Deployment_OneRow" CHECK ("Id" = 1)
);

-- Which hosts may go on running on a migration: those that require "OldestHost" or a later one. Hosts that don't know a migration run on it
-- only if it says so here.
CREATE TABLE "SchemaCompatibility" (
    "MigrationId" character varying(150) NOT NULL,
    "OldestHost" character varying(150) NOT NULL,
    CONSTRAINT "PK_SchemaCompatibility" PRIMARY KEY ("MigrationId")
);

INSERT INTO "SchemaCompatibility" ("MigrationId", "OldestHost") VALUES ('20261122200000_Deployment', '20261122160000_Coherence');
