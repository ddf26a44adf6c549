import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { actions, type Card, card, fileBlock, lineAction, text } from '../../src/core/card.ts'
import { DeliveryError, type DeliveryFailure } from '../../src/core/errors.ts'
import { FileUnavailable } from '../../src/core/files.ts'
import type { Adapter } from '../../src/core/ports.ts'
import {
  type AccountReference,
  type ConversationReference,
  conversationReference,
  platformOf,
  privateConversation,
  type Request,
} from '../../src/core/request.ts'
import { jpeg, type memoryFiles, pdf } from '../harness/files.ts'

/** Ways in which a platform fails that every adapter must tell apart. */
export type Misfortune =
  | 'asks to wait 7 seconds'
  | 'has an error of its own'
  | 'refuses the message'
  | 'has thrown the bot out'
  | 'takes the message but its answer is lost'

/** A message as it reads by now. */
export interface Standing {
  readonly text: string
  readonly buttons: readonly string[]
}

/** One adapter, started against a fake of its platform. */
export interface AdapterUnderTest {
  readonly adapter: Adapter
  /** A place where people and the bot talk. */
  readonly conversation: ConversationReference
  /** Somebody there, who can be written to in private. */
  readonly account: AccountReference
  /** Reads like a reference of this platform, but there is no such place. Undefined where every place is as good as another. */
  readonly nowhere?: ConversationReference
  /** What may never appear in an error. */
  readonly secrets: readonly string[]
  /** The next message to the conversation, or the next edit there, suffers this. Undefined where nothing goes wrong. */
  readonly suffer?: (misfortune: Misfortune, doing: 'send' | 'edit') => void
  /** Somebody deletes a message. Undefined where what was said stays. */
  readonly erase?: (conversation: ConversationReference, message: string) => void
  /** What stands in a conversation by now, as plain text, and the buttons on it that can be pressed. */
  standing(conversation: ConversationReference): readonly Standing[]
  /** What the platform took for a conversation so far, as plain text. */
  taken(conversation: ConversationReference): readonly string[]
  /** Somebody presses a button that was shown in the conversation; resolves to the request that the bot made of it. */
  pressed(label: string): Promise<Request>
  /** What was shown to somebody alone, wherever: in passing, in the conversation, or in their private one. */
  whispered(account: AccountReference): readonly string[] | Promise<readonly string[]>
  /** Somebody types a command where the bot hears it; resolves to the request that the bot made of it. */
  typed(line: string, where: 'conversation' | 'private'): Promise<Request>
  /** What the adapter takes the content of files from. */
  readonly files: ReturnType<typeof memoryFiles>
  /** The content of all files that were shown in a conversation so far, in order. */
  shownFiles(conversation: ConversationReference): Promise<readonly Buffer[]>
  /** Somebody sends a file in private, with words or without; `announced`: bytes, where the platform tells other than the truth. */
  sent(file: SentFile, words?: string): Promise<Request>
  close(): Promise<void>
}

export interface SentFile {
  readonly name: string
  readonly mediaType: string
  readonly content: Buffer
  readonly announced?: number
}

const words = card(text('周报'))

const hostile = 'x <!channel> @everyone <@U1> [a](http://evil.example) *b* _c_ `d` </b> \u202E'

const failureOf = async (sending: Promise<unknown>): Promise<DeliveryError> => {
  const error = await sending.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof DeliveryError)) throw new Error(`not a DeliveryError: ${inspect(error)}`)
  return error
}

