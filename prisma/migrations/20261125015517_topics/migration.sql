-- AlterEnum
ALTER TYPE "OutboxState" ADD VALUE 'replaced';

-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "anew" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "topic" TEXT;

-- CreateTable
CREATE TABLE "posted" (
    "topic" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "messages" TEXT[],
    "former" TEXT[],
    "locale" TEXT NOT NULL,
    "card" JSONB NOT NULL,
    "as_of" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "posted_pkey" PRIMARY KEY ("topic","conversation")
);

-- CreateIndex
CREATE INDEX "posted_conversation_idx" ON "posted"("conversation");

-- Written by hand: what Prisma's schema cannot say.
ALTER TABLE "posted"
  ADD CONSTRAINT "posted_topic_given" CHECK ("topic" <> ''),
  ADD CONSTRAINT "posted_conversation_form" CHECK ("conversation" ~ '^[a-z]+:.');

ALTER TABLE "outbox"
  ADD CONSTRAINT "outbox_topic_given" CHECK ("topic" <> '');

CREATE INDEX "outbox_topic_idx" ON "outbox" ("topic", "conversation") WHERE "topic" IS NOT NULL;
