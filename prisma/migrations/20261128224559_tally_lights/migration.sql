-- The worst light stands with its project, and how many there are in the tallies: nobody reads all lights to tell.
ALTER TABLE "project_light" DROP CONSTRAINT "project_light_reference_pair_id_fkey";

-- DropIndex
DROP INDEX "project_reference_pair_id_key";

-- DropIndex
DROP INDEX "project_light_light_idx";

-- DropIndex
DROP INDEX "project_light_pair_id_idx";

-- AlterTable
ALTER TABLE "project" ADD COLUMN     "light" "WarningLight";

-- AlterTable
ALTER TABLE "project_light" DROP COLUMN "pair_id";

-- AlterTable
ALTER TABLE "project_tally" ADD COLUMN     "red" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "yellow" INTEGER NOT NULL DEFAULT 0;

-- Written by hand: the tallies count lights as they count all else.
CREATE OR REPLACE FUNCTION "tally_entered_projects"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO project_tally AS tally (pair_id, state, count, budget, done, red, yellow)
    SELECT pair_id, state, count(*), sum(coalesce(budget, 0)), sum(coalesce(budget * progress, 0)),
      count(*) FILTER (WHERE light = 'red'), count(*) FILTER (WHERE light = 'yellow')
    FROM entered GROUP BY pair_id, state ORDER BY pair_id, state
  ON CONFLICT (pair_id, state) DO UPDATE
    SET count = tally.count + excluded.count, budget = tally.budget + excluded.budget, done = tally.done + excluded.done,
      red = tally.red + excluded.red, yellow = tally.yellow + excluded.yellow;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION "tally_changed_projects"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO project_tally AS tally (pair_id, state, count, budget, done, red, yellow)
    SELECT pair_id, state, sum(one), sum(budget), sum(done),
      coalesce(sum(one) FILTER (WHERE light = 'red'), 0), coalesce(sum(one) FILTER (WHERE light = 'yellow'), 0) FROM (
      SELECT pair_id, state, 1 AS one, coalesce(budget, 0) AS budget, coalesce(budget * progress, 0) AS done, light FROM after
      UNION ALL
      SELECT pair_id, state, -1, -coalesce(budget, 0), -coalesce(budget * progress, 0), light FROM before
    ) AS changed
    GROUP BY pair_id, state
    HAVING sum(one) <> 0 OR sum(budget) <> 0 OR sum(done) <> 0
      OR coalesce(sum(one) FILTER (WHERE light = 'red'), 0) <> 0 OR coalesce(sum(one) FILTER (WHERE light = 'yellow'), 0) <> 0
    ORDER BY pair_id, state
  ON CONFLICT (pair_id, state) DO UPDATE
    SET count = tally.count + excluded.count, budget = tally.budget + excluded.budget, done = tally.done + excluded.done,
      red = tally.red + excluded.red, yellow = tally.yellow + excluded.yellow;
  RETURN NULL;
END $$;

UPDATE "project" SET "light" = worst.light
  FROM (SELECT reference, max(light) AS light FROM "project_light" GROUP BY reference) AS worst
  WHERE "project"."reference" = worst.reference;

-- CreateIndex
CREATE INDEX "project_light_pair_id_id_idx" ON "project"("light" DESC, "pair_id", "id");

-- AddForeignKey
ALTER TABLE "project_light" ADD CONSTRAINT "project_light_reference_fkey" FOREIGN KEY ("reference") REFERENCES "project"("reference") ON DELETE RESTRICT ON UPDATE CASCADE;
