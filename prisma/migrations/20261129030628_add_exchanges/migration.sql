-- CreateEnum
CREATE TYPE "ExchangeState" AS ENUM ('active', 'returned', 'cancelled');

-- CreateEnum
CREATE TYPE "ExchangeCategory" AS ENUM ('cadre', 'village_cadre', 'teacher', 'doctor', 'agri_technician', 'technician');

-- CreateTable
CREATE TABLE "exchange" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "pair_id" INTEGER NOT NULL,
    "direction" "Direction" NOT NULL,
    "category" "ExchangeCategory" NOT NULL,
    "people" INTEGER NOT NULL,
    "names" TEXT,
    "post" TEXT,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "returned_on" DATE,
    "note" TEXT,
    "cancel_reason" TEXT,
    "state" "ExchangeState" NOT NULL DEFAULT 'active',
    "version" INTEGER NOT NULL DEFAULT 1,
    "account" TEXT NOT NULL,
    "officer_id" INTEGER,
    "side" "Side",
    "conversation" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "exchange_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "exchange_reference_key" ON "exchange"("reference");

-- CreateIndex
CREATE INDEX "exchange_pair_id_starts_on_idx" ON "exchange"("pair_id", "starts_on");

-- CreateIndex
CREATE INDEX "exchange_starts_on_idx" ON "exchange"("starts_on");

-- CreateIndex
CREATE INDEX "exchange_state_ends_on_idx" ON "exchange"("state", "ends_on");

-- Written by hand: a record belongs to a pair that stays, and what its state says agrees with its days.
ALTER TABLE "exchange" ADD CONSTRAINT "exchange_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "exchange"
  ADD CONSTRAINT "exchange_reference_form" CHECK ("reference" ~ '^E-[0-9]{4}-[0-9]{4,}$'),
  ADD CONSTRAINT "exchange_version_counted" CHECK ("version" >= 1),
  ADD CONSTRAINT "exchange_cancel_reason_of_cancelled" CHECK ("cancel_reason" IS NULL OR "state" = 'cancelled'),
  ADD CONSTRAINT "exchange_people_counted" CHECK ("people" >= 1),
  ADD CONSTRAINT "exchange_ends_after" CHECK ("ends_on" >= "starts_on"),
  ADD CONSTRAINT "exchange_returned_after" CHECK ("returned_on" >= "starts_on"),
  ADD CONSTRAINT "exchange_returned_has_day" CHECK ("state" <> 'returned' OR "returned_on" IS NOT NULL);
