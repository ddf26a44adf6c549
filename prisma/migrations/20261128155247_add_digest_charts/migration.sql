-- AlterTable
ALTER TABLE "channel" ADD COLUMN     "digest_charts" BOOLEAN NOT NULL DEFAULT false;
