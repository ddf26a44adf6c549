-- CreateEnum
CREATE TYPE "LabourState" AS ENUM ('active', 'cancelled');

-- CreateEnum
CREATE TYPE "LabourPlace" AS ENUM ('shandong', 'near_home', 'elsewhere');

-- CreateTable
CREATE TABLE "labour" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "pair_id" INTEGER NOT NULL,
    "place" "LabourPlace" NOT NULL,
    "people" INTEGER NOT NULL,
    "poor" INTEGER,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "enterprise" TEXT,
    "income" DECIMAL(18,2),
    "about" TEXT,
    "cancel_reason" TEXT,
    "state" "LabourState" NOT NULL DEFAULT 'active',
    "version" INTEGER NOT NULL DEFAULT 1,
    "account" TEXT NOT NULL,
    "officer_id" INTEGER,
    "side" "Side",
    "conversation" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "labour_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "labour_reference_key" ON "labour"("reference");

-- CreateIndex
CREATE INDEX "labour_pair_id_starts_on_idx" ON "labour"("pair_id", "starts_on");

-- CreateIndex
CREATE INDEX "labour_starts_on_idx" ON "labour"("starts_on");

-- Written by hand: a record belongs to a pair that stays, and its figures agree.
ALTER TABLE "labour" ADD CONSTRAINT "labour_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "labour"
  ADD CONSTRAINT "labour_reference_form" CHECK ("reference" ~ '^L-[0-9]{4}-[0-9]{4,}$'),
  ADD CONSTRAINT "labour_version_counted" CHECK ("version" >= 1),
  ADD CONSTRAINT "labour_cancel_reason_of_cancelled" CHECK ("cancel_reason" IS NULL OR "state" = 'cancelled'),
  ADD CONSTRAINT "labour_ends_after" CHECK ("ends_on" >= "starts_on"),
  ADD CONSTRAINT "labour_people_counted" CHECK ("people" >= 1),
  ADD CONSTRAINT "labour_poor_of_people" CHECK ("poor" BETWEEN 0 AND "people"),
  ADD CONSTRAINT "labour_income_positive" CHECK ("income" > 0);
