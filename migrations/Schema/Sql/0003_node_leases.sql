-- Nodes that may answer from memory. A node renews its lease by adding one to its counter; a row whose counter stands still belongs to a node
-- that is gone, and is removed by another one.
CREATE TABLE "NodeLeases" (
    "NodeId" uuid NOT NULL,
    "Counter" bigint NOT NULL,
    CONSTRAINT "PK_NodeLeases" PRIMARY KEY ("NodeId")
);

-- Which node has applied which announcement. Not logged: what a crash loses is waited for until the lease of that node has lapsed.
CREATE UNLOGGED TABLE "NodeAcknowledgements" (
    "AnnouncementId" uuid NOT NULL,
    "NodeId" uuid NOT NULL,
    "Time" timestamp with time zone NOT NULL DEFAULT now(),
    CONSTRAINT "PK_NodeAcknowledgements" PRIMARY KEY ("AnnouncementId", "NodeId")
);
