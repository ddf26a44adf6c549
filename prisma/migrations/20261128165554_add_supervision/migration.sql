-- CreateEnum
CREATE TYPE "SupervisionState" AS ENUM ('open', 'closed', 'cancelled');

-- CreateTable
CREATE TABLE "supervision" (
    "id" SERIAL NOT NULL,
    "reference" TEXT NOT NULL,
    "pair_id" INTEGER NOT NULL,
    "about" TEXT NOT NULL,
    "project" TEXT,
    "rule" "LightRule",
    "light" "WarningLight",
    "measured" INTEGER,
    "threshold" INTEGER,
    "word" TEXT,
    "lit_out_on" DATE,
    "owner" TEXT,
    "due_on" DATE NOT NULL,
    "result" TEXT,
    "closed_on" DATE,
    "cancel_reason" TEXT,
    "state" "SupervisionState" NOT NULL DEFAULT 'open',
    "version" INTEGER NOT NULL DEFAULT 1,
    "account" TEXT NOT NULL,
    "officer_id" INTEGER,
    "side" "Side",
    "conversation" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "supervision_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "supervision_reference_key" ON "supervision"("reference");

-- CreateIndex
CREATE INDEX "supervision_pair_id_state_idx" ON "supervision"("pair_id", "state");

-- CreateIndex
CREATE INDEX "supervision_state_due_on_idx" ON "supervision"("state", "due_on");

-- CreateIndex
CREATE INDEX "supervision_project_idx" ON "supervision"("project");

-- Written by hand: a record belongs to a pair that stays, evidence closes it, and of a light over a project one item is open.
ALTER TABLE "supervision" ADD CONSTRAINT "supervision_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "supervision"
  ADD CONSTRAINT "supervision_reference_form" CHECK ("reference" ~ '^S-[0-9]{4}-[0-9]{4,}$'),
  ADD CONSTRAINT "supervision_version_counted" CHECK ("version" >= 1),
  ADD CONSTRAINT "supervision_cancel_reason_of_cancelled" CHECK ("cancel_reason" IS NULL OR "state" = 'cancelled'),
  ADD CONSTRAINT "supervision_result_of_closed" CHECK (
    "state" <> 'closed' OR ("result" IS NOT NULL AND "closed_on" IS NOT NULL)
  ),
  ADD CONSTRAINT "supervision_light_whole" CHECK (
    ("rule" IS NULL) = ("light" IS NULL) AND ("rule" IS NULL) = ("measured" IS NULL)
    AND ("rule" IS NULL) = ("threshold" IS NULL) AND ("rule" IS NOT NULL OR ("word" IS NULL AND "lit_out_on" IS NULL))
    AND ("rule" IS NULL OR "project" IS NOT NULL)
  );

CREATE UNIQUE INDEX "supervision_open_once" ON "supervision" ("project", "rule") WHERE "state" = 'open' AND "rule" IS NOT NULL;
