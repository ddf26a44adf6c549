-- What is entered goes into the index at once: pieces that wait outside of it are read one after the other by whoever looks for
-- a project, and the planner reckons that it had better read the whole table.
ALTER INDEX "project_search_pieces_idx" SET (fastupdate = off);
SELECT gin_clean_pending_list('project_search_pieces_idx');

-- The order of lists (src/features/projects/list.ts): a page is read from here, not all projects sorted.
CREATE INDEX "project_listed_idx" ON "project" (
  (CASE WHEN "state" IN ('started', 'building', 'suspended') THEN 0 WHEN "state" IN ('reserve', 'approved', 'bidding') THEN 1 ELSE 2 END),
  "id" DESC
);
