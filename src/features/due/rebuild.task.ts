import { z } from 'zod'
import { card, text } from '../../core/card.ts'
import { defineTask } from '../../core/task.ts'
import type { Transaction } from '../../db/database.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { findPending } from './queries.ts'

/** Records of one step. */
const stepSize = 50

export const rebuildName = 'due.rebuild'

const stateSchema = z.object({
  /** The last reference that was dealt with; empty at the beginning. */
  after: z.string(),
  done: z.number(),
  total: z.number(),
})

/** Has every feature reckon the pending times of its records anew. What was said already is not said again. */
export const rebuildTask = (tools: FeatureTools) =>
  defineTask<Transaction, z.infer<typeof stateSchema>>({
    name: rebuildName,
    title: 'due.rebuild.title',
    state: stateSchema,
    step: async ({ transaction, clock, translate }, { after, done, total }) => {
      const references = await findPending(transaction, after, stepSize)
      const last = references.at(-1)
      if (last === undefined)
        return { done: card(text(translate('due.rebuild.done', { count: done }), 'success')) }
      for (const { records, due = [] } of tools.features())
        for (const { prefix = records?.prefix, rewrite } of due) {
          const own = references.filter((reference) => reference.startsWith(`${prefix}-`))
          if (own.length > 0) await rewrite({ transaction, clock }, own)
        }
      const dealtWith = done + references.length
      return {
        state: { after: last, done: dealtWith, total },
        progress: { done: dealtWith, total: Math.max(total, dealtWith) },
      }
    },
  })
