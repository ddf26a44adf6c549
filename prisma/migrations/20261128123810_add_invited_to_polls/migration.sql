-- AlterTable
ALTER TABLE "poll" ADD COLUMN     "invited" TEXT;
