-- Until now a row without a pair meant every pair, and deleting a pair left its officers and channels such rows.

-- CreateEnum
CREATE TYPE "ScopeKind" AS ENUM ('pair', 'programme');

-- DropForeignKey
ALTER TABLE "channel" DROP CONSTRAINT "channel_pair_id_fkey";

-- DropForeignKey
ALTER TABLE "invitation" DROP CONSTRAINT "invitation_pair_id_fkey";

-- DropForeignKey
ALTER TABLE "officer" DROP CONSTRAINT "officer_pair_id_fkey";

-- DropForeignKey
ALTER TABLE "pair" DROP CONSTRAINT "pair_parent_id_fkey";

-- DropForeignKey
ALTER TABLE "place" DROP CONSTRAINT "place_parent_id_fkey";

-- AlterTable
ALTER TABLE "channel" ADD COLUMN "scope" "ScopeKind";
ALTER TABLE "invitation" ADD COLUMN "scope" "ScopeKind";
ALTER TABLE "officer" ADD COLUMN "scope" "ScopeKind";

-- What the rows meant until now.
UPDATE "channel" SET "scope" = CASE WHEN "pair_id" IS NULL THEN 'programme' ELSE 'pair' END::"ScopeKind";
UPDATE "invitation" SET "scope" = CASE WHEN "pair_id" IS NULL THEN 'programme' ELSE 'pair' END::"ScopeKind";
UPDATE "officer" SET "scope" = CASE WHEN "pair_id" IS NULL THEN 'programme' ELSE 'pair' END::"ScopeKind";

ALTER TABLE "channel"
  ALTER COLUMN "scope" SET NOT NULL,
  ADD CONSTRAINT "channel_scope_agrees" CHECK (("scope" = 'pair') = ("pair_id" IS NOT NULL));
ALTER TABLE "invitation"
  ALTER COLUMN "scope" SET NOT NULL,
  ADD CONSTRAINT "invitation_scope_agrees" CHECK (("scope" = 'pair') = ("pair_id" IS NOT NULL));
ALTER TABLE "officer"
  ALTER COLUMN "scope" SET NOT NULL,
  ADD CONSTRAINT "officer_scope_agrees" CHECK (("scope" = 'pair') = ("pair_id" IS NOT NULL));

-- AddForeignKey
ALTER TABLE "place" ADD CONSTRAINT "place_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair" ADD CONSTRAINT "pair_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "pair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "officer" ADD CONSTRAINT "officer_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel" ADD CONSTRAINT "channel_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "pair"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
