-- CreateEnum
CREATE TYPE "FundType" AS ENUM ('planned', 'received', 'committed', 'disbursed', 'paid', 'retention', 'released', 'returned');

-- CreateEnum
CREATE TYPE "FundTier" AS ENUM ('provincial', 'city', 'county');

-- CreateEnum
CREATE TYPE "FundExcess" AS ENUM ('limit', 'budget');

-- CreateEnum
CREATE TYPE "FundRequestState" AS ENUM ('pending', 'approved', 'refused', 'withdrawn');

-- CreateTable
CREATE TABLE "fund_account" (
    "pair_id" INTEGER NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "fund_account_pkey" PRIMARY KEY ("pair_id")
);

-- CreateTable
CREATE TABLE "fund_entry" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "pair_id" INTEGER NOT NULL,
    "project" TEXT,
    "type" "FundType" NOT NULL,
    "tier" "FundTier" NOT NULL,
    "in_kind" BOOLEAN NOT NULL,
    "amount" DECIMAL(18,2) NOT NULL,
    "document" TEXT,
    "note" TEXT,
    "happened_on" DATE NOT NULL,
    "reverses" TEXT,
    "exceeds" "FundExcess",
    "approved_account" TEXT,
    "approved_officer_id" INTEGER,
    "approved_name" TEXT,
    "approved_side" "Side",
    "approved_at" TIMESTAMPTZ(3),
    "account" TEXT NOT NULL,
    "officer_id" INTEGER,
    "side" "Side",
    "conversation" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "fund_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fund_request" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "pair_id" INTEGER NOT NULL,
    "project" TEXT,
    "type" "FundType" NOT NULL,
    "tier" "FundTier" NOT NULL,
    "in_kind" BOOLEAN NOT NULL,
    "amount" DECIMAL(18,2) NOT NULL,
    "document" TEXT,
    "note" TEXT,
    "happened_on" DATE NOT NULL,
    "reverses" TEXT,
    "exceeds" "FundExcess" NOT NULL,
    "state" "FundRequestState" NOT NULL DEFAULT 'pending',
    "answer_reason" TEXT,
    "account" TEXT NOT NULL,
    "officer_id" INTEGER,
    "side" "Side",
    "conversation" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "fund_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fund_balance" (
    "pair_id" INTEGER NOT NULL,
    "tier" "FundTier" NOT NULL,
    "in_kind" BOOLEAN NOT NULL,
    "planned" DECIMAL(20,2) NOT NULL DEFAULT 0,
    "received" DECIMAL(20,2) NOT NULL DEFAULT 0,
    "committed" DECIMAL(20,2) NOT NULL DEFAULT 0,
    "disbursed" DECIMAL(20,2) NOT NULL DEFAULT 0,
    "paid" DECIMAL(20,2) NOT NULL DEFAULT 0,
    "retention" DECIMAL(20,2) NOT NULL DEFAULT 0,
    "returned" DECIMAL(20,2) NOT NULL DEFAULT 0,
    "recovered" DECIMAL(20,2) NOT NULL DEFAULT 0,

    CONSTRAINT "fund_balance_pkey" PRIMARY KEY ("pair_id","tier","in_kind")
);

-- CreateTable
CREATE TABLE "fund_project_balance" (
    "project" TEXT NOT NULL,
    "tier" "FundTier" NOT NULL,
    "in_kind" BOOLEAN NOT NULL,
    "planned" DECIMAL(20,2) NOT NULL DEFAULT 0,
    "received" DECIMAL(20,2) NOT NULL DEFAULT 0,
    "committed" DECIMAL(20,2) NOT NULL DEFAULT 0,
    "disbursed" DECIMAL(20,2) NOT NULL DEFAULT 0,
    "paid" DECIMAL(20,2) NOT NULL DEFAULT 0,
    "retention" DECIMAL(20,2) NOT NULL DEFAULT 0,
    "recovered" DECIMAL(20,2) NOT NULL DEFAULT 0,

    CONSTRAINT "fund_project_balance_pkey" PRIMARY KEY ("project","tier","in_kind")
);