const unavailable = async (reading: Promise<unknown>): Promise<FileUnavailable> => {
  const error = await reading.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof FileUnavailable)) throw new Error(`not a FileUnavailable: ${inspect(error)}`)
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
    const expectFailure = async (
      subject: AdapterUnderTest,
      [, failure, uncertain]: (typeof classes)[number],
      doing: Promise<unknown>,
    ) => {
      const error = await failureOf(doing)
      expect({ failure: error.failure, uncertain: error.uncertain }).toEqual({ failure, uncertain })
      if (failure === 'rate-limited') expect(error.retryAfter).toBe(7)
      for (const secret of subject.secrets) expect(inspect(error, { depth: 20 })).not.toContain(secret)
    }
    it.for(classes)('platform %s: %s, uncertain: %s', (expected, { skip }) =>
      using(async (subject) => {
        if (!subject.suffer) return skip('nothing goes wrong there')
        subject.suffer(expected[0], 'send')
        await expectFailure(subject, expected, subject.adapter.send(subject.conversation, words, 'zh-CN'))
      }),
    )

    it('says so when there is no such conversation', ({ skip }) =>
      using(async (subject) => {
        if (!subject.nowhere) return skip('every place is as good as another')
        expect((await failureOf(subject.adapter.send(subject.nowhere, words, 'en'))).failure).toBe('gone')
      }))

    it('takes a file with words, and gives its content', () =>
      using(async (subject) => {
        const content = pdf('minutes')
        const file = { name: '会议纪要.pdf', mediaType: 'application/pdf', content }
        const request = await subject.sent(file, '/visit log')
        expect(request.input).toEqual({ kind: 'line', text: '/visit log' })
        expect(request.attachments).toMatchObject([{ name: '会议纪要.pdf', size: content.length }])
        const stored: Request = JSON.parse(JSON.stringify(request))
        const [attachment] = stored.attachments ?? []
        if (!attachment) throw new Error('no file came')
        expect(Buffer.from(await subject.adapter.download(attachment, 1000))).toEqual(content)
      }))

    it('takes a file without a word', () =>
      using(async (subject) => {
        const file = { name: 'a.pdf', mediaType: 'application/pdf', content: pdf('a') }
        const request = await subject.sent(file)
        expect(request.input).toEqual({ kind: 'files' })
        expect(request.attachments).toHaveLength(1)
      }))

    it('reads no more of a file than it may, however small it claims to be, and says when one is gone', () =>
      using(async (subject) => {
        const file = {
          name: 'a.pdf',
          mediaType: 'application/pdf',
          content: pdf('a'.repeat(5000)),
          announced: 5,
        }
        const [attachment] = (await subject.sent(file)).attachments ?? []
        if (!attachment) throw new Error('no file came')
        const nowhere = Object.fromEntries(Object.keys(attachment.place).map((key) => [key, 'nowhere']))
        const errors = [
          await unavailable(subject.adapter.download(attachment, 1000)),
          await unavailable(subject.adapter.download({ ...attachment, place: nowhere }, 1000)),
        ]
        expect(errors.map(({ reason }) => reason)).toEqual(['too-large', 'gone'])
        for (const secret of subject.secrets) expect(inspect(errors, { depth: 20 })).not.toContain(secret)
      }))

    it('shows pictures and documents, each byte of them', () =>
      using(async (subject) => {
        const photos = ['one', 'two', 'three'].map((mark) =>
          subject.files.put(`${mark}.jpg`, 'image/jpeg', jpeg(mark)),
        )
        const minutes = subject.files.put('minutes.pdf', 'application/pdf', pdf('minutes'))
        const blocks = [...photos, minutes].map((file) => fileBlock(file))
        await subject.adapter.send(subject.conversation, card(text('现场'), ...blocks), 'zh-CN')
        expect(subject.taken(subject.conversation).join()).toContain('现场')
        expect(await subject.shownFiles(subject.conversation)).toEqual([
          ...['one', 'two', 'three'].map(jpeg),
          pdf('minutes'),
        ])
      }))

    it('names a file that is no more, and says the rest', () =>
      using(async (subject) => {
        const gone = { id: 'gone', name: 'gone.pdf', mediaType: 'application/pdf', size: 9 }
        await subject.adapter.send(subject.conversation, card(text('现场'), fileBlock(gone)), 'zh-CN')
        expect(subject.taken(subject.conversation).join()).toMatch(/现场[\s\S]*gone\.pdf/)
        expect(await subject.shownFiles(subject.conversation)).toEqual([])
      }))

    it('rejects a reference of another platform', () =>
      using(async ({ adapter }) => {
        const other = conversationReference('elsewhere:x/y/z')
        expect((await failureOf(adapter.send(other, words, 'en'))).failure).toBe('rejected')
        expect((await failureOf(adapter.edit(other, ['1'], words, 'en'))).failure).toBe('rejected')
      }))

    describe('what concerns the presser alone', () => {
      const shared = card(text('参加会议？'), actions(lineAction('参加', '/yes')))
      const asides: ReadonlyArray<readonly [string, Card]> = [
        ['a few words', card(text('已登记：您参加'))],
        [
          'a whole card',
          card(text('已登记：您参加'), { type: 'facts', facts: [{ label: '时间', value: '9时' }] }),
        ],
        ['a card with a button', card(text('已登记：您参加'), actions(lineAction('撤回', '/no')))],
      ]
      it.each(asides)('is whispered: %s', (_what, aside) =>
        using(async (subject) => {
          const { adapter, conversation, account } = subject
          await adapter.send(conversation, shared, 'zh-CN')
          const request = await subject.pressed('参加')
          const answer = card(text('参加：1人'), actions(lineAction('参加', '/yes')))
          const reply = { locale: 'zh-CN', card: answer, replace: true } as const
          await adapter.answer(request, { ...reply, aside: { card: aside, locale: 'zh-CN' } })
          await adapter.whisper(request, aside, 'zh-CN')
          expect((await subject.whispered(account)).join()).toContain('已登记：您参加')
          const all = subject.standing(conversation).map((message) => message.text)
          expect(all.join()).toContain('参加：1人')
          if (subject.erase) expect(all.join()).not.toContain('您参加')
        }),
      )
    })

    it('lets nobody press what is disabled', () =>
      using(async (subject) => {
        const closed = { ...lineAction('投票', '/vote'), disabled: true }
        const { conversation } = subject
        const shown = card(text('已截止'), actions(closed, lineAction('结果', '/result')))
        await subject.adapter.send(conversation, shown, 'zh-CN')
        expect(subject.standing(conversation).at(-1)?.buttons).toEqual(['结果'])
      }))

    describe('a card that lives on', () => {
      const before = card(text('周报：第一稿'), actions(lineAction('修改', '/edit')))
      const after = card(text('周报：第二稿'), actions(lineAction('完成', '/done')))
      const last = ({ standing, conversation }: AdapterUnderTest) => standing(conversation).at(-1)

      it('is edited by what its answer said was sent', () =>
        using(async (subject) => {
          const { adapter, conversation, standing } = subject
          const request = await subject.typed('/digest', 'conversation')
          const { messages } = await adapter.answer(request, { locale: 'zh-CN', card: before })
          expect(messages).toHaveLength(1)
          expect(await adapter.edit(conversation, messages, after, 'zh-CN')).toBe('edited')
          expect(last(subject)).toMatchObject({ text: expect.stringContaining('第二稿'), buttons: ['完成'] })
          // What a terminal printed stays; elsewhere the former card is gone.
          if (subject.erase)
            expect(standing(conversation).map((message) => message.text)).toEqual(['周报：第二稿'])
        }))

      it('is edited in private too', () =>
        using(async (subject) => {
          const place = privateConversation(subject.account)
          const { conversation } = await subject.typed('/digest', 'private')
          const { messages } = await subject.adapter.send(place, before, 'zh-CN')
          expect(await subject.adapter.edit(place, messages, after, 'zh-CN')).toBe('edited')
          expect(subject.standing(conversation).at(-1)?.text).toContain('第二稿')
        }))

      it('may be edited to what it says already', () =>
        using(async ({ adapter, conversation }) => {
          const { messages } = await adapter.send(conversation, before, 'zh-CN')
          expect(await adapter.edit(conversation, messages, before, 'zh-CN')).toBe('edited')
          expect(await adapter.edit(conversation, messages, before, 'zh-CN')).toBe('edited')
        }))

      it('keeps hostile text as harmless as a new message does', () =>
        using(async (subject) => {
          const { adapter, conversation } = subject
          const said = card(text(hostile), { type: 'facts', facts: [{ label: hostile, value: hostile }] })
          await adapter.send(conversation, said, 'zh-CN')
          const harmless = last(subject)?.text ?? ''
          expect(harmless).not.toContain('\u202E')
          const { messages } = await adapter.send(conversation, before, 'zh-CN')
          await adapter.edit(conversation, messages, said, 'zh-CN')
          expect(last(subject)?.text).toContain(harmless)
        }))

      it('is lost when somebody deleted it', ({ skip }) =>
        using(async (subject) => {
          const { adapter, conversation, erase } = subject
          if (!erase) return skip('what a terminal printed stays')
          const { messages } = await adapter.send(conversation, before, 'zh-CN')
          erase(conversation, messages[0] ?? '')
          expect(await adapter.edit(conversation, messages, after, 'zh-CN')).toBe('lost')
          await adapter.retire(conversation, messages, before, 'zh-CN')
        }))

      it('is lost, and left as it is, when it has grown to more messages than it was', ({ skip }) =>
        using(async (subject) => {
          const { adapter, conversation } = subject
          if (!subject.erase) return skip('a terminal has room')
          const { messages } = await adapter.send(conversation, before, 'zh-CN')
          const items = Array.from({ length: 1500 }, (_, index) => ({ text: `互访记录 ${index}` }))
          expect(await adapter.edit(conversation, messages, card({ type: 'list', items }), 'zh-CN')).toBe(
            'lost',
          )
          expect(last(subject)?.text).toContain('第一稿')
        }))

      it('keeps its words and loses its buttons when a newer one stands', ({ skip }) =>
        using(async (subject) => {
          const { adapter, conversation } = subject
          if (!subject.erase) return skip('only the buttons of the last card can be pressed')
          const { messages } = await adapter.send(conversation, before, 'zh-CN')
          await adapter.retire(conversation, messages, before, 'zh-CN')
          expect(last(subject)).toMatchObject({ text: expect.stringContaining('第一稿'), buttons: [] })
        }))

      it.for(classes.filter(([misfortune]) => misfortune !== 'refuses the message'))(
        'edited on a platform that %s: %s, uncertain: %s',
        (expected, { skip }) =>
          using(async (subject) => {
            const { adapter, conversation, suffer } = subject
            if (!suffer) return skip('nothing goes wrong there')
            const { messages } = await adapter.send(conversation, before, 'zh-CN')
            suffer(expected[0], 'edit')
            await expectFailure(subject, expected, adapter.edit(conversation, messages, after, 'zh-CN'))
            if (expected[2]) expect(await adapter.edit(conversation, messages, after, 'zh-CN')).toBe('edited')
          }),
      )
    })
  })
}
