-- AlterTable
ALTER TABLE "agenda_item" ADD COLUMN     "was_of" TEXT;
