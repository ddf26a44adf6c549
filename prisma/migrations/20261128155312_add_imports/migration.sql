-- CreateEnum
CREATE TYPE "ImportState" AS ENUM ('reading', 'ready', 'carrying', 'carried', 'dropped');

-- CreateEnum
CREATE TYPE "ImportKind" AS ENUM ('new', 'changed', 'unchanged', 'doubtful', 'wrong');

-- CreateTable
CREATE TABLE "import_plan" (
    "id" SERIAL NOT NULL,
    "file_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "importable" TEXT,
    "state" "ImportState" NOT NULL DEFAULT 'reading',
    "account" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "asker" JSONB NOT NULL,
    "sheets" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "import_plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_row" (
    "plan_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "sheet" INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    "cells" JSONB NOT NULL,
    "kind" "ImportKind",
    "reference" TEXT,
    "version" INTEGER,
    "data" JSONB,
    "problems" JSONB,
    "likeness" TEXT,

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("plan_id","position")
);

-- CreateIndex
CREATE INDEX "import_plan_account_id_idx" ON "import_plan"("account", "id");

-- CreateIndex
CREATE INDEX "import_plan_created_at_idx" ON "import_plan"("created_at");

-- AddForeignKey
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "import_plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand: what a row comes to agrees with what is kept of it.
ALTER TABLE "import_row"
  ADD CONSTRAINT "import_row_data_of_written" CHECK ("kind" NOT IN ('new', 'changed', 'doubtful') OR "data" IS NOT NULL),
  ADD CONSTRAINT "import_row_version_of_changed" CHECK ("kind" <> 'changed' OR ("reference" IS NOT NULL AND "version" >= 1)),
  ADD CONSTRAINT "import_row_problems_of_wrong" CHECK (("kind" = 'wrong') = ("problems" IS NOT NULL) OR "kind" IS NULL);
ALTER TABLE "import_plan" ADD CONSTRAINT "import_plan_expires_later" CHECK ("expires_at" > "created_at");
