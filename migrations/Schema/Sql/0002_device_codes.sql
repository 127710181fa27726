-- When a device last asked, and how long it has to wait (RFC 8628 3.5). "DeviceCode" is the hash that the table DeviceCodes has.
CREATE TABLE "DeviceCodePolls" (
    "DeviceCode" character varying(200) NOT NULL,
    "LastPoll" timestamp with time zone NOT NULL,
    "Interval" integer NOT NULL,
    "Expiration" timestamp with time zone NOT NULL,
    CONSTRAINT "PK_DeviceCodePolls" PRIMARY KEY ("DeviceCode")
);
CREATE INDEX "IX_DeviceCodePolls_Expiration" ON "DeviceCodePolls" ("Expiration");
