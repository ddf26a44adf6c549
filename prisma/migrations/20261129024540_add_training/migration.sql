-- CreateEnum
CREATE TYPE "TrainingState" AS ENUM ('active', 'cancelled');

-- CreateEnum
CREATE TYPE "TrainingAudience" AS ENUM ('leaders', 'village_cadres', 'technicians', 'labour');

-- CreateTable
CREATE TABLE "training" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "pair_id" INTEGER NOT NULL,
    "topic" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "audience" "TrainingAudience",
    "place" TEXT,
    "organiser" TEXT,
    "courses" INTEGER NOT NULL,
    "people" INTEGER,
    "person_times" INTEGER,
    "cancel_reason" TEXT,
    "state" "TrainingState" NOT NULL DEFAULT 'active',
    "version" INTEGER NOT NULL DEFAULT 1,
    "account" TEXT NOT NULL,
    "officer_id" INTEGER,
    "side" "Side",
    "conversation" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "training_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "training_reference_key" ON "training"("reference");

-- CreateIndex
CREATE INDEX "training_pair_id_starts_on_idx" ON "training"("pair_id", "starts_on");

-- CreateIndex
CREATE INDEX "training_starts_on_idx" ON "training"("starts_on");

-- Written by hand: a record belongs to a pair that stays, and its figures agree.
ALTER TABLE "training" ADD CONSTRAINT "training_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "training"
  ADD CONSTRAINT "training_reference_form" CHECK ("reference" ~ '^T-[0-9]{4}-[0-9]{4,}$'),
  ADD CONSTRAINT "training_version_counted" CHECK ("version" >= 1),
  ADD CONSTRAINT "training_cancel_reason_of_cancelled" CHECK ("cancel_reason" IS NULL OR "state" = 'cancelled'),
  ADD CONSTRAINT "training_ends_after" CHECK ("ends_on" >= "starts_on"),
  ADD CONSTRAINT "training_courses_counted" CHECK ("courses" >= 1),
  ADD CONSTRAINT "training_times_of_people" CHECK ("people" >= 1 AND "person_times" >= "people");
