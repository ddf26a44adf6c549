-- AlterTable
ALTER TABLE "meeting" ADD COLUMN     "series_count" INTEGER,
ADD COLUMN     "series_id" INTEGER,
ADD COLUMN     "series_order" INTEGER;

-- CreateTable
CREATE TABLE "meeting_series" (
    "id" SERIAL NOT NULL,
    "rule" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "meeting_series_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "meeting_series_id_series_order_key" ON "meeting"("series_id", "series_order");

-- AddForeignKey
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "meeting_series"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand: a meeting of a series says which one of how many it is, and no other does.
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_series_agrees" CHECK (
  ("series_id" IS NULL AND "series_order" IS NULL AND "series_count" IS NULL)
  OR ("series_id" IS NOT NULL AND "series_order" BETWEEN 1 AND "series_count")
);
