-- What a visit's state says agrees with its texts. The program never wrote it otherwise; what was put in by hand is put right.
UPDATE "visit" SET "cancel_reason" = NULL WHERE "state" <> 'cancelled' AND "cancel_reason" IS NOT NULL;
UPDATE "visit" SET "state" = 'active' WHERE "state" = 'done' AND "outcome" IS NULL;

ALTER TABLE "visit"
  ADD CONSTRAINT "visit_cancel_reason_of_cancelled" CHECK ("cancel_reason" IS NULL OR "state" = 'cancelled'),
  ADD CONSTRAINT "visit_outcome_of_done" CHECK ("state" <> 'done' OR "outcome" IS NOT NULL);
