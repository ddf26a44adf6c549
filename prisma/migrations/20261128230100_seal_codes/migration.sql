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

-- Codes made until now go on working: of each the digest of its seal is kept from now on.
UPDATE "invitation" SET "code_hash" = encode(sha256(convert_to('sealed' || "code_hash", 'UTF8')), 'hex');

-- They stand readable in what was answered and typed: there they are covered.
UPDATE "inbox" SET "reply" = regexp_replace("reply"::text, '(?<![\w-])[\w-]{22}(?![\w-])', 'xxxxxxxx', 'g')::jsonb
WHERE "command" = 'officer invite' AND "reply" IS NOT NULL;
UPDATE "inbox" SET "request" = jsonb_set("request", '{input,text}',
  to_jsonb(regexp_replace("request" #>> '{input,text}', '(?<![\w-])[\w-]{22}(?![\w-])', 'xxxxxxxx', 'g')))
WHERE "answered_at" IS NOT NULL AND "request" #>> '{input,text}' ~ '(?<![\w-])[\w-]{22}(?![\w-])'
  AND ("command" IN ('join', 'start', 'officer withdraw') OR "request" #>> '{input,text}' ~* '^/?(join|start|加入|开始)');
