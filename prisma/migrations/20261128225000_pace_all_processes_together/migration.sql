-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "paced_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "outbox_paced_at_idx" ON "outbox"("paced_at");
