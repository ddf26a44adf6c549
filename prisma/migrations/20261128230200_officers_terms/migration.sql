-- CreateEnum
CREATE TYPE "Pause" AS ENUM ('suspended', 'ended');

-- AlterTable
ALTER TABLE "invitation" ADD COLUMN     "office_id" INTEGER,
ADD COLUMN     "officer_id" INTEGER,
ADD COLUMN     "term_from" DATE,
ADD COLUMN     "term_to" DATE;

-- AlterTable
ALTER TABLE "officer" ADD COLUMN     "pause" "Pause",
ADD COLUMN     "term_from" DATE,
ADD COLUMN     "term_to" DATE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_office_id_fkey" FOREIGN KEY ("office_id") REFERENCES "office"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Written by hand: nobody is active and paused, and a term ends after it begins.
ALTER TABLE "officer"
  ADD CONSTRAINT "officer_pause_of_inactive" CHECK ("pause" IS NULL OR NOT "active"),
  ADD CONSTRAINT "officer_term_in_order" CHECK ("term_from" <= "term_to");
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_term_in_order" CHECK ("term_from" <= "term_to");
