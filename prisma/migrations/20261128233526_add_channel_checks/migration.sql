-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "check_for" TEXT;
