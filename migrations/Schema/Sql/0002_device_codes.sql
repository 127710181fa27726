-- When a device last asked, and how many seconds it has to wait (RFC 8628 3.5). "DeviceCode" is the hash that the table DeviceCodes has.
CREATE TABLE "DeviceCodePolls" (
    "DeviceCode" character varying(200) NOT NULL,
    "LastPoll" timestamp with time zone NOT NULL,
    "Interval" integer NOT NULL,
    CONSTRAINT "PK_DeviceCodePolls" PRIMARY KEY ("DeviceCode"),
    CONSTRAINT "FK_DeviceCodePolls_DeviceCodes_DeviceCode" FOREIGN KEY ("DeviceCode") REFERENCES "DeviceCodes" ("DeviceCode") ON DELETE CASCADE
);