-- CreateIndex
CREATE UNIQUE INDEX "fund_entry_reference_key" ON "fund_entry"("reference");

-- CreateIndex
CREATE UNIQUE INDEX "fund_entry_reverses_key" ON "fund_entry"("reverses");

-- CreateIndex
CREATE INDEX "fund_entry_pair_id_happened_on_idx" ON "fund_entry"("pair_id", "happened_on");

-- CreateIndex
CREATE INDEX "fund_entry_project_idx" ON "fund_entry"("project");

-- CreateIndex
CREATE INDEX "fund_entry_happened_on_idx" ON "fund_entry"("happened_on");

-- CreateIndex
CREATE UNIQUE INDEX "fund_request_reference_key" ON "fund_request"("reference");

-- CreateIndex
CREATE INDEX "fund_request_pair_id_state_idx" ON "fund_request"("pair_id", "state");

-- Written by hand from here on.

ALTER TABLE "fund_account" ADD CONSTRAINT "fund_account_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "fund_entry"
  ADD CONSTRAINT "fund_entry_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "fund_account"("pair_id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "fund_entry_project_fkey" FOREIGN KEY ("project") REFERENCES "project"("reference") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "fund_entry_reverses_fkey" FOREIGN KEY ("reverses") REFERENCES "fund_entry"("reference") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "fund_entry_reference_form" CHECK ("reference" ~ '^F-[0-9]{4}-[0-9]{4,}$'),
  ADD CONSTRAINT "fund_entry_red_reverses" CHECK (CASE WHEN "reverses" IS NULL THEN "amount" > 0 ELSE "amount" < 0 END),
  ADD CONSTRAINT "fund_entry_project_of_spending" CHECK ("project" IS NOT NULL OR "type" IN ('planned', 'received', 'returned')),
  ADD CONSTRAINT "fund_entry_approved_whole" CHECK (
    num_nulls("exceeds", "approved_account", "approved_name", "approved_side", "approved_at") IN (0, 5)
  ),
  ADD CONSTRAINT "fund_entry_approved_by_another" CHECK (
    "approved_account" IS NULL
    OR ("approved_account" <> "account" AND ("approved_officer_id" IS NULL OR "approved_officer_id" IS DISTINCT FROM "officer_id") AND "approved_side" IS DISTINCT FROM "side")
  );

ALTER TABLE "fund_request"
  ADD CONSTRAINT "fund_request_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "fund_request_project_fkey" FOREIGN KEY ("project") REFERENCES "project"("reference") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "fund_request_reverses_fkey" FOREIGN KEY ("reverses") REFERENCES "fund_entry"("reference") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "fund_request_reference_form" CHECK ("reference" ~ '^F-[0-9]{4}-[0-9]{4,}$'),
  ADD CONSTRAINT "fund_request_red_reverses" CHECK (CASE WHEN "reverses" IS NULL THEN "amount" > 0 ELSE "amount" < 0 END),
  ADD CONSTRAINT "fund_request_reason_of_refused" CHECK ("answer_reason" IS NULL OR "state" IN ('refused', 'withdrawn'));

-- No balance goes below zero: what an account gives out it has, and what a project pays or holds back was disbursed to it.
ALTER TABLE "fund_balance"
  ADD CONSTRAINT "fund_balance_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "fund_account"("pair_id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "fund_balance_sums_counted" CHECK (least("planned", "received", "committed", "disbursed", "paid", "retention", "returned", "recovered") >= 0),
  ADD CONSTRAINT "fund_balance_in_account" CHECK ("received" - "returned" - "disbursed" + "recovered" >= 0),
  ADD CONSTRAINT "fund_balance_with_projects" CHECK ("disbursed" - "recovered" - "paid" - "retention" >= 0);

ALTER TABLE "fund_project_balance"
  ADD CONSTRAINT "fund_project_balance_project_fkey" FOREIGN KEY ("project") REFERENCES "project"("reference") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "fund_project_balance_sums_counted" CHECK (least("planned", "received", "committed", "disbursed", "paid", "retention", "recovered") >= 0),
  ADD CONSTRAINT "fund_project_balance_with_project" CHECK ("disbursed" - "recovered" - "paid" - "retention" >= 0);

