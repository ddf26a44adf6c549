-- CreateEnum
CREATE TYPE "NoticeState" AS ENUM ('open', 'closed', 'cancelled');

-- CreateTable
CREATE TABLE "notice" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "pair_id" INTEGER NOT NULL,
    "about" TEXT NOT NULL,
    "due_on" DATE,
    "result" TEXT,
    "cancel_reason" TEXT,
    "state" "NoticeState" NOT NULL DEFAULT 'open',
    "version" INTEGER NOT NULL DEFAULT 1,
    "account" TEXT NOT NULL,
    "officer_id" INTEGER,
    "side" "Side",
    "conversation" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "notice_reference_key" ON "notice"("reference");

-- CreateIndex
CREATE INDEX "notice_pair_id_state_idx" ON "notice"("pair_id", "state");

-- Written by hand: a record belongs to a pair that stays, and what its state says agrees with its texts.
ALTER TABLE "notice" ADD CONSTRAINT "notice_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "notice"
  ADD CONSTRAINT "notice_reference_form" CHECK ("reference" ~ '^N-[0-9]{4}-[0-9]{4,}$'),
  ADD CONSTRAINT "notice_version_counted" CHECK ("version" >= 1),
  ADD CONSTRAINT "notice_cancel_reason_of_cancelled" CHECK ("cancel_reason" IS NULL OR "state" = 'cancelled'),
  ADD CONSTRAINT "notice_result_of_closed" CHECK ("state" <> 'closed' OR "result" IS NOT NULL);
