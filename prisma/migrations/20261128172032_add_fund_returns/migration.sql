-- CreateTable
CREATE TABLE "fund_return" (
    "id" SERIAL NOT NULL,
    "pair_id" INTEGER NOT NULL,
    "side" "Side" NOT NULL,
    "month" DATE NOT NULL,
    "version" INTEGER NOT NULL,
    "figures" JSONB NOT NULL,
    "due_on" DATE NOT NULL,
    "filed_on" DATE NOT NULL,
    "filed_at" TIMESTAMPTZ(3) NOT NULL,
    "account" TEXT NOT NULL,
    "officer_id" INTEGER,
    "conversation" TEXT NOT NULL,

    CONSTRAINT "fund_return_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "fund_return_month_idx" ON "fund_return"("month");

-- CreateIndex
CREATE UNIQUE INDEX "fund_return_pair_id_side_month_version_key" ON "fund_return"("pair_id", "side", "month", "version");

-- Written by hand: a return is of a pair that stays, of a whole month that is over, and stays as it was filed.
ALTER TABLE "fund_return" ADD CONSTRAINT "fund_return_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "fund_return"
  ADD CONSTRAINT "fund_return_version_counted" CHECK ("version" >= 1),
  ADD CONSTRAINT "fund_return_month_whole" CHECK (extract(day FROM "month") = 1),
  ADD CONSTRAINT "fund_return_month_over" CHECK ("filed_on" >= "month" + interval '1 month');

CREATE TRIGGER "fund_return_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "fund_return"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_to_change_ledger"();
