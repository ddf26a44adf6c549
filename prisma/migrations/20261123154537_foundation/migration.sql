-- CreateEnum
CREATE TYPE "DraftStage" AS ENUM ('asking', 'confirming', 'kept');

-- CreateEnum
CREATE TYPE "OutboxState" AS ENUM ('due', 'sending', 'sent', 'failed');

-- CreateEnum
CREATE TYPE "DeliveryFailure" AS ENUM ('rate_limited', 'transient', 'gone', 'rejected');

-- CreateEnum
CREATE TYPE "PlaceLevel" AS ENUM ('province', 'city', 'county', 'township', 'village', 'enterprise', 'school', 'hospital');

-- CreateEnum
CREATE TYPE "Side" AS ENUM ('assisting', 'recipient');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('viewer', 'officer', 'supervisor', 'administrator');

-- CreateEnum
CREATE TYPE "Direction" AS ENUM ('to_recipient', 'to_assisting');

-- CreateEnum
CREATE TYPE "Level" AS ENUM ('provincial', 'city', 'county', 'township', 'other');

-- CreateEnum
CREATE TYPE "VisitState" AS ENUM ('active', 'done', 'cancelled');

-- CreateTable
CREATE TABLE "inbox" (
    "id" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "message" TEXT,
    "request" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "leased_until" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "processed_at" TIMESTAMPTZ(3),
    "reply" JSONB,
    "answered_at" TIMESTAMPTZ(3),
    "command" TEXT,
    "record" TEXT,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draft" (
    "id" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "entries" JSONB NOT NULL,
    "asking" TEXT,
    "skipped" TEXT[],
    "stage" "DraftStage" NOT NULL,
    "amends" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "button" (
    "token" TEXT NOT NULL,
    "press" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "button_pkey" PRIMARY KEY ("token")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "card" JSONB NOT NULL,
    "state" "OutboxState" NOT NULL DEFAULT 'due',
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leased_by" TEXT,
    "leased_until" TIMESTAMPTZ(3),
    "uncertain" BOOLEAN NOT NULL DEFAULT false,
    "failure" "DeliveryFailure",
    "detail" TEXT,
    "messages" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "place" (
    "id" SERIAL NOT NULL,
    "parent_id" INTEGER,
    "level" "PlaceLevel" NOT NULL,
    "code" TEXT,
    "name_zh" TEXT NOT NULL,
    "short_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "short_en" TEXT NOT NULL,
    "pinyin" TEXT NOT NULL,

    CONSTRAINT "place_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "place_name" (
    "id" SERIAL NOT NULL,
    "place_id" INTEGER NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "code" TEXT,
    "valid_from" DATE,
    "valid_to" DATE,

    CONSTRAINT "place_name_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pair" (
    "id" SERIAL NOT NULL,
    "parent_id" INTEGER,
    "position" INTEGER NOT NULL,
    "assisting_id" INTEGER NOT NULL,
    "recipient_id" INTEGER NOT NULL,
    "agreement_signed_on" DATE,

    CONSTRAINT "pair_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "office" (
    "id" SERIAL NOT NULL,
    "place_id" INTEGER NOT NULL,
    "side" "Side" NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "valid_from" DATE,
    "valid_to" DATE,
    "successor_id" INTEGER,

    CONSTRAINT "office_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "officer" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "side" "Side",
    "pair_id" INTEGER,
    "office_id" INTEGER,
    "locale" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "officer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "reference" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "officer_id" INTEGER,
    "locale" TEXT,
    "linked_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_pkey" PRIMARY KEY ("reference")
);

-- CreateTable
CREATE TABLE "invitation" (
    "code_hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "side" "Side",
    "pair_id" INTEGER,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "used_by" TEXT,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("code_hash")
);

-- CreateTable
CREATE TABLE "channel" (
    "id" SERIAL NOT NULL,
    "conversation" TEXT NOT NULL,
    "pair_id" INTEGER,
    "locale" TEXT NOT NULL,
    "bound_at" TIMESTAMPTZ(3) NOT NULL,
    "bound_by" TEXT NOT NULL,
    "unbound_at" TIMESTAMPTZ(3),
    "broken_since" TIMESTAMPTZ(3),
    "broken_reason" TEXT,

    CONSTRAINT "channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reference_sequence" (
    "kind" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "reference_sequence_pkey" PRIMARY KEY ("kind","year")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "account" TEXT NOT NULL,
    "officer_id" INTEGER,
    "conversation" TEXT NOT NULL,
    "request" TEXT NOT NULL,
    "feature" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "pair_id" INTEGER,
    "action" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_state" (
    "job" TEXT NOT NULL,
    "checked_until" TIMESTAMPTZ(3) NOT NULL,
    "last_run_at" TIMESTAMPTZ(3),

    CONSTRAINT "job_state_pkey" PRIMARY KEY ("job")
);

-- CreateTable
CREATE TABLE "job_run" (
    "job" TEXT NOT NULL,
    "slot" TIMESTAMPTZ(3) NOT NULL,
    "late" BOOLEAN NOT NULL,
    "ran_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "job_run_pkey" PRIMARY KEY ("job","slot")
);

-- CreateTable
CREATE TABLE "visit" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "pair_id" INTEGER NOT NULL,
    "direction" "Direction" NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "head_name" TEXT,
    "head_title" TEXT,
    "level" "Level",
    "people" INTEGER,
    "purpose" TEXT,
    "outcome" TEXT,
    "cancel_reason" TEXT,
    "state" "VisitState" NOT NULL DEFAULT 'active',
    "version" INTEGER NOT NULL DEFAULT 1,
    "account" TEXT NOT NULL,
    "officer_id" INTEGER,
    "side" "Side",
    "conversation" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "reminded_at" TIMESTAMPTZ(3),

    CONSTRAINT "visit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visit_version" (
    "visit_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "account" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "visit_version_pkey" PRIMARY KEY ("visit_id","version")
);

-- CreateTable
CREATE TABLE "visit_credit" (
    "visit_id" INTEGER NOT NULL,
    "account" TEXT NOT NULL,
    "officer_id" INTEGER,
    "side" "Side",
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "visit_credit_pkey" PRIMARY KEY ("visit_id","account")
);

-- CreateIndex
CREATE INDEX "inbox_message_idx" ON "inbox"("message");

-- CreateIndex
CREATE INDEX "draft_account_conversation_idx" ON "draft"("account", "conversation");

-- CreateIndex
CREATE INDEX "draft_expires_at_idx" ON "draft"("expires_at");

-- CreateIndex
CREATE INDEX "button_created_at_idx" ON "button"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_key_key" ON "outbox"("key");

-- CreateIndex
CREATE INDEX "outbox_state_due_at_idx" ON "outbox"("state", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "place_code_key" ON "place"("code");

-- CreateIndex
CREATE INDEX "place_parent_id_idx" ON "place"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "place_name_place_id_name_zh_key" ON "place_name"("place_id", "name_zh");

-- CreateIndex
CREATE UNIQUE INDEX "pair_assisting_id_recipient_id_key" ON "pair"("assisting_id", "recipient_id");

-- CreateIndex
CREATE UNIQUE INDEX "office_place_id_name_zh_key" ON "office"("place_id", "name_zh");

-- CreateIndex
CREATE INDEX "officer_pair_id_idx" ON "officer"("pair_id");

-- CreateIndex
CREATE INDEX "account_officer_id_idx" ON "account"("officer_id");

-- CreateIndex
CREATE UNIQUE INDEX "channel_conversation_key" ON "channel"("conversation");

-- CreateIndex
CREATE INDEX "channel_pair_id_idx" ON "channel"("pair_id");

-- CreateIndex
CREATE INDEX "audit_account_at_idx" ON "audit"("account", "at");

-- CreateIndex
CREATE INDEX "audit_reference_idx" ON "audit"("reference");

-- CreateIndex
CREATE UNIQUE INDEX "visit_reference_key" ON "visit"("reference");

-- CreateIndex
CREATE INDEX "visit_pair_id_starts_on_idx" ON "visit"("pair_id", "starts_on");

-- CreateIndex
CREATE INDEX "visit_starts_on_idx" ON "visit"("starts_on");

-- CreateIndex
CREATE INDEX "visit_state_ends_on_idx" ON "visit"("state", "ends_on");

-- AddForeignKey
ALTER TABLE "place" ADD CONSTRAINT "place_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "place"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "place_name" ADD CONSTRAINT "place_name_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair" ADD CONSTRAINT "pair_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "pair"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair" ADD CONSTRAINT "pair_assisting_id_fkey" FOREIGN KEY ("assisting_id") REFERENCES "place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair" ADD CONSTRAINT "pair_recipient_id_fkey" FOREIGN KEY ("recipient_id") REFERENCES "place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office" ADD CONSTRAINT "office_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office" ADD CONSTRAINT "office_successor_id_fkey" FOREIGN KEY ("successor_id") REFERENCES "office"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "officer" ADD CONSTRAINT "officer_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "officer" ADD CONSTRAINT "officer_office_id_fkey" FOREIGN KEY ("office_id") REFERENCES "office"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel" ADD CONSTRAINT "channel_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit" ADD CONSTRAINT "visit_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_version" ADD CONSTRAINT "visit_version_visit_id_fkey" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_credit" ADD CONSTRAINT "visit_credit_visit_id_fkey" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- Written by hand from here on: what the schema language cannot say. Keep it when the migration above is made anew.

ALTER TABLE "inbox"
  ADD CONSTRAINT "inbox_conversation_form" CHECK ("conversation" ~ '^[a-z]+:.'),
  ADD CONSTRAINT "inbox_account_form" CHECK ("account" ~ '^[a-z]+:.'),
  ADD CONSTRAINT "inbox_attempts_counted" CHECK ("attempts" >= 0),
  ADD CONSTRAINT "inbox_answered_after_processed" CHECK ("answered_at" IS NULL OR "processed_at" IS NOT NULL);

ALTER TABLE "draft"
  ADD CONSTRAINT "draft_expires_later" CHECK ("expires_at" > "created_at");

ALTER TABLE "outbox"
  ADD CONSTRAINT "outbox_key_given" CHECK ("key" <> ''),
  ADD CONSTRAINT "outbox_conversation_form" CHECK ("conversation" ~ '^[a-z]+:.'),
  ADD CONSTRAINT "outbox_attempts_counted" CHECK ("attempts" >= 0),
  ADD CONSTRAINT "outbox_sent_has_time" CHECK (("state" = 'sent') = ("sent_at" IS NOT NULL)),
  ADD CONSTRAINT "outbox_sending_has_lease" CHECK ("state" <> 'sending' OR ("leased_by" IS NOT NULL AND "leased_until" IS NOT NULL)),
  ADD CONSTRAINT "outbox_failed_has_reason" CHECK ("state" <> 'failed' OR "failure" IS NOT NULL);

ALTER TABLE "place"
  ADD CONSTRAINT "place_not_own_parent" CHECK ("parent_id" <> "id"),
  ADD CONSTRAINT "place_code_form" CHECK ("code" ~ '^[0-9]{6}$');

ALTER TABLE "place_name"
  ADD CONSTRAINT "place_name_validity_ordered" CHECK ("valid_to" >= "valid_from");

ALTER TABLE "pair"
  ADD CONSTRAINT "pair_not_own_parent" CHECK ("parent_id" <> "id"),
  ADD CONSTRAINT "pair_of_two_places" CHECK ("assisting_id" <> "recipient_id");

ALTER TABLE "office"
  ADD CONSTRAINT "office_not_own_successor" CHECK ("successor_id" <> "id"),
  ADD CONSTRAINT "office_validity_ordered" CHECK ("valid_to" >= "valid_from");

ALTER TABLE "account"
  ADD CONSTRAINT "account_reference_form" CHECK ("reference" ~ '^[a-z]+:.');

ALTER TABLE "invitation"
  ADD CONSTRAINT "invitation_code_hash_form" CHECK ("code_hash" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "invitation_expires_later" CHECK ("expires_at" > "created_at"),
  ADD CONSTRAINT "invitation_used_by_somebody" CHECK (("used_at" IS NULL) = ("used_by" IS NULL));

ALTER TABLE "channel"
  ADD CONSTRAINT "channel_conversation_form" CHECK ("conversation" ~ '^[a-z]+:.'),
  ADD CONSTRAINT "channel_broken_since_known" CHECK ("broken_reason" IS NULL OR "broken_since" IS NOT NULL);

ALTER TABLE "reference_sequence"
  ADD CONSTRAINT "reference_sequence_kind_form" CHECK ("kind" ~ '^[A-Z]+$'),
  ADD CONSTRAINT "reference_sequence_year_plausible" CHECK ("year" BETWEEN 1900 AND 9999),
  ADD CONSTRAINT "reference_sequence_counted" CHECK ("last" >= 1);

ALTER TABLE "visit"
  ADD CONSTRAINT "visit_reference_form" CHECK ("reference" ~ '^V-[0-9]{4}-[0-9]{4,}$'),
  ADD CONSTRAINT "visit_days_ordered" CHECK ("ends_on" >= "starts_on"),
  ADD CONSTRAINT "visit_people_counted" CHECK ("people" >= 0),
  ADD CONSTRAINT "visit_version_counted" CHECK ("version" >= 1);

ALTER TABLE "visit_version"
  ADD CONSTRAINT "visit_version_version_counted" CHECK ("version" >= 1);

-- What is still to be done stays small while the tables grow.
CREATE INDEX "inbox_unanswered_idx" ON "inbox" ("leased_until") WHERE "answered_at" IS NULL;
CREATE INDEX "outbox_pending_idx" ON "outbox" ("due_at") WHERE "state" IN ('due', 'sending');
