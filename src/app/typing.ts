import { setTimeout } from 'node:timers/promises'
import type { Seat } from '../adapters/console/commands.ts'
import {
  answersQuestion,
  type Completion,
  completeLine,
  holdsSecret,
  type Typing,
} from '../core/completion.ts'
import type { DraftStore } from '../core/form/drafts.ts'
import type { Send } from '../core/outgoing.ts'
import type { Request } from '../core/request.ts'
import type { Router } from '../core/router.ts'
import type { Clock } from '../core/time/clock.ts'
import type { Database, Transaction } from '../db/database.ts'
import { draftStore } from '../intake/drafts.ts'
import type { ProgrammeContext } from '../programme/context.ts'
import type { ProgrammeFeature } from '../programme/feature.ts'

export interface TypingOptions {
  readonly database: Database
  readonly clock: Clock
  readonly router: Router<ProgrammeContext>
  readonly features: readonly ProgrammeFeature[]
  openContext(
    transaction: Transaction,
    request: Request,
    send: Send,
    drafts: DraftStore,
  ): Promise<ProgrammeContext>
}

/** References that are offered at once. */
const mostReferences = 20
/** Milliseconds that a person who presses Tab waits at most: the database may be at work. */
const patience = 1500

const nothingToSend: Send = () => Promise.reject(new Error('a line that is being typed sends nothing'))

/** What the program says to a line while it is typed at the terminal. */
export const createTyping = ({ database, clock, router, features, openContext }: TypingOptions) => {
  const at = <Result>(
    { account, name, conversation, private: isPrivate, locale }: Seat,
    line: string,
    work: (typing: Typing<ProgrammeContext>) => Result | Promise<Result>,
  ): Promise<Result> =>
    database.transact(async (transaction) => {
      const actor = { account, name }
      const input = { kind: 'line', text: line } as const
      const request = { id: 'typing', conversation, private: isPrivate, actor, locale, input, origin: {} }
      const drafts = draftStore(transaction, clock.now())
      const context = await openContext(transaction, request, nothingToSend, drafts)
      const draft = await drafts.open(account, conversation)
      const references: Typing<ProgrammeContext>['references'] = async (beginning, kinds) => {
        const found: string[] = []
        // One after the other: a transaction has one connection.
        for (const { records } of features)
          if (records && (kinds?.includes(records.prefix) ?? beginning.startsWith(`${records.prefix}-`)))
            found.push(...((await records.references?.(context, beginning, mostReferences)) ?? []))
        return found
      }
      return work({ commands: router.commands, context, draft, references })
    })

  return {
    complete: (seat: Seat, line: string): Promise<Completion> =>
      Promise.race([
        at(seat, line, (typing) => completeLine(typing, line)),
        setTimeout(patience, { words: [], typed: '' }, { ref: false }),
      ]),
    mayKeep: (seat: Seat, line: string): Promise<boolean> =>
      at(seat, line, (typing) => !holdsSecret(typing, line)),
    answers: (seat: Seat, line: string): Promise<boolean> =>
      at(seat, line, (typing) => answersQuestion(typing, line)),
  }
}
