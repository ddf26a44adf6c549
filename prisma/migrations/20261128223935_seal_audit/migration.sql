-- CreateTable
CREATE TABLE "audit_seal" (
    "position" BIGINT NOT NULL,
    "entry_id" BIGINT NOT NULL,
    "digest" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_seal_pkey" PRIMARY KEY ("position")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_seal_entry_id_key" ON "audit_seal"("entry_id");

-- Written by hand: the chain of hashes is as long as it says, and is only added to (ADR 14, 47).
ALTER TABLE "audit_seal"
  ADD CONSTRAINT "audit_seal_counted" CHECK ("position" >= 1),
  ADD CONSTRAINT "audit_seal_digest_form" CHECK ("digest" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "audit_seal_hash_form" CHECK ("hash" ~ '^[0-9a-f]{64}$');

CREATE TRIGGER "audit_seal_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_seal"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_to_change_ledger"();
