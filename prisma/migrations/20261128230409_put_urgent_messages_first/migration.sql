-- CreateEnum
CREATE TYPE "OutboxPriority" AS ENUM ('urgent', 'normal', 'bulk');

-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "priority" "OutboxPriority" NOT NULL DEFAULT 'normal';
