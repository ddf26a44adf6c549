-- CreateEnum
CREATE TYPE "LightRule" AS ENUM ('outsidePlan', 'paidBeyond', 'notStarted', 'behind', 'stageOver', 'silent', 'unpaid');

-- CreateEnum
CREATE TYPE "WarningLight" AS ENUM ('yellow', 'red');

-- CreateTable
CREATE TABLE "project_light" (
    "reference" TEXT NOT NULL,
    "rule" "LightRule" NOT NULL,
    "light" "WarningLight" NOT NULL,
    "measured" INTEGER NOT NULL,
    "threshold" INTEGER NOT NULL,
    "word" TEXT,
    "lit_on" DATE NOT NULL,

    CONSTRAINT "project_light_pkey" PRIMARY KEY ("reference","rule")
);

-- CreateIndex
CREATE INDEX "project_light_light_idx" ON "project_light"("light");

-- AddForeignKey
ALTER TABLE "project_light" ADD CONSTRAINT "project_light_reference_fkey" FOREIGN KEY ("reference") REFERENCES "project"("reference") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand: what was measured is no less than from where on the rule lights.
ALTER TABLE "project_light" ADD CONSTRAINT "project_light_measured" CHECK ("measured" >= "threshold" AND "threshold" >= 0);
