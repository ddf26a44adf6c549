-- CreateTable
CREATE TABLE "code_tries" (
    "account" TEXT NOT NULL,
    "wrong" INTEGER NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "code_tries_pkey" PRIMARY KEY ("account")
);

-- Written by hand: five wrong codes lock an account, and the count begins anew.
ALTER TABLE "code_tries" ADD CONSTRAINT "code_tries_counted" CHECK ("wrong" >= 0 AND "wrong" < 5);

-- Codes made until now stand readable in stored requests and replies: they work no more, and new ones are to be made.
UPDATE "invitation" SET "expires_at" = LEAST("expires_at", now()) WHERE "used_at" IS NULL;
