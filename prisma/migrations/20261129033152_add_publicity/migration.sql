-- CreateEnum
CREATE TYPE "PublicityState" AS ENUM ('active', 'cancelled');

-- CreateEnum
CREATE TYPE "OutletLevel" AS ENUM ('national', 'provincial', 'city', 'county');

-- CreateTable
CREATE TABLE "publicity" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "pair_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "outlet" TEXT,
    "level" "OutletLevel",
    "published_on" DATE NOT NULL,
    "link" TEXT,
    "cancel_reason" TEXT,
    "state" "PublicityState" NOT NULL DEFAULT 'active',
    "version" INTEGER NOT NULL DEFAULT 1,
    "account" TEXT NOT NULL,
    "officer_id" INTEGER,
    "side" "Side",
    "conversation" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "publicity_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "publicity_reference_key" ON "publicity"("reference");

-- CreateIndex
CREATE INDEX "publicity_pair_id_published_on_idx" ON "publicity"("pair_id", "published_on");

-- CreateIndex
CREATE INDEX "publicity_published_on_idx" ON "publicity"("published_on");

-- Written by hand: a record belongs to a pair that stays.
ALTER TABLE "publicity" ADD CONSTRAINT "publicity_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "publicity"
  ADD CONSTRAINT "publicity_reference_form" CHECK ("reference" ~ '^W-[0-9]{4}-[0-9]{4,}$'),
  ADD CONSTRAINT "publicity_version_counted" CHECK ("version" >= 1),
  ADD CONSTRAINT "publicity_cancel_reason_of_cancelled" CHECK ("cancel_reason" IS NULL OR "state" = 'cancelled');