-- What a project's budget is drawn on by: its contracts or, where more, what was disbursed and not given back (ADR 0037).
CREATE FUNCTION "fund_drawn"("of_project" text) RETURNS numeric LANGUAGE sql STABLE AS $$
  SELECT coalesce(greatest(sum("committed"), sum("disbursed" - "recovered")), 0) FROM "fund_project_balance" WHERE "project" = "of_project"
$$;

-- Every entry locks its account until it is committed, so that two at once are checked one after the other: in READ COMMITTED
-- each statement below sees what the one before left.
CREATE FUNCTION "open_fund_account"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "fund_account" ("pair_id", "opened_at") VALUES (NEW."pair_id", NEW."created_at") ON CONFLICT DO NOTHING;
  PERFORM 1 FROM "fund_account" WHERE "pair_id" = NEW."pair_id" FOR NO KEY UPDATE;
  RETURN NEW;
END $$;

CREATE TRIGGER "fund_entry_opens_account" BEFORE INSERT ON "fund_entry"
  FOR EACH ROW EXECUTE FUNCTION "open_fund_account"();

CREATE FUNCTION "keep_fund_balances"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  reversed "fund_entry";
  budgeted "project";
  drawn_before numeric := 0;
  drawn_after numeric;
  by_planned numeric := CASE WHEN NEW."type" = 'planned' THEN NEW."amount" ELSE 0 END;
  by_received numeric := CASE WHEN NEW."type" = 'received' THEN NEW."amount" ELSE 0 END;
  by_committed numeric := CASE WHEN NEW."type" = 'committed' THEN NEW."amount" ELSE 0 END;
  by_disbursed numeric := CASE WHEN NEW."type" = 'disbursed' THEN NEW."amount" ELSE 0 END;
  by_paid numeric := CASE WHEN NEW."type" IN ('paid', 'released') THEN NEW."amount" ELSE 0 END;
  by_retention numeric := CASE NEW."type" WHEN 'retention' THEN NEW."amount" WHEN 'released' THEN -NEW."amount" ELSE 0 END;
  by_returned numeric := CASE WHEN NEW."type" = 'returned' AND NEW."project" IS NULL THEN NEW."amount" ELSE 0 END;
  by_recovered numeric := CASE WHEN NEW."type" = 'returned' AND NEW."project" IS NOT NULL THEN NEW."amount" ELSE 0 END;
BEGIN
  IF NEW."reverses" IS NOT NULL THEN
    SELECT * INTO STRICT reversed FROM "fund_entry" WHERE "reference" = NEW."reverses";
    IF reversed."reverses" IS NOT NULL
      OR (reversed."pair_id", reversed."type", reversed."tier", reversed."in_kind", reversed."amount")
        <> (NEW."pair_id", NEW."type", NEW."tier", NEW."in_kind", -NEW."amount")
      OR reversed."project" IS DISTINCT FROM NEW."project" THEN
      RAISE EXCEPTION '% does not reverse %', NEW."reference", NEW."reverses" USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_entry_reverses_whole';
    END IF;
  END IF;

  INSERT INTO "fund_balance" ("pair_id", "tier", "in_kind") VALUES (NEW."pair_id", NEW."tier", NEW."in_kind") ON CONFLICT DO NOTHING;
  UPDATE "fund_balance" AS b SET "planned" = b."planned" + by_planned, "received" = b."received" + by_received,
    "committed" = b."committed" + by_committed, "disbursed" = b."disbursed" + by_disbursed, "paid" = b."paid" + by_paid,
    "retention" = b."retention" + by_retention, "returned" = b."returned" + by_returned, "recovered" = b."recovered" + by_recovered
  WHERE b."pair_id" = NEW."pair_id" AND b."tier" = NEW."tier" AND b."in_kind" = NEW."in_kind";

  IF NEW."project" IS NOT NULL THEN
    SELECT * INTO STRICT budgeted FROM "project" WHERE "reference" = NEW."project";
    IF budgeted."pair_id" <> NEW."pair_id" THEN
      RAISE EXCEPTION '% is of another pair', NEW."project" USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_entry_pair_of_project';
    END IF;
    drawn_before := "fund_drawn"(NEW."project");
    INSERT INTO "fund_project_balance" ("project", "tier", "in_kind") VALUES (NEW."project", NEW."tier", NEW."in_kind") ON CONFLICT DO NOTHING;
    UPDATE "fund_project_balance" AS b SET "planned" = b."planned" + by_planned, "received" = b."received" + by_received,
      "committed" = b."committed" + by_committed, "disbursed" = b."disbursed" + by_disbursed, "paid" = b."paid" + by_paid,
      "retention" = b."retention" + by_retention, "recovered" = b."recovered" + by_recovered
    WHERE b."project" = NEW."project" AND b."tier" = NEW."tier" AND b."in_kind" = NEW."in_kind";
    drawn_after := "fund_drawn"(NEW."project");
    IF drawn_after > drawn_before AND drawn_after > coalesce(budgeted."budget", 0) AND NEW."approved_account" IS NULL THEN
      RAISE EXCEPTION '% exceeds the budget of %', NEW."reference", NEW."project" USING ERRCODE = 'check_violation', CONSTRAINT = 'fund_entry_within_budget';
    END IF;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "fund_entry_keeps_balances" AFTER INSERT ON "fund_entry"
  FOR EACH ROW EXECUTE FUNCTION "keep_fund_balances"();

