-- AlterTable
ALTER TABLE "inbox" ADD COLUMN     "repeated_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "set_aside" (
    "id" TEXT NOT NULL,
    "request" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "set_aside_pkey" PRIMARY KEY ("id")
);
