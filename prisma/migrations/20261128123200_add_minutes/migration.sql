-- CreateEnum
CREATE TYPE "MinutesState" AS ENUM ('draft', 'confirmed', 'final', 'withdrawn');

-- CreateTable
CREATE TABLE "minutes" (
    "meeting_id" INTEGER NOT NULL,
    "text" TEXT,
    "chair" TEXT,
    "present" TEXT,
    "state" "MinutesState" NOT NULL,
    "side" "Side" NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "final_at" TIMESTAMPTZ(3),
    "agreed" JSONB,
    "reopen_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "minutes_pkey" PRIMARY KEY ("meeting_id")
);

-- AddForeignKey
ALTER TABLE "minutes" ADD CONSTRAINT "minutes_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand: how far minutes have come agrees with when they came there, and with what was confirmed.
ALTER TABLE "minutes"
  ADD CONSTRAINT "minutes_version_counted" CHECK ("version" >= 1),
  ADD CONSTRAINT "minutes_confirmed_at_of_confirmed" CHECK (("confirmed_at" IS NOT NULL) = ("state" IN ('confirmed', 'final'))),
  ADD CONSTRAINT "minutes_final_at_of_final" CHECK (("final_at" IS NOT NULL) = ("state" = 'final')),
  ADD CONSTRAINT "minutes_agreed_of_confirmed" CHECK (("agreed" IS NOT NULL) = ("state" IN ('confirmed', 'final')));
