-- CreateEnum
CREATE TYPE "AgendaItemState" AS ENUM ('waiting', 'standing', 'treated', 'cancelled');

-- CreateTable
CREATE TABLE "agenda_item" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "pair_id" INTEGER,
    "about" TEXT NOT NULL,
    "source" TEXT,
    "joint_only" BOOLEAN NOT NULL,
    "after_at" TIMESTAMPTZ(3) NOT NULL,
    "meeting" TEXT,
    "agenda_of" TEXT,
    "cancel_reason" TEXT,
    "state" "AgendaItemState" NOT NULL DEFAULT 'waiting',
    "version" INTEGER NOT NULL DEFAULT 1,
    "account" TEXT NOT NULL,
    "officer_id" INTEGER,
    "side" "Side",
    "conversation" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "agenda_item_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "agenda_item_reference_key" ON "agenda_item"("reference");

-- CreateIndex
CREATE INDEX "agenda_item_pair_id_state_idx" ON "agenda_item"("pair_id", "state");

-- CreateIndex
CREATE INDEX "agenda_item_agenda_of_idx" ON "agenda_item"("agenda_of");

-- CreateIndex
CREATE INDEX "agenda_item_source_idx" ON "agenda_item"("source");

-- Written by hand: a record belongs to a pair that stays, and what its state says agrees with its texts.
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "agenda_item"
  ADD CONSTRAINT "agenda_item_reference_form" CHECK ("reference" ~ '^Y-[0-9]{4}-[0-9]{4,}$'),
  ADD CONSTRAINT "agenda_item_version_counted" CHECK ("version" >= 1),
  ADD CONSTRAINT "agenda_item_cancel_reason_of_cancelled" CHECK ("cancel_reason" IS NULL OR "state" = 'cancelled'),
  ADD CONSTRAINT "agenda_item_standing_everywhere" CHECK ("state" <> 'standing' OR ("meeting" IS NULL AND "agenda_of" IS NULL));
