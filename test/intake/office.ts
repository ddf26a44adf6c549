import { z } from 'zod'
import { card, text } from '../../src/core/card.ts'
import { type Context, defineCommand, type Feature } from '../../src/core/command.ts'
import { file } from '../../src/core/fields/file.ts'
import { text as words } from '../../src/core/fields/text.ts'
import type { Attachment } from '../../src/core/files.ts'
import { FileUnavailable, readAtMost } from '../../src/core/files.ts'
import { field } from '../../src/core/form/field.ts'
import { keeping } from '../../src/core/form/kept.ts'
import { translatorOf } from '../../src/core/i18n.ts'
import type { Adapter } from '../../src/core/ports.ts'
import { accountReference, conversationReference, type Request } from '../../src/core/request.ts'
import { createRouter } from '../../src/core/router.ts'
import type { MovableClock } from '../../src/core/time/clock.ts'
import type { Database } from '../../src/db/database.ts'
import { createFileStore } from '../../src/intake/files.ts'
import { createFront } from '../../src/intake/front.ts'
import { recordingLogger } from '../delivery/fakes.ts'
import { plain } from '../harness/plain.ts'

const examples = ['core.help', 'core.help', 'core.help'] as const
const description = { label: 'core.file.unnamed', example: 'core.help', keys: [] } as const

/** `report`: words and files, both needed. `note`: words only. Each says what it was given. */
const office: Feature = {
  name: 'office',
  commands: [
    defineCommand({
      name: 'report',
      aliases: ['报告'],
      access: 'everyone',
      effect: 'write',
      form: z.object({
        about: field(words(), { ...description, label: 'core.help', freeText: true }),
        files: field(file({ most: 3 }), description),
      }),
      summary: 'core.form.open',
      examples,
      run: async (_context: Context, { about, files }) => ({
        card: card(text([about, ...files.map(({ name, id }) => `${name}=${id}`)].join(' '))),
      }),
    }),
    defineCommand({
      name: 'note',
      aliases: [],
      access: 'everyone',
      effect: 'write',
      form: z.object({ about: field(words(), { ...description, freeText: true }) }),
      summary: 'core.form.open',
      examples,
      run: async (_context: Context, { about }) => ({ card: card(text(`noted ${about}`)) }),
    }),
  ],
}

/** What a platform keeps, by place; a number of bytes that it gives without end until they are read. */
export type Kept = Map<string, Buffer | number>

async function* endless(bytes: number): AsyncGenerator<Uint8Array> {
  for (let given = 0; given < bytes; given += 65_536) yield new Uint8Array(65_536)
}

/** One process: its front on the shared database, in Chinese, and what it says. `pause` decides how long it waits. */
export const openOffice = (
  database: Database,
  clock: MovableClock,
  kept: Kept,
  pause: (milliseconds: number) => Promise<void> = () => Promise.resolve(),
) => {
  const said: string[] = []
  const downloads: string[] = []
  const log = recordingLogger()
  const router = createRouter([office])
  const adapter: Adapter = {
    platform: 'fake',
    forms: 'steps',
    budget: { perSecond: 1, perSecondInConversation: 1, perMinuteInConversation: 1 },
    start: async () => undefined,
    stop: async () => undefined,
    download: async ({ place }, most) => {
      downloads.push(place.file ?? '')
      const content = kept.get(place.file ?? '')
      if (content === undefined) throw new FileUnavailable('gone', 'gone')
      return readAtMost(typeof content === 'number' ? endless(content) : whole(content), most)
    },
    answer: async (_request, reply) => {
      said.push(plain(reply.card))
      return { messages: [] }
    },
    send: async () => ({ messages: [] }),
    edit: async () => 'lost',
    whisper: async () => undefined,
    retire: async () => undefined,
    check: async () => ({ posts: true, lacks: [] }),
  }
  const translate = translatorOf('zh-CN')
  const front = createFront<Context>({
    database,
    router,
    adapters: new Map([['fake', adapter]]),
    clock,
    logger: log.logger,
    files: createFileStore(database, clock),
    pause,
    defaultLocale: 'zh-CN',
    openContext: async (_transaction, request, _send, drafts) => {
      const reading = { today: clock.today(), translate }
      const base = { request, clock, locale: 'zh-CN' as const, translate, reading }
      return {
        ...base,
        ...keeping(base, drafts, (name) => router.commands.named(name)?.form),
        languages: { person: 'zh-CN', conversation: 'zh-CN' },
        caller: { account: request.actor.account, name: 'me', may: () => true },
        send: async () => true,
      }
    },
    transact: (work) => database.transact((transaction) => work(transaction, async () => true)),
    onMoved: async () => undefined,
    onAdmitted: async () => undefined,
    onGivenUp: async () => undefined,
    onSaid: async () => undefined,
    isOutOfDate: async () => false,
  })
  return { front, said, downloads, log }
}

async function* whole(content: Buffer): AsyncGenerator<Uint8Array> {
  yield content
}

let requests = 0

export const attachment = (place: string, name = `${place}.jpg`, size?: number): Attachment => ({
  name,
  mediaType: 'image/jpeg',
  ...(size !== undefined && { size }),
  place: { file: place },
})

/** Somebody's message with files; without words when there are none. */
export const message = (
  words: string | undefined,
  attachments: readonly Attachment[] = [],
  more: Partial<Request> = {},
): Request => ({
  id: `fake:${++requests}`,
  conversation: conversationReference('fake:room'),
  private: true,
  actor: { account: accountReference('fake:me'), name: 'me' },
  input: words === undefined ? { kind: 'files' } : { kind: 'line', text: words },
  ...(attachments.length > 0 && { attachments }),
  message: String(requests),
  origin: {},
  ...more,
})
