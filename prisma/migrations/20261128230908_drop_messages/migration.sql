-- AlterEnum
ALTER TYPE "OutboxState" ADD VALUE 'dropped';
