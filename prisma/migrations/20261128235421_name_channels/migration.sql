-- AlterTable
ALTER TABLE "channel" ADD COLUMN     "title" TEXT;
