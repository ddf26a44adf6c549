import { createFeatures } from '../../src/app/features.ts'
import { openContext } from '../../src/app/request-context.ts'
import { actionsOf, type Card } from '../../src/core/card.ts'
import { UserError } from '../../src/core/errors.ts'
import { translatorOf } from '../../src/core/i18n.ts'
import type { OutgoingMessage, Send } from '../../src/core/outgoing.ts'
import { type Desk, FormError, type Routed } from '../../src/core/reply.ts'
import { accountReference, conversationReference, type Input, type Request } from '../../src/core/request.ts'
import { createRouter } from '../../src/core/router.ts'
import { stoppedClock } from '../../src/core/time/clock.ts'
import { instantAt } from '../../src/core/time/day.ts'
import type { Transaction } from '../../src/db/database.ts'
import { keepFile } from '../../src/db/files.ts'
import { Prisma } from '../../src/generated/prisma/client.ts'
import type { Role, Side } from '../../src/generated/prisma/enums.ts'
import { draftStore } from '../../src/intake/drafts.ts'
import type { ProgrammeContext } from '../../src/programme/context.ts'
import { columnsOf, type Scope } from '../../src/programme/scope.ts'
import { foundedDatabase } from '../harness/database.ts'
import { plain } from '../harness/plain.ts'
import { endTasks, handedOut } from './handed-out.ts'

/** A transaction may take some seconds. */
const linesAtOnce = 30

const zone = 'Asia/Shanghai'

/** A pair, as it is called here. Everybody who is somebody's officer is one of `ours`, but for one of `theirs`. */
export const pairs = { ours: '武隆', theirs: '奉节' } as const
export type PairName = keyof typeof pairs

interface Registered {
  readonly role: Role
  readonly of: PairName | 'all'
  readonly side?: Side
  readonly isActive?: boolean
}

export const people = {
  stranger: undefined,
  deactivated: { role: 'officer', of: 'ours', side: 'recipient', isActive: false },
  viewer: { role: 'viewer', of: 'ours', side: 'recipient' },
  city: { role: 'officer', of: 'ours', side: 'assisting' },
  county: { role: 'officer', of: 'ours', side: 'recipient' },
  neighbour: { role: 'officer', of: 'theirs', side: 'recipient' },
  neighbourCity: { role: 'officer', of: 'theirs', side: 'assisting' },
  supervisor: { role: 'supervisor', of: 'all' },
  administrator: { role: 'administrator', of: 'all' },
} as const satisfies Record<string, Registered | undefined>
export type PersonName = keyof typeof people

export const rooms = {
  private: undefined,
  unbound: undefined,
  ours: 'ours',
  theirs: 'theirs',
  programme: 'all',
} as const satisfies Record<string, PairName | 'all' | undefined>
export type RoomName = keyof typeof rooms

export interface Said {
  /** All words, buttons and what they type. */
  readonly text: string
  /** What stands in the files that were handed out, at the addresses that were told, and in what tasks said at their end. */
  readonly handedOut: string
  readonly card: Card | undefined
  /** The notice of what was refused; `access` where the command is not for the person at all. */
  readonly refusal: string | undefined
  readonly isAsked: boolean
  readonly isAlone: boolean
  /** Entries of the audit that it wrote. */
  readonly written: number
  readonly sent: readonly OutgoingMessage[]
}

/**
 * The program's own router, contexts and features, over one database with all sorts of people and channels in it. `looksInto`: reads
 * what is handed out beside words, too.
 */
