-- When something may have to be said of a record: its kind is asked then.
CREATE TABLE "due" (
    "reference" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "retry_at" TIMESTAMPTZ(3),

    CONSTRAINT "due_pkey" PRIMARY KEY ("reference","name"),
    CONSTRAINT "due_reference_form" CHECK ("reference" ~ '^[A-Z]+-.'),
    CONSTRAINT "due_attempts_counted" CHECK ("attempts" >= 0),
    CONSTRAINT "due_retried_after_failing" CHECK ("retry_at" IS NULL OR "attempts" > 0)
);

CREATE INDEX "due_at_idx" ON "due"("at");

-- Visits that nobody was reminded of come due too early rather than too late: SQL knows no workdays. Asked then, the
-- feature reckons anew and writes the right time.
INSERT INTO "due" ("reference", "name", "at")
SELECT "reference", 'outcome', ("ends_on" + 5)::timestamp AT TIME ZONE 'UTC'
FROM "visit" WHERE "state" = 'active' AND "reminded_at" IS NULL;

ALTER TABLE "visit" DROP COLUMN "reminded_at";
