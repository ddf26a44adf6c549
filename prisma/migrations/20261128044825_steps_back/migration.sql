-- AlterTable
ALTER TABLE "draft" ADD COLUMN     "asked" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateIndex
CREATE INDEX "inbox_conversation_account_received_at_idx" ON "inbox"("conversation", "account", "received_at");