export const openProgramme = async ({ looksInto = false }: { readonly looksInto?: boolean } = {}) => {
  const { database, registry } = await foundedDatabase()
  const clock = stoppedClock(instantAt('2025-03-03T10:00', zone), zone)
  const features = createFeatures(registry, {
    digestCron: '0 9 * * 1',
    dataDirectory: '/nonexistent',
    locale: 'en',
    ladderWorkdays: [3, 5, 10],
    fundLimit: '100000000.00',
    publicUrl: 'https://luyu.example',
  })
  const router = createRouter(features)
  const opening = {
    clock,
    registry,
    router,
    administrators: [],
    defaultLocale: 'en' as const,
    tasks: features.flatMap((feature) => feature.tasks ?? []),
  }

  const pairNamed = (name: PairName) => {
    const read = registry.readPair(pairs[name])
    if (read.kind !== 'value') throw new Error(`no pair ${name}`)
    return read.value
  }
  const scopeNamed = (name: PairName | 'all'): Scope =>
    name === 'all' ? { kind: 'programme' } : { kind: 'pair', pair: pairNamed(name) }

  const [createdAt, createdBy] = [clock.now(), 'test:system']
  for (const [name, registered] of Object.entries<Registered | undefined>(people)) {
    const account = { reference: `test:${name}`, name, locale: 'en' }
    if (!registered) {
      await database.client.account.create({ data: account })
      continue
    }
    const { role, of, side, isActive = true } = registered
    await database.client.officer.create({
      data: {
        name: `Officer ${name}`,
        role,
        side: side ?? null,
        active: isActive,
        ...columnsOf(scopeNamed(of)),
        createdAt,
        createdBy,
        accounts: { create: account },
      },
    })
  }
  for (const [room, bound] of Object.entries(rooms))
    if (bound !== undefined)
      await database.client.channel.create({
        data: {
          conversation: `test:room-${room}`,
          locale: 'en',
          ...columnsOf(scopeNamed(bound)),
          boundAt: createdAt,
          boundBy: createdBy,
        },
      })

  let requests = 0
  const requestOf = (person: PersonName, room: RoomName): Request => ({
    id: `test-${++requests}`,
    conversation: conversationReference(room === 'private' ? `test:${person}` : `test:room-${room}`),
    private: room === 'private',
    actor: { account: accountReference(`test:${person}`), name: person },
    locale: 'en',
    input: { kind: 'line', text: '' },
    origin: {},
  })

  const deskOf = (transaction: Transaction): Desk => ({
    drafts: draftStore(transaction, clock.now()),
    forms: 'steps',
    isOutOfDate: async () => false,
    earlier: async () => undefined,
    shownActions: async () => [],
    lately: async () => [],
  })

  const allOf = async (
    transaction: Transaction,
    routed: Routed | undefined,
    sent: readonly OutgoingMessage[],
    send: Send,
  ): Promise<string> => {
    const around = { transaction, clock, features }
    const cards = [...cardsOf(routed), ...(await endTasks(around, sent, send))]
    return `${cards.map(plain).join('\n')}\n${await handedOut(around, cards)}`
  }

  type Ask = (input: Input) => Promise<Said>

  /** What somebody hears somewhere, request after request; each is taken back unless it is kept. */
  const listen = <Result>(
    person: PersonName,
    room: RoomName,
    work: (ask: Ask) => Promise<Result>,
    isKept = false,
  ): Promise<Result> =>
    database.transact(async (transaction) => {
      const sent: OutgoingMessage[] = []
      const send = async (message: OutgoingMessage) => sent.push(message) > 0
      const desk = deskOf(transaction)
      const first = requestOf(person, room)
      const base = await openContext(opening, transaction, first, send, desk.drafts)
      const point = (words: string) => transaction.$executeRaw(Prisma.raw(`${words} asked`))
      let before = await changesIn(transaction)
      return work(async (input) => {
        const context = { ...base, request: { ...first, id: `test-${++requests}`, input } }
        sent.length = 0
        await point('SAVEPOINT')
        try {
          const routed = await router.route(context, desk)
          const handed = looksInto ? await allOf(transaction, routed, sent, send) : ''
          const after = await changesIn(transaction)
          const written = after - before
          if (isKept) before = after
          return { ...saidOf(routed, room, written, [...sent], undefined), handedOut: handed }
        } catch (error) {
          if (!(error instanceof UserError || error instanceof FormError)) throw error
          await point('ROLLBACK TO SAVEPOINT')
          return saidOf(await router.explain(context, desk, error), room, 0, [], error)
        } finally {
          await point(isKept ? 'RELEASE SAVEPOINT' : 'ROLLBACK TO SAVEPOINT')
        }
      })
    })

  return {
    database,
    registry,
    clock,
    features,
    commands: router.commands,
    pairNamed,
    /** What one person hears to some lines in one place; all that comes of each is taken back. */
    askAll: async (person: PersonName, room: RoomName, lines: readonly string[]): Promise<Said[]> => {
      const heard: Said[] = []
      for (let first = 0; first < lines.length; first += linesAtOnce)
        await listen(person, room, async (ask) => {
          for (const line of lines.slice(first, first + linesAtOnce))
            heard.push(await ask({ kind: 'line', text: line }))
        })
      return heard
    },
    /** What a command would run with. */
    inContext: <Result>(
      person: PersonName,
      room: RoomName,
      work: (context: ProgrammeContext) => Promise<Result>,
    ): Promise<Result> =>
      database.transact(async (transaction) => {
        const { drafts } = deskOf(transaction)
        return work(
          await openContext(opening, transaction, requestOf(person, room), async () => true, drafts),
        )
      }),
    /** Keeps a file, as one that came with a message is; gives how a line names it. */
    keep: async (name: string, content: Uint8Array): Promise<string> => {
      const { id } = await keepFile(
        database.statements,
        { name, mediaType: 'text/csv', content },
        clock.now(),
      )
      return `file:"${name} <${id}>"`
    },
    /** Says a line that stands. */
    say: (person: PersonName, room: RoomName, line: string) =>
      listen(person, room, (ask) => ask({ kind: 'line', text: line }), true),
    /** Presses the button whose label has these words; what comes of it stands. */
    press: (person: PersonName, room: RoomName, card: Card | undefined, label: string) => {
      const button = card && actionsOf(card).find((one) => one.label.includes(label))
      if (!button) throw new Error(`no button ${label}: ${card && plain(card)}`)
      return listen(person, room, (ask) => ask({ kind: 'press', press: button.press }), true)
    },
  }
}
export type TestProgramme = Awaited<ReturnType<typeof openProgramme>>

const changesIn = async (transaction: Transaction): Promise<number> => {
  const [found] = await transaction.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM audit`
  return found?.count ?? 0
}

const account = translatorOf('en')('core.refused.account', { account: '' }).replace(/[\s.]*$/u, '')

const cardsOf = (routed: Routed | undefined): Card[] => {
  const shown = routed?.reply
  return [shown?.once ?? shown?.card, shown?.aside?.card].filter((card) => card !== undefined)
}

const saidOf = (
  routed: Routed | undefined,
  room: RoomName,
  written: number,
  sent: readonly OutgoingMessage[],
  error: UserError | FormError | undefined,
): Said => {
  const shown = routed?.reply
  const text = cardsOf(routed).map(plain).join('\n')
  const refused = error instanceof FormError ? error.error : error
  return {
    text,
    handedOut: '',
    card: shown?.card,
    refusal: refused?.notice.key ?? (text.includes(account) && !text.startsWith('#') ? 'access' : undefined),
    isAsked: shown?.question !== undefined,
    isAlone: room === 'private' || shown?.audience === 'actor',
    written,
    sent,
  }
}
