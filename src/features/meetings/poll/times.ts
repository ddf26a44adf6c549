import { PollState } from '../../../generated/prisma/enums.ts'
import type { DueTimes } from '../../../programme/feature.ts'
import { selectReferenced } from '../../../programme/records/select.ts'
import type { PollKind } from './kind.ts'
import type { PollLife } from './life.ts'

/** What is said of polls at their times: who has not answered is reminded, and what has come to its deadline ends. */
export const pollTimes = (kind: PollKind, life: PollLife): DueTimes => ({
  // An answer that is being given counts still.
  lock: async (transaction, references) => {
    await transaction.$queryRaw`SELECT id FROM poll WHERE reference = ANY(${[...references]}) ORDER BY id FOR UPDATE`
  },
  run: async (context, dues) => {
    const { transaction, clock } = context
    const references = [...new Set(dues.map(({ reference }) => reference))]
    for (const poll of await selectReferenced(kind, transaction, references)) {
      if (poll.state !== PollState.open) continue
      if (new Date(poll.closesAt) <= clock.now()) await life.end(context, poll)
      else {
        const isDue = (wanted: string) =>
          dues.some(({ reference, name }) => reference === poll.reference && name === wanted)
        if (isDue('card')) await life.refresh(context, poll)
        if (isDue('remind')) await life.remind(context, poll)
        await life.rewrite(context, poll)
      }
    }
  },
  rewrite: async (context, references) => {
    for (const poll of await selectReferenced(kind, context.transaction, references))
      await life.rewrite(context, poll)
  },
})
