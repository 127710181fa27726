-- Which stored formats the host of a node reads. 0: those of the versions before this migration, whose hosts don't say it. 1: authorization codes
-- also with the hash of their challenge. What is written is what every node reads.
ALTER TABLE "NodeLeases" ADD COLUMN "Formats" smallint NOT NULL DEFAULT 0;

INSERT INTO "SchemaCompatibility" ("MigrationId", "OldestHost") VALUES ('20261130203000_NodeFormats', '20261122160000_Coherence');
