-- CreateEnum
CREATE TYPE "PollState" AS ENUM ('open', 'ended', 'taken', 'cancelled');

-- CreateEnum
CREATE TYPE "Vote" AS ENUM ('yes', 'if_need_be', 'no');

-- CreateTable
CREATE TABLE "poll" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "pair_id" INTEGER,
    "type" "MeetingType" NOT NULL,
    "host_side" "Side" NOT NULL,
    "slots" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "quorum" INTEGER NOT NULL,
    "taken_reason" TEXT,
    "meeting" TEXT,
    "tally" JSONB,
    "cancel_reason" TEXT,
    "state" "PollState" NOT NULL DEFAULT 'open',
    "version" INTEGER NOT NULL DEFAULT 1,
    "account" TEXT NOT NULL,
    "officer_id" INTEGER,
    "side" "Side",
    "conversation" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "poll_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "poll_vote" (
    "poll_id" INTEGER NOT NULL,
    "officer_id" INTEGER NOT NULL,
    "slot" TEXT NOT NULL,
    "vote" "Vote" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "poll_vote_pkey" PRIMARY KEY ("poll_id","officer_id","slot")
);

-- CreateIndex
CREATE UNIQUE INDEX "poll_reference_key" ON "poll"("reference");

-- CreateIndex
CREATE INDEX "poll_pair_id_state_idx" ON "poll"("pair_id", "state");

-- CreateIndex
CREATE INDEX "poll_state_closes_at_idx" ON "poll"("state", "closes_at");

-- AddForeignKey
ALTER TABLE "poll_vote" ADD CONSTRAINT "poll_vote_poll_id_fkey" FOREIGN KEY ("poll_id") REFERENCES "poll"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll_vote" ADD CONSTRAINT "poll_vote_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand: a record belongs to a pair that stays, and what its state says agrees with its texts.
ALTER TABLE "poll" ADD CONSTRAINT "poll_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "poll"
  ADD CONSTRAINT "poll_reference_form" CHECK ("reference" ~ '^C-[0-9]{4}-[0-9]{4,}$'),
  ADD CONSTRAINT "poll_version_counted" CHECK ("version" >= 1),
  ADD CONSTRAINT "poll_ends_later" CHECK ("minutes" BETWEEN 1 AND 1439),
  ADD CONSTRAINT "poll_quorum_counted" CHECK ("quorum" BETWEEN 1 AND 99),
  -- From two to eight beginnings, one a line.
  ADD CONSTRAINT "poll_slots_form" CHECK ("slots" ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d(\n\d{4}-\d\d-\d\dT\d\d:\d\d){1,7}$'),
  ADD CONSTRAINT "poll_cancel_reason_of_cancelled" CHECK ("cancel_reason" IS NULL OR "state" = 'cancelled'),
  ADD CONSTRAINT "poll_meeting_form" CHECK ("meeting" ~ '^M-[0-9]{4}-[0-9]{4,}$'),
  ADD CONSTRAINT "poll_meeting_of_taken" CHECK (("state" = 'taken') = ("meeting" IS NOT NULL)),
  ADD CONSTRAINT "poll_reason_of_taken" CHECK ("taken_reason" IS NULL OR "state" = 'taken');

ALTER TABLE "poll_vote" ADD CONSTRAINT "poll_vote_slot_form" CHECK ("slot" ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d$');
