-- CreateEnum
CREATE TYPE "MeetingType" AS ENUM ('joint', 'work', 'symposium', 'signing');

-- CreateEnum
CREATE TYPE "MeetingFormat" AS ENUM ('in_person', 'online');

-- CreateEnum
CREATE TYPE "MeetingState" AS ENUM ('scheduled', 'cancelled');

-- CreateTable
CREATE TABLE "meeting" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "pair_id" INTEGER,
    "type" "MeetingType" NOT NULL,
    "host_side" "Side" NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "minutes" INTEGER NOT NULL,
    "format" "MeetingFormat" NOT NULL,
    "venue" TEXT,
    "agenda" TEXT,
    "number" INTEGER,
    "cancel_reason" TEXT,
    "state" "MeetingState" NOT NULL DEFAULT 'scheduled',
    "version" INTEGER NOT NULL DEFAULT 1,
    "account" TEXT NOT NULL,
    "officer_id" INTEGER,
    "side" "Side",
    "conversation" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "meeting_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "meeting_reference_key" ON "meeting"("reference");

-- CreateIndex
CREATE INDEX "meeting_pair_id_starts_at_idx" ON "meeting"("pair_id", "starts_at");

-- CreateIndex
CREATE INDEX "meeting_starts_at_idx" ON "meeting"("starts_at");

-- Written by hand: a record belongs to a pair that stays, and what its state says agrees with its texts.
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "meeting"
  ADD CONSTRAINT "meeting_reference_form" CHECK ("reference" ~ '^M-[0-9]{4}-[0-9]{4,}$'),
  ADD CONSTRAINT "meeting_version_counted" CHECK ("version" >= 1),
  ADD CONSTRAINT "meeting_ends_later" CHECK ("minutes" BETWEEN 1 AND 1439),
  ADD CONSTRAINT "meeting_cancel_reason_of_cancelled" CHECK ("cancel_reason" IS NULL OR "state" = 'cancelled'),
  ADD CONSTRAINT "meeting_number_of_scheduled" CHECK ("number" IS NULL OR ("number" >= 1 AND "state" = 'scheduled'));

-- No two meetings of a pair, type and year bear the same number, once the transaction that numbers them anew is over.
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_numbered_once" EXCLUDE USING btree (
  (coalesce("pair_id", 0)) WITH =,
  "type" WITH =,
  (extract(year FROM "starts_at" AT TIME ZONE 'Asia/Shanghai')) WITH =,
  "number" WITH =
) WHERE ("number" IS NOT NULL) DEFERRABLE INITIALLY DEFERRED;
