-- A row is doubtful for reasons of its own too: an amount in a unit that nobody said.
ALTER TABLE "import_row"
  DROP CONSTRAINT "import_row_problems_of_wrong",
  ADD CONSTRAINT "import_row_problems_of_wrong" CHECK (
    "kind" IS NULL
    OR ("kind" = 'wrong' AND "problems" IS NOT NULL)
    OR "kind" = 'doubtful'
    OR ("kind" NOT IN ('wrong', 'doubtful') AND "problems" IS NULL)
  );
