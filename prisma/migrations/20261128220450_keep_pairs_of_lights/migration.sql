-- Lights are counted by pair: with the pair beside them nobody reads those of all others. A project's pair takes them along.
ALTER TABLE "project_light" DROP CONSTRAINT "project_light_reference_fkey";

-- AlterTable
ALTER TABLE "project_light" ADD COLUMN     "pair_id" INTEGER;
UPDATE "project_light" SET "pair_id" = "project"."pair_id" FROM "project" WHERE "project"."reference" = "project_light"."reference";
ALTER TABLE "project_light" ALTER COLUMN "pair_id" SET NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "project_reference_pair_id_key" ON "project"("reference", "pair_id");

-- CreateIndex
CREATE INDEX "project_light_pair_id_idx" ON "project_light"("pair_id");

-- AddForeignKey
ALTER TABLE "project_light" ADD CONSTRAINT "project_light_reference_pair_id_fkey" FOREIGN KEY ("reference", "pair_id") REFERENCES "project"("reference", "pair_id") ON DELETE RESTRICT ON UPDATE CASCADE;
