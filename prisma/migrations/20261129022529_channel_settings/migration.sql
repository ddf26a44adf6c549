-- CreateEnum
CREATE TYPE "ChannelNotices" AS ENUM ('all', 'reminders', 'none');

-- AlterTable
ALTER TABLE "channel" ADD COLUMN     "digest_at" TEXT,
ADD COLUMN     "names" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "notices" "ChannelNotices" NOT NULL DEFAULT 'all';
