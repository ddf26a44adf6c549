-- AlterTable
ALTER TABLE "decision" ADD COLUMN     "number" INTEGER;

-- Written by hand: items of no meeting, and those that are cancelled, have no number.
ALTER TABLE "decision"
  ADD CONSTRAINT "decision_number_of_meeting" CHECK ("number" IS NULL OR ("number" >= 1 AND "meeting" IS NOT NULL AND "state" <> 'cancelled'));

-- Those that are there are numbered in the order in which they were entered.
UPDATE "decision" SET "number" = counted."number" FROM (
  SELECT "id", (row_number() OVER (PARTITION BY "meeting" ORDER BY "id"))::int AS "number"
  FROM "decision" WHERE "meeting" IS NOT NULL AND "state" <> 'cancelled'
) AS counted WHERE "decision"."id" = counted."id";

-- No two items of a meeting bear the same number, once the transaction that numbers them anew is over.
ALTER TABLE "decision" ADD CONSTRAINT "decision_numbered_once" EXCLUDE USING btree (
  "meeting" WITH =,
  "number" WITH =
) WHERE ("number" IS NOT NULL) DEFERRABLE INITIALLY DEFERRED;
