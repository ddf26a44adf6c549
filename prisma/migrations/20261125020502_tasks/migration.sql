-- CreateEnum
CREATE TYPE "TaskState" AS ENUM ('running', 'done', 'cancelled', 'failed');

-- CreateTable
CREATE TABLE "task" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "state" "TaskState" NOT NULL DEFAULT 'running',
    "work" JSONB NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "steps" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leased_until" TIMESTAMPTZ(3) NOT NULL,
    "said_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "task"
  ADD CONSTRAINT "task_conversation_form" CHECK ("conversation" ~ '^[a-z]+:.'),
  ADD CONSTRAINT "task_account_form" CHECK ("account" ~ '^[a-z]+:.'),
  ADD CONSTRAINT "task_progress_counted" CHECK ("done" >= 0 AND "total" >= 0),
  ADD CONSTRAINT "task_steps_counted" CHECK ("steps" >= 0 AND "attempts" >= 0),
  ADD CONSTRAINT "task_ended_has_time" CHECK (("state" = 'running') = ("ended_at" IS NULL));

-- One at a time in a conversation.
CREATE UNIQUE INDEX "task_running_key" ON "task" ("conversation") WHERE "state" = 'running';
