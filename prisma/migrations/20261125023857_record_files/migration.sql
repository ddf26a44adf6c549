-- CreateTable
CREATE TABLE "record_file" (
    "reference" TEXT NOT NULL,
    "file_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "added_by" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "added_version" INTEGER NOT NULL,
    "removed_version" INTEGER,

    CONSTRAINT "record_file_pkey" PRIMARY KEY ("reference","file_id")
);

-- CreateIndex
CREATE INDEX "record_file_file_id_idx" ON "record_file"("file_id");

-- AddForeignKey
ALTER TABLE "record_file" ADD CONSTRAINT "record_file_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "record_file"
  ADD CONSTRAINT "record_file_reference_form" CHECK ("reference" ~ '^[A-Z]+-[0-9]{4}-[0-9]{4,}$'),
  ADD CONSTRAINT "record_file_position_counted" CHECK ("position" > 0),
  ADD CONSTRAINT "record_file_removed_later" CHECK ("removed_version" IS NULL OR "removed_version" > "added_version");
