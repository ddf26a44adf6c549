-- CreateEnum
CREATE TYPE "ProblemState" AS ENUM ('open', 'reopened', 'acknowledged', 'resolved', 'cancelled');

-- CreateEnum
CREATE TYPE "ProblemRung" AS ENUM ('pair', 'offices', 'provinces', 'meeting');

-- CreateTable
CREATE TABLE "problem" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "pair_id" INTEGER NOT NULL,
    "about" TEXT NOT NULL,
    "quote_text" TEXT,
    "quote_link" TEXT,
    "assisting_owner" TEXT,
    "recipient_owner" TEXT,
    "raised_on" DATE NOT NULL,
    "stopped_on" DATE,
    "result" TEXT,
    "reopen_reason" TEXT,
    "cancel_reason" TEXT,
    "state" "ProblemState" NOT NULL DEFAULT 'open',
    "version" INTEGER NOT NULL DEFAULT 1,
    "account" TEXT NOT NULL,
    "officer_id" INTEGER,
    "side" "Side",
    "conversation" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "problem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "problem_rung_said" (
    "reference" TEXT NOT NULL,
    "raised_on" DATE NOT NULL,
    "rung" "ProblemRung" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "problem_rung_said_pkey" PRIMARY KEY ("reference","raised_on","rung")
);

-- CreateIndex
CREATE UNIQUE INDEX "problem_reference_key" ON "problem"("reference");

-- CreateIndex
CREATE INDEX "problem_pair_id_state_idx" ON "problem"("pair_id", "state");

-- CreateIndex
CREATE INDEX "problem_state_raised_on_idx" ON "problem"("state", "raised_on");

-- Written by hand: a record belongs to a pair that stays, and what its state says agrees with its clock and its texts.
ALTER TABLE "problem" ADD CONSTRAINT "problem_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "problem"
  ADD CONSTRAINT "problem_reference_form" CHECK ("reference" ~ '^Q-[0-9]{4}-[0-9]{4,}$'),
  ADD CONSTRAINT "problem_version_counted" CHECK ("version" >= 1),
  ADD CONSTRAINT "problem_cancel_reason_of_cancelled" CHECK ("cancel_reason" IS NULL OR "state" = 'cancelled'),
  ADD CONSTRAINT "problem_result_of_resolved" CHECK ("state" <> 'resolved' OR "result" IS NOT NULL),
  ADD CONSTRAINT "problem_reason_of_reopened" CHECK ("state" <> 'reopened' OR "reopen_reason" IS NOT NULL),
  -- The clock runs while nobody has acknowledged it, and does not run backwards.
  ADD CONSTRAINT "problem_clock_of_state" CHECK (
    ("state" NOT IN ('open', 'reopened') OR "stopped_on" IS NULL)
    AND ("state" NOT IN ('acknowledged', 'resolved') OR "stopped_on" IS NOT NULL)
  ),
  ADD CONSTRAINT "problem_clock_forward" CHECK ("stopped_on" >= "raised_on");

ALTER TABLE "problem_rung_said" ADD CONSTRAINT "problem_rung_said_reference_fkey" FOREIGN KEY ("reference") REFERENCES "problem"("reference") ON DELETE RESTRICT ON UPDATE CASCADE;
