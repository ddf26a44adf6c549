import type { Draft, DraftStore } from '../core/form/drafts.ts'
import {
  type AccountReference,
  accountReference,
  type ConversationReference,
  conversationReference,
  type Entries,
  localeFrom,
  type Request,
} from '../core/request.ts'
import type { Asked } from '../core/sealing.ts'
import type { Database, Transaction } from '../db/database.ts'
import { type Draft as DraftRow, Prisma } from '../generated/prisma/client.ts'

const fromRow = (row: DraftRow): Draft => ({
  id: row.id,
  account: accountReference(row.account),
  conversation: conversationReference(row.conversation),
  command: row.command,
  locale: localeFrom(row.locale),
  // Written below, from entries: the column is ours alone.
  entries: row.entries as Entries,
  skipped: row.skipped,
  asked: row.asked,
  asking: row.asking ?? undefined,
  stage: row.stage,
  amends: row.amends ?? undefined,
  expiresAt: row.expiresAt,
})

/** The forms open in a conversation go with it to its new reference. */
export const moveDrafts = async (
  transaction: Transaction,
  from: ConversationReference,
  to: ConversationReference,
): Promise<void> => {
  await transaction.draft.updateMany({ where: { conversation: from }, data: { conversation: to } })
}

/** Half-filled forms within one transaction; `now` decides which have expired. */
export const draftStore = (transaction: Transaction, now: Date): DraftStore => {
  /** Most forms are filled in by one line and never stored: they need no removing. */
  const stored = new Set<string>()
  /** By whose and where they are, until something changes: several ask for them while a request is answered. */
  const known = new Map<string, Promise<readonly Draft[]>>()

  // Every request runs these: written by hand, they cost less than Prisma's own calls (bench/README.md).
  const read = async (which: Prisma.Sql): Promise<readonly Draft[]> => {
    const rows = await transaction.$queryRaw<DraftRow[]>`
      SELECT id, account, conversation, command, locale, entries, skipped, asked, asking, stage::text AS stage, amends,
        expires_at AS "expiresAt"
      FROM draft WHERE ${which} AND expires_at > ${now}`
    for (const { id } of rows) stored.add(id)
    return rows.map(fromRow)
  }
  const own = (account: AccountReference, conversation: ConversationReference): Promise<readonly Draft[]> => {
    const whose = JSON.stringify([account, conversation])
    const drafts =
      known.get(whose) ?? read(Prisma.sql`account = ${account} AND conversation = ${conversation}`)
    known.set(whose, drafts)
    return drafts
  }

  return {
    open: async (account, conversation) =>
      (await own(account, conversation)).find(({ stage }) => stage !== 'kept'),
    find: async (id) => (await read(Prisma.sql`id = ${id}`))[0],
    findOwn: async (account, conversation, id) =>
      (await own(account, conversation)).find((draft) => draft.id === id),
    save: async ({ id, account, conversation, command, locale, entries, stage, ...draft }) => {
      known.clear()
      if (stage !== 'kept')
        await transaction.$executeRaw`
          DELETE FROM draft
          WHERE account = ${account} AND conversation = ${conversation} AND stage <> 'kept' AND id <> ${id}`
      stored.add(id)
      await transaction.$executeRaw`
        INSERT INTO draft (id, account, conversation, command, locale, entries, skipped, asked, asking, stage, amends,
          expires_at, created_at)
        VALUES (${id}, ${account}, ${conversation}, ${command}, ${locale}, ${JSON.stringify(entries)}::jsonb,
          ${[...draft.skipped]}, ${[...draft.asked]}, ${draft.asking ?? null}, ${stage}::"DraftStage",
          ${draft.amends ?? null}, ${draft.expiresAt}, ${now})
        ON CONFLICT (id) DO UPDATE SET
          account = excluded.account, conversation = excluded.conversation, command = excluded.command,
          locale = excluded.locale, entries = excluded.entries, skipped = excluded.skipped, asked = excluded.asked,
          asking = excluded.asking, stage = excluded.stage, amends = excluded.amends, expires_at = excluded.expires_at,
          created_at = least(draft.created_at, excluded.created_at)`
    },
    remove: async (id) => {
      known.clear()
      if (stored.delete(id)) await transaction.$executeRaw`DELETE FROM draft WHERE id = ${id}`
    },
  }
}

/** What a person is being asked for in a conversation, before their request is stored. */
export const readQuestion = async (
  database: Database,
  { actor, conversation }: Request,
): Promise<Asked | undefined> => {
  const draft = await database.client.draft.findFirst({
    where: { account: actor.account, conversation, stage: 'asking' },
    select: { command: true, asking: true },
  })
  return draft ? { command: draft.command, field: draft.asking ?? undefined } : undefined
}
