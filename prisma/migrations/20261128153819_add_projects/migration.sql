-- CreateEnum
CREATE TYPE "ProjectCategory" AS ENUM ('industry', 'labour', 'personnel', 'funds', 'society', 'together');

-- CreateEnum
CREATE TYPE "ProjectNature" AS ENUM ('works', 'other');

-- CreateEnum
CREATE TYPE "ProjectState" AS ENUM ('reserve', 'approved', 'bidding', 'started', 'building', 'completed', 'accepted', 'handed_over', 'suspended', 'cancelled');

-- CreateEnum
CREATE TYPE "AssetClass" AS ENUM ('public', 'operating', 'household');

-- CreateTable
CREATE TABLE "project" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "pair_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "english" TEXT,
    "site_code" TEXT,
    "site" TEXT,
    "category" "ProjectCategory",
    "nature" "ProjectNature" NOT NULL,
    "starts_on" DATE,
    "ends_on" DATE,
    "budget" DECIMAL(18,2),
    "provincial" DECIMAL(18,2),
    "city" DECIMAL(18,2),
    "county" DECIMAL(18,2),
    "households" INTEGER,
    "persons" INTEGER,
    "mu" DECIMAL(12,2),
    "kilometres" DECIMAL(12,2),
    "beneficiaries_unknown" BOOLEAN NOT NULL DEFAULT false,
    "unit" TEXT,
    "progress" DECIMAL(5,2),
    "progress_note" TEXT,
    "progress_on" DATE,
    "approval" TEXT,
    "legal_person" TEXT,
    "public_notice" TEXT,
    "bidding" TEXT,
    "exemption" TEXT,
    "contract" TEXT,
    "supervision_unit" TEXT,
    "acceptance" TEXT,
    "asset_class" "AssetClass",
    "asset_owner" TEXT,
    "custodian" TEXT,
    "stage_on" DATE NOT NULL,
    "stage_unit" TEXT,
    "stage_reason" TEXT,
    "suspended_from" "ProjectState",
    "cancel_reason" TEXT,
    "state" "ProjectState" NOT NULL DEFAULT 'reserve',
    "version" INTEGER NOT NULL DEFAULT 1,
    "account" TEXT NOT NULL,
    "officer_id" INTEGER,
    "side" "Side",
    "conversation" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project_search" (
    "reference" TEXT NOT NULL,
    "pair_id" INTEGER NOT NULL,
    "words" TEXT NOT NULL,
    "pieces" TEXT[],

    CONSTRAINT "project_search_pkey" PRIMARY KEY ("reference")
);

-- CreateIndex
CREATE UNIQUE INDEX "project_reference_key" ON "project"("reference");

-- CreateIndex
CREATE INDEX "project_pair_id_state_idx" ON "project"("pair_id", "state");

-- CreateIndex
CREATE INDEX "project_state_stage_on_idx" ON "project"("state", "stage_on");

-- CreateIndex
CREATE INDEX "project_search_pieces_idx" ON "project_search" USING GIN ("pieces");

-- AddForeignKey
ALTER TABLE "project_search" ADD CONSTRAINT "project_search_reference_fkey" FOREIGN KEY ("reference") REFERENCES "project"("reference") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand: a record belongs to a pair that stays, money and days agree, and no stage is reached without its evidence.
ALTER TABLE "project" ADD CONSTRAINT "project_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "project"
  ADD CONSTRAINT "project_reference_form" CHECK ("reference" ~ '^P-[0-9]{4}-[0-9]{4,}$'),
  ADD CONSTRAINT "project_version_counted" CHECK ("version" >= 1),
  ADD CONSTRAINT "project_cancel_reason_of_cancelled" CHECK ("cancel_reason" IS NULL OR "state" = 'cancelled'),
  ADD CONSTRAINT "project_days_forward" CHECK ("starts_on" <= "ends_on"),
  ADD CONSTRAINT "project_money_counted" CHECK (
    coalesce("budget", 0) >= 0 AND coalesce("provincial", 0) >= 0 AND coalesce("city", 0) >= 0 AND coalesce("county", 0) >= 0
  ),
  ADD CONSTRAINT "project_sources_within_budget" CHECK (
    coalesce("provincial", 0) + coalesce("city", 0) + coalesce("county", 0) <= coalesce("budget", 0)
  ),
  ADD CONSTRAINT "project_progress_percent" CHECK ("progress" BETWEEN 0 AND 100),
  ADD CONSTRAINT "project_beneficiaries_known_or_not" CHECK (
    NOT "beneficiaries_unknown" OR coalesce("households", "persons", "mu", "kilometres") IS NULL
  ),
  ADD CONSTRAINT "project_suspended_from_stage" CHECK (
    ("state" <> 'suspended' OR "suspended_from" IS NOT NULL) AND "suspended_from" NOT IN ('suspended', 'cancelled')
  ),
  ADD CONSTRAINT "project_reason_of_suspended" CHECK ("state" <> 'suspended' OR "stage_reason" IS NOT NULL),
  ADD CONSTRAINT "project_progress_of_completed" CHECK (
    "state" NOT IN ('completed', 'accepted', 'handed_over') OR "progress" IS NOT NULL
  ),
  ADD CONSTRAINT "project_report_dated" CHECK (
    ("progress" IS NULL AND "progress_note" IS NULL) OR "progress_on" IS NOT NULL
  ),
  ADD CONSTRAINT "project_approval_of_approved" CHECK (
    "state" IN ('reserve', 'suspended', 'cancelled') OR "approval" IS NOT NULL
  ),
  ADD CONSTRAINT "project_bidding_of_works" CHECK (
    "nature" <> 'works' OR "state" IN ('reserve', 'approved', 'bidding', 'suspended', 'cancelled')
    OR ("legal_person" IS NOT NULL AND "public_notice" IS NOT NULL AND ("bidding" IS NOT NULL OR "exemption" IS NOT NULL)
      AND "contract" IS NOT NULL AND "supervision_unit" IS NOT NULL)
  ),
  ADD CONSTRAINT "project_acceptance_of_accepted" CHECK (
    "state" NOT IN ('accepted', 'handed_over') OR "acceptance" IS NOT NULL
  ),
  ADD CONSTRAINT "project_asset_of_handed_over" CHECK (
    "state" <> 'handed_over'
    OR ("asset_class" IS NOT NULL AND "asset_owner" IS NOT NULL AND "custodian" IS NOT NULL)
  );

ALTER TABLE "project_search" ADD CONSTRAINT "project_search_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
