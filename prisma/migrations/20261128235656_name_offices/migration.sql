-- An officer may be of an institution that the programme does not know: its name is kept.
-- AlterTable
ALTER TABLE "invitation" ADD COLUMN     "office" TEXT;
UPDATE "invitation" SET "office" = office.name_zh FROM "office" WHERE office.id = "invitation"."office_id";

-- AlterTable
ALTER TABLE "officer" ADD COLUMN     "office" TEXT;
UPDATE "officer" SET "office" = office.name_zh FROM "office" WHERE office.id = "officer"."office_id";

-- DropForeignKey
ALTER TABLE "invitation" DROP CONSTRAINT "invitation_office_id_fkey";

-- DropForeignKey
ALTER TABLE "officer" DROP CONSTRAINT "officer_office_id_fkey";

-- AlterTable
ALTER TABLE "invitation" DROP COLUMN "office_id";

-- AlterTable
ALTER TABLE "officer" DROP COLUMN "office_id";
