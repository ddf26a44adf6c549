-- CreateEnum
CREATE TYPE "DonationState" AS ENUM ('pledged', 'received', 'handed_over', 'cancelled');

-- CreateEnum
CREATE TYPE "DonationForm" AS ENUM ('cash', 'kind');

-- CreateEnum
CREATE TYPE "DonationPurpose" AS ENUM ('students', 'teaching', 'health', 'livelihood', 'other');

-- CreateTable
CREATE TABLE "donation" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "pair_id" INTEGER NOT NULL,
    "form" "DonationForm" NOT NULL,
    "value" DECIMAL(18,2) NOT NULL,
    "goods" TEXT,
    "donor" TEXT,
    "donor_named" BOOLEAN NOT NULL,
    "purpose" "DonationPurpose",
    "students" INTEGER,
    "about" TEXT,
    "pledged_on" DATE NOT NULL,
    "received_on" DATE,
    "handed_over_on" DATE,
    "recipient" TEXT,
    "cancel_reason" TEXT,
    "state" "DonationState" NOT NULL DEFAULT 'pledged',
    "version" INTEGER NOT NULL DEFAULT 1,
    "account" TEXT NOT NULL,
    "officer_id" INTEGER,
    "side" "Side",
    "conversation" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "donation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "donation_reference_key" ON "donation"("reference");

-- CreateIndex
CREATE INDEX "donation_pair_id_received_on_idx" ON "donation"("pair_id", "received_on");

-- CreateIndex
CREATE INDEX "donation_received_on_idx" ON "donation"("received_on");

-- CreateIndex
CREATE INDEX "donation_state_idx" ON "donation"("state");

-- Written by hand: a record belongs to a pair that stays, and what its state says agrees with its days.
ALTER TABLE "donation" ADD CONSTRAINT "donation_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "donation"
  ADD CONSTRAINT "donation_reference_form" CHECK ("reference" ~ '^G-[0-9]{4}-[0-9]{4,}$'),
  ADD CONSTRAINT "donation_version_counted" CHECK ("version" >= 1),
  ADD CONSTRAINT "donation_cancel_reason_of_cancelled" CHECK ("cancel_reason" IS NULL OR "state" = 'cancelled'),
  ADD CONSTRAINT "donation_value_positive" CHECK ("value" > 0),
  ADD CONSTRAINT "donation_students_counted" CHECK ("students" >= 1),
  ADD CONSTRAINT "donation_named_donor" CHECK (NOT "donor_named" OR "donor" IS NOT NULL),
  ADD CONSTRAINT "donation_recipient_of_handed_over" CHECK ("recipient" IS NULL OR "handed_over_on" IS NOT NULL),
  ADD CONSTRAINT "donation_in_order" CHECK ("received_on" >= "pledged_on" AND "handed_over_on" >= "received_on"),
  ADD CONSTRAINT "donation_days_of_state" CHECK (
    ("state" NOT IN ('received', 'handed_over') OR "received_on" IS NOT NULL)
    AND ("state" <> 'handed_over' OR "handed_over_on" IS NOT NULL)
  );
