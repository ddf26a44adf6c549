-- AlterTable
ALTER TABLE "audit" ADD COLUMN     "undoes" BIGINT,
ADD COLUMN     "version" INTEGER;

-- Each change of a visit wrote one entry: counted back from the version that it now has.
UPDATE "audit" SET "version" = "numbered"."version"
FROM (
  SELECT "audit"."id",
    "visit"."version" + 1 - row_number() OVER (PARTITION BY "audit"."reference" ORDER BY "audit"."id" DESC) AS "version"
  FROM "audit" JOIN "visit" ON "visit"."reference" = "audit"."reference"
  WHERE "audit"."feature" = 'visits'
) AS "numbered"
WHERE "numbered"."id" = "audit"."id";

-- What a visit said before each change stands in the audit too; should an entry be missing, it is made of that.
-- A version was kept by whoever replaced it: the one before tells who wrote it, and when.
INSERT INTO "audit" ("at", "account", "conversation", "request", "feature", "reference", "pair_id", "action", "before", "after", "version")
SELECT coalesce("earlier"."at", "visit"."created_at"), coalesce("earlier"."account", "visit"."account"),
  "visit"."conversation", 'migration', 'visits', "visit"."reference", "visit"."pair_id", 'kept',
  "earlier"."content", "kept"."content", "kept"."version"
FROM "visit_version" AS "kept"
JOIN "visit" ON "visit"."id" = "kept"."visit_id"
LEFT JOIN "visit_version" AS "earlier"
  ON "earlier"."visit_id" = "kept"."visit_id" AND "earlier"."version" = "kept"."version" - 1
WHERE NOT EXISTS (
  SELECT FROM "audit" WHERE "audit"."reference" = "visit"."reference" AND "audit"."version" = "kept"."version"
);

-- One request marked an entry as undone and wrote the undoing: in each person's order, the first belongs to the first.
UPDATE "audit" SET "undoes" = "pairs"."undone"
FROM (
  SELECT "undoing"."id" AS "undoing", "undone"."id" AS "undone"
  FROM (
    SELECT "id", "reference", "account", row_number() OVER (PARTITION BY "reference", "account" ORDER BY "id") AS "place"
    FROM "audit" WHERE "action" = 'undo'
  ) AS "undoing"
  JOIN (
    SELECT "id", "reference", "account",
      row_number() OVER (PARTITION BY "reference", "account" ORDER BY "undone_at", "id" DESC) AS "place"
    FROM "audit" WHERE "undone_at" IS NOT NULL
  ) AS "undone" USING ("reference", "account", "place")
  WHERE "undone"."id" < "undoing"."id"
) AS "pairs"
WHERE "pairs"."undoing" = "audit"."id";

-- DropForeignKey
ALTER TABLE "visit_version" DROP CONSTRAINT "visit_version_visit_id_fkey";

-- DropIndex
DROP INDEX "audit_reference_idx";

-- AlterTable
ALTER TABLE "audit" DROP COLUMN "undone_at";

-- DropTable
DROP TABLE "visit_version";

-- CreateIndex
CREATE UNIQUE INDEX "audit_undoes_key" ON "audit"("undoes");

-- CreateIndex
CREATE UNIQUE INDEX "audit_reference_version_key" ON "audit"("reference", "version");

-- AddForeignKey
ALTER TABLE "audit" ADD CONSTRAINT "audit_undoes_fkey" FOREIGN KEY ("undoes") REFERENCES "audit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "audit"
  ADD CONSTRAINT "audit_version_counted" CHECK ("version" >= 1),
  ADD CONSTRAINT "audit_undoes_earlier" CHECK ("undoes" < "id");

-- For each statement, so that one which finds no row is refused too. Only a superuser gets past it, by
-- session_replication_role = replica: the tests do, to begin with empty tables.
CREATE FUNCTION "refuse_to_change_audit"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER "audit_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_to_change_audit"();
