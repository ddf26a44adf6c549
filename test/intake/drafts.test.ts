import { expect, it } from 'vitest'
import { accountReference, conversationReference } from '../../src/core/request.ts'
import { draftStore } from '../../src/intake/drafts.ts'
import { testDatabase } from '../harness/database.ts'

it('a form that waits is kept on when the clock was set back meanwhile', async () => {
  const database = await testDatabase()
  const account = accountReference('console:li')
  const conversation = conversationReference('console:main')
  const draft = {
    ...{ id: 'form', account, conversation, command: 'visit log', locale: 'zh-CN' as const },
    ...{
      entries: {},
      skipped: [],
      asked: [],
      asking: undefined,
      stage: 'asking' as const,
      amends: undefined,
    },
  }
  for (const now of [new Date('2027-03-01T01:00:00Z'), new Date('2026-12-01T01:00:00Z')]) {
    const expiresAt = new Date(now.getTime() + 3_600_000)
    await database.transact((transaction) => draftStore(transaction, now).save({ ...draft, expiresAt }))
    const found = await database.transact((transaction) =>
      draftStore(transaction, now).open(account, conversation),
    )
    expect(found?.expiresAt).toEqual(expiresAt)
  }
})
