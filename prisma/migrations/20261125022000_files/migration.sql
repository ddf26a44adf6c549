-- AlterTable
ALTER TABLE "inbox" ADD COLUMN     "album" TEXT;

-- CreateTable
CREATE TABLE "file" (
    "id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "file_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "file_hash_key" ON "file"("hash");

-- CreateIndex
CREATE INDEX "file_created_at_idx" ON "file"("created_at");

-- CreateIndex
CREATE INDEX "inbox_album_idx" ON "inbox"("album");

-- Pictures and office documents are compressed already.
ALTER TABLE "file" ALTER COLUMN "content" SET STORAGE EXTERNAL;

ALTER TABLE "file"
  ADD CONSTRAINT "file_hash_form" CHECK ("hash" ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT "file_size_is_the_contents" CHECK ("size" > 0 AND "size" = octet_length("content")),
  ADD CONSTRAINT "file_name_without_path" CHECK ("name" <> '' AND "name" !~ '[/\\]');
