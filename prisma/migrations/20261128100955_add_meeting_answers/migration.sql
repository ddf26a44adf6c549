-- CreateEnum
CREATE TYPE "AnswerKind" AS ENUM ('accepted', 'declined', 'deputy');

-- AlterTable
ALTER TABLE "meeting" ADD COLUMN     "tally" JSONB;

-- CreateTable
CREATE TABLE "meeting_answer" (
    "meeting_id" INTEGER NOT NULL,
    "officer_id" INTEGER NOT NULL,
    "answer" "AnswerKind" NOT NULL,
    "words" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "meeting_answer_pkey" PRIMARY KEY ("meeting_id","officer_id")
);

-- AddForeignKey
ALTER TABLE "meeting_answer" ADD CONSTRAINT "meeting_answer_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_answer" ADD CONSTRAINT "meeting_answer_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand: why somebody declines, and who comes instead, is always said.
ALTER TABLE "meeting_answer" ADD CONSTRAINT "meeting_answer_words_of_answer" CHECK (("answer" = 'accepted') = ("words" IS NULL));
