-- CreateTable
CREATE TABLE "calendar_feed" (
    "id" SERIAL NOT NULL,
    "token" TEXT NOT NULL,
    "officer_id" INTEGER,
    "pair_id" INTEGER,
    "locale" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "calendar_feed_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "calendar_feed_token_key" ON "calendar_feed"("token");

-- AddForeignKey
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand: the pair stays, and each officer, each pair and the programme have one address at a time.
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "calendar_feed"
  ADD CONSTRAINT "calendar_feed_token_long" CHECK (length("token") >= 40),
  ADD CONSTRAINT "calendar_feed_of_one" CHECK ("officer_id" IS NULL OR "pair_id" IS NULL);

CREATE UNIQUE INDEX "calendar_feed_of_officer" ON "calendar_feed" ("officer_id") WHERE "officer_id" IS NOT NULL AND "revoked_at" IS NULL;
CREATE UNIQUE INDEX "calendar_feed_of_pair" ON "calendar_feed" ((coalesce("pair_id", 0))) WHERE "officer_id" IS NULL AND "revoked_at" IS NULL;
