-- CreateTable
CREATE TABLE "project_tally" (
    "pair_id" INTEGER NOT NULL,
    "state" "ProjectState" NOT NULL,
    "count" INTEGER NOT NULL,
    "budget" DECIMAL(20,2) NOT NULL,
    "done" DECIMAL(26,4) NOT NULL,

    CONSTRAINT "project_tally_pkey" PRIMARY KEY ("pair_id","state")
);

-- CreateIndex
CREATE INDEX "project_stage_on_idx" ON "project"("stage_on");

-- CreateIndex
CREATE INDEX "project_progress_on_idx" ON "project"("progress_on");

-- CreateIndex
CREATE INDEX "project_created_at_idx" ON "project"("created_at");

-- Written by hand: whatever changes a project changes what all of them come to, statement by statement. In one order, so that
-- nobody waits for somebody who waits.
ALTER TABLE "project_tally" ADD CONSTRAINT "project_tally_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE FUNCTION "tally_entered_projects"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO project_tally AS tally (pair_id, state, count, budget, done)
    SELECT pair_id, state, count(*), sum(coalesce(budget, 0)), sum(coalesce(budget * progress, 0))
    FROM entered GROUP BY pair_id, state ORDER BY pair_id, state
  ON CONFLICT (pair_id, state) DO UPDATE
    SET count = tally.count + excluded.count, budget = tally.budget + excluded.budget, done = tally.done + excluded.done;
  RETURN NULL;
END $$;

CREATE FUNCTION "tally_changed_projects"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO project_tally AS tally (pair_id, state, count, budget, done)
    SELECT pair_id, state, sum(one), sum(budget), sum(done) FROM (
      SELECT pair_id, state, 1 AS one, coalesce(budget, 0) AS budget, coalesce(budget * progress, 0) AS done FROM after
      UNION ALL
      SELECT pair_id, state, -1, -coalesce(budget, 0), -coalesce(budget * progress, 0) FROM before
    ) AS changed
    GROUP BY pair_id, state HAVING sum(one) <> 0 OR sum(budget) <> 0 OR sum(done) <> 0
    ORDER BY pair_id, state
  ON CONFLICT (pair_id, state) DO UPDATE
    SET count = tally.count + excluded.count, budget = tally.budget + excluded.budget, done = tally.done + excluded.done;
  RETURN NULL;
END $$;

CREATE TRIGGER "project_entered" AFTER INSERT ON "project" REFERENCING NEW TABLE AS entered
  FOR EACH STATEMENT EXECUTE FUNCTION tally_entered_projects();
CREATE TRIGGER "project_changed" AFTER UPDATE ON "project" REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION tally_changed_projects();