-- As of the audit (ADR 0014).
CREATE FUNCTION "refuse_to_change_ledger"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER "fund_entry_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "fund_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_to_change_ledger"();

-- A budget does not go below what was drawn on it, and a project keeps the pair whose account pays it.
CREATE FUNCTION "keep_funded_project"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "fund_account" WHERE "pair_id" = OLD."pair_id" FOR NO KEY UPDATE;
  IF NEW."pair_id" <> OLD."pair_id" AND EXISTS (SELECT FROM "fund_project_balance" WHERE "project" = OLD."reference") THEN
    RAISE EXCEPTION '% has entries in the ledger of its pair', OLD."reference" USING ERRCODE = 'check_violation', CONSTRAINT = 'project_pair_of_ledger';
  END IF;
  IF coalesce(NEW."budget", 0) < least(coalesce(OLD."budget", 0), "fund_drawn"(OLD."reference")) THEN
    RAISE EXCEPTION 'the budget of % is drawn on already', OLD."reference" USING ERRCODE = 'check_violation', CONSTRAINT = 'project_budget_of_ledger';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "project_keeps_ledger" BEFORE UPDATE OF "budget", "pair_id" ON "project"
  FOR EACH ROW WHEN (OLD."budget" IS DISTINCT FROM NEW."budget" OR OLD."pair_id" <> NEW."pair_id")
  EXECUTE FUNCTION "keep_funded_project"();

-- Entries, and what waits for approval or was refused it, as one register to be listed. Both count their rows by one sequence.
ALTER TABLE "fund_request" ALTER COLUMN "id" SET DEFAULT nextval('fund_entry_id_seq');
DROP SEQUENCE "fund_request_id_seq";

CREATE VIEW "fund_register" AS
  SELECT e."id", e."reference", e."pair_id", e."project", e."type", e."tier", e."in_kind", e."amount",
    e."document", e."note", e."happened_on", e."reverses", r."reference" AS "reversed_by", e."exceeds", e."side",
    e."approved_side", e."approved_name", NULL::text AS "answer_reason", NULL::text AS "cancel_reason",
    CASE WHEN r."id" IS NULL THEN 'booked' ELSE 'reversed' END AS "state",
    1 AS "version", e."account", e."conversation", e."created_at"
  FROM "fund_entry" e LEFT JOIN "fund_entry" r ON r."reverses" = e."reference"
  UNION ALL
  SELECT "id", "reference", "pair_id", "project", "type", "tier", "in_kind", "amount", "document", "note", "happened_on",
    "reverses", NULL, "exceeds", "side", NULL, NULL, "answer_reason", NULL, "state"::text, 1, "account", "conversation", "created_at"
  FROM "fund_request" WHERE "state" <> 'approved';
