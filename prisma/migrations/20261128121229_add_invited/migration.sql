-- AlterTable
ALTER TABLE "meeting" ADD COLUMN     "invited" TEXT;

-- Written by hand: who is invited is said, or follows.
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_invited_said" CHECK ("invited" <> '');
