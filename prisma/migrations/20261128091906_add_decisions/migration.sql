-- CreateEnum
CREATE TYPE "DecisionState" AS ENUM ('open', 'postponed', 'done', 'cancelled');

-- CreateTable
CREATE TABLE "decision" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "pair_id" INTEGER NOT NULL,
    "about" TEXT NOT NULL,
    "meeting" TEXT,
    "assisting_owner" TEXT,
    "recipient_owner" TEXT,
    "due_on" DATE NOT NULL,
    "postponements" TEXT,
    "result" TEXT,
    "cancel_reason" TEXT,
    "state" "DecisionState" NOT NULL DEFAULT 'open',
    "version" INTEGER NOT NULL DEFAULT 1,
    "account" TEXT NOT NULL,
    "officer_id" INTEGER,
    "side" "Side",
    "conversation" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "decision_reference_key" ON "decision"("reference");

-- CreateIndex
CREATE INDEX "decision_pair_id_state_idx" ON "decision"("pair_id", "state");

-- CreateIndex
CREATE INDEX "decision_state_due_on_idx" ON "decision"("state", "due_on");

-- CreateIndex
CREATE INDEX "decision_meeting_idx" ON "decision"("meeting");

-- Written by hand: a record belongs to a pair that stays, and what its state says agrees with its texts.
ALTER TABLE "decision" ADD CONSTRAINT "decision_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "decision"
  ADD CONSTRAINT "decision_reference_form" CHECK ("reference" ~ '^D-[0-9]{4}-[0-9]{4,}$'),
  ADD CONSTRAINT "decision_version_counted" CHECK ("version" >= 1),
  ADD CONSTRAINT "decision_cancel_reason_of_cancelled" CHECK ("cancel_reason" IS NULL OR "state" = 'cancelled'),
  ADD CONSTRAINT "decision_result_of_done" CHECK ("state" <> 'done' OR "result" IS NOT NULL),
  ADD CONSTRAINT "decision_reasons_of_postponed" CHECK ("state" <> 'postponed' OR "postponements" IS NOT NULL);
