import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { card, text } from '../../src/core/card.ts'
import { DeliveryError, type DeliveryFailure } from '../../src/core/errors.ts'
import type { Adapter } from '../../src/core/ports.ts'
import {
  type AccountReference,
  type ConversationReference,
  conversationReference,
  platformOf,
  privateConversation,
  type Request,
} from '../../src/core/request.ts'

/** Ways in which a platform fails that every adapter must tell apart. */
export type Misfortune =
  | 'asks to wait 7 seconds'
  | 'has an error of its own'
  | 'refuses the message'
  | 'has thrown the bot out'
  | 'takes the message but its answer is lost'

/** One adapter, started against a fake of its platform. */
export interface AdapterUnderTest {
  readonly adapter: Adapter
  /** A place where people and the bot talk. */
  readonly conversation: ConversationReference
  /** Somebody there, who can be written to in private. */
  readonly account: AccountReference
  /** Reads like a reference of this platform, but there is no such place. */
  readonly nowhere: ConversationReference
  /** What may never appear in an error. */
  readonly secrets: readonly string[]
  /** The next message to the conversation suffers this. */
  suffer(misfortune: Misfortune): void
  /** What the platform took for a conversation so far, as plain text. */
  taken(conversation: ConversationReference): readonly string[]
  /** Somebody types a command where the bot hears it; resolves to the request that the bot made of it. */
  typed(line: string, where: 'conversation' | 'private'): Promise<Request>
  close(): Promise<void>
}

const words = card(text('周报'))

const failureOf = async (sending: Promise<unknown>): Promise<DeliveryError> => {
  const error = await sending.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof DeliveryError)) throw new Error(`not a DeliveryError: ${inspect(error)}`)
  return error
}

/** The suite that every adapter passes. */
export const adapterContract = (name: string, open: () => Promise<AdapterUnderTest>): void => {
  const using = async (test: (subject: AdapterUnderTest) => Promise<void>) => {
    const subject = await open()
    try {
      await test(subject)
    } finally {
      await subject.close()
    }
  }

  describe(`${name}: what every adapter does`, () => {
    it('makes references that lead back to where they came from', () =>
      using(async (subject) => {
        const request = await subject.typed('/pairs', 'conversation')
        expect(request.conversation).toBe(subject.conversation)
        expect(request.private).toBe(false)
        expect(request.actor.account).toBe(subject.account)
        expect(request.input).toEqual({ kind: 'line', text: '/pairs' })
        expect([platformOf(request.conversation), platformOf(request.actor.account)]).toEqual([
          subject.adapter.platform,
          subject.adapter.platform,
        ])
        await subject.adapter.send(request.conversation, words, 'zh-CN')
        expect(subject.taken(subject.conversation).join()).toContain('周报')
      }))

    it('makes requests that survive being stored as JSON', () =>
      using(async (subject) => {
        const request = await subject.typed('/pairs', 'conversation')
        const stored: Request = JSON.parse(JSON.stringify(request))
        expect(stored).toEqual(request)
        await subject.adapter.answer(stored, { locale: 'zh-CN', card: card(text('十四对')) })
        expect(subject.taken(subject.conversation).join()).toContain('十四对')
      }))

    it('writes to an account in private', () =>
      using(async (subject) => {
        const request = await subject.typed('/pairs', 'private')
        expect(request.private).toBe(true)
        const sent = await subject.adapter.send(privateConversation(subject.account), words, 'zh-CN')
        expect(sent.messages).toHaveLength(1)
        expect(subject.taken(request.conversation).join()).toContain('周报')
      }))

    it('gives the ids of all messages that a long card became', () =>
      using(async (subject) => {
        const items = Array.from({ length: 1500 }, (_, index) => ({ text: `互访记录 ${index}` }))
        const sent = await subject.adapter.send(subject.conversation, card({ type: 'list', items }), 'zh-CN')
        expect(new Set(sent.messages).size).toBe(subject.taken(subject.conversation).length)
      }))

    const classes: ReadonlyArray<readonly [Misfortune, DeliveryFailure, boolean]> = [
      ['asks to wait 7 seconds', 'rate-limited', false],
      ['has an error of its own', 'transient', false],
      ['refuses the message', 'rejected', false],
      ['has thrown the bot out', 'gone', false],
      ['takes the message but its answer is lost', 'transient', true],
    ]
    it.each(classes)('platform %s: %s, uncertain: %s', (misfortune, failure, uncertain) =>
      using(async (subject) => {
        subject.suffer(misfortune)
        const error = await failureOf(subject.adapter.send(subject.conversation, words, 'zh-CN'))
        expect({ failure: error.failure, uncertain: error.uncertain }).toEqual({ failure, uncertain })
        if (failure === 'rate-limited') expect(error.retryAfter).toBe(7)
        for (const secret of subject.secrets) expect(inspect(error, { depth: 20 })).not.toContain(secret)
      }),
    )

    it('says so when there is no such conversation', () =>
      using(async (subject) => {
        expect((await failureOf(subject.adapter.send(subject.nowhere, words, 'en'))).failure).toBe('gone')
      }))

    it('rejects a reference of another platform', () =>
      using(async (subject) => {
        const other = conversationReference('elsewhere:x/y/z')
        expect((await failureOf(subject.adapter.send(other, words, 'en'))).failure).toBe('rejected')
      }))
  })
}
