import type { Draft, DraftStore } from '../core/form/drafts.ts'
import {
  accountReference,
  type ConversationReference,
  conversationReference,
  type Entries,
  localeFrom,
} from '../core/request.ts'
import type { Transaction } from '../db/database.ts'
import type { Draft as DraftRow } from '../generated/prisma/client.ts'

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
  const known = (row: DraftRow | null): Draft | undefined => {
    if (row) stored.add(row.id)
    return row ? fromRow(row) : undefined
  }
  return {
    open: async (account, conversation) => {
      const row = await transaction.draft.findFirst({
        where: { account, conversation, stage: { not: 'kept' }, expiresAt: { gt: now } },
      })
      return known(row)
    },
    find: async (id) => {
      const row = await transaction.draft.findFirst({ where: { id, expiresAt: { gt: now } } })
      return known(row)
    },
    save: async (draft) => {
      const { id, account, conversation } = draft
      if (draft.stage !== 'kept')
        await transaction.draft.deleteMany({
          where: { account, conversation, stage: { not: 'kept' }, id: { not: id } },
        })
      const content = {
        ...draft,
        entries: { ...draft.entries },
        skipped: [...draft.skipped],
        asked: [...draft.asked],
        asking: draft.asking ?? null,
        amends: draft.amends ?? null,
      }
      stored.add(id)
      await transaction.draft.upsert({
        where: { id },
        create: { ...content, createdAt: now },
        update: content,
      })
    },
    remove: async (id) => {
      if (stored.delete(id)) await transaction.draft.deleteMany({ where: { id } })
    },
  }
}
