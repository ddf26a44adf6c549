-- CreateEnum
CREATE TYPE "InspectionState" AS ENUM ('noted', 'open', 'rectified', 'cancelled');

-- CreateTable
CREATE TABLE "inspection" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "pair_id" INTEGER NOT NULL,
    "project" TEXT,
    "inspected_on" DATE NOT NULL,
    "unit" TEXT,
    "findings" TEXT NOT NULL,
    "score" INTEGER,
    "rectification" TEXT,
    "due_on" DATE,
    "result" TEXT,
    "rectified_on" DATE,
    "cancel_reason" TEXT,
    "state" "InspectionState" NOT NULL DEFAULT 'noted',
    "version" INTEGER NOT NULL DEFAULT 1,
    "account" TEXT NOT NULL,
    "officer_id" INTEGER,
    "side" "Side",
    "conversation" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inspection_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "inspection_reference_key" ON "inspection"("reference");

-- CreateIndex
CREATE INDEX "inspection_pair_id_state_idx" ON "inspection"("pair_id", "state");

-- CreateIndex
CREATE INDEX "inspection_state_due_on_idx" ON "inspection"("state", "due_on");

-- CreateIndex
CREATE INDEX "inspection_project_idx" ON "inspection"("project");

-- Written by hand: a record belongs to a pair that stays, and what its state says agrees with its days and texts.
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "inspection"
  ADD CONSTRAINT "inspection_reference_form" CHECK ("reference" ~ '^I-[0-9]{4}-[0-9]{4,}$'),
  ADD CONSTRAINT "inspection_version_counted" CHECK ("version" >= 1),
  ADD CONSTRAINT "inspection_cancel_reason_of_cancelled" CHECK ("cancel_reason" IS NULL OR "state" = 'cancelled'),
  ADD CONSTRAINT "inspection_score_of_hundred" CHECK ("score" BETWEEN 0 AND 100),
  ADD CONSTRAINT "inspection_due_of_open" CHECK ("state" <> 'open' OR "due_on" IS NOT NULL),
  ADD CONSTRAINT "inspection_due_after" CHECK ("due_on" >= "inspected_on"),
  ADD CONSTRAINT "inspection_result_of_rectified" CHECK (
    "state" <> 'rectified' OR ("result" IS NOT NULL AND "rectified_on" IS NOT NULL)
  );
