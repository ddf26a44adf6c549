import { beforeEach, describe, expect, it } from 'vitest'
import { type Card, card, text } from '../../src/core/card.ts'
import type { Context } from '../../src/core/command.ts'
import { createCommands } from '../../src/core/commands.ts'
import { DeliveryError } from '../../src/core/errors.ts'
import type { OutgoingMessage } from '../../src/core/outgoing.ts'
import type { Adapter } from '../../src/core/ports.ts'
import { accountReference, conversationReference, type Request } from '../../src/core/request.ts'
import type { Router } from '../../src/core/router.ts'
import { stoppedClock } from '../../src/core/time/clock.ts'
import type { Database } from '../../src/db/database.ts'
import { createFront, type Intake } from '../../src/intake/front.ts'
import { recordingLogger } from '../delivery/fakes.ts'
import { testDatabase } from '../harness/database.ts'
import { memoryFiles } from '../harness/files.ts'
import { until } from '../harness/rooms.ts'

let database: Database
beforeEach(async () => {
  database = await testDatabase()
})

const monday = new Date('2025-03-10T01:00:00Z')
const sentAgain = '补发（上一条可能已送达）'
/** As pg says it when the server goes away. */
const outage = () => new Error('Connection terminated unexpectedly')
const wordsOf = ({ blocks }: Card) =>
  blocks.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join(' | ')

const lineOf = (id: string, words: string): Request => ({
  id,
  conversation: conversationReference('fake:room'),
  private: true,
  actor: { account: accountReference('fake:me'), name: 'me' },
  input: { kind: 'line', text: words },
  origin: {},
})

/** What may go wrong, each time it is asked for. */
interface Weather {
  /** The database is away for transactions. */
  readonly transact?: () => boolean
  /** The database is away for everything else. */
  readonly client?: () => boolean
  /** The process ends before it begins a transaction. */
  readonly dies?: boolean
  /** The database does not take a request of these words. */
  readonly refused?: string
  /** How it says so. */
  readonly refusal?: () => Error
  /** What the command itself does. */
  readonly route?: (context: Context) => Promise<void>
  readonly answer?: () => Promise<void>
  /** What happens when somebody is told of a request that is given up. */
  readonly told?: () => Promise<void>
}

/** One process's front on the shared database, with a platform that keeps what is said and a command that says its line. */
const openFront = (clock = stoppedClock(monday, 'Asia/Shanghai'), weather: Weather = {}) => {
  const said: string[] = []
  const later: OutgoingMessage[] = []
  const givenUp: string[] = []
  const { logger } = recordingLogger()
  const under = <Way extends object>(way: Way): Way =>
    new Proxy(way, {
      get: (target, name, receiver) => {
        if (weather.client?.()) throw outage()
        if (weather.refused !== undefined && name === '$executeRaw')
          return async (query: TemplateStringsArray, ...values: unknown[]) => {
            if (values.some((value) => typeof value === 'string' && value.includes(`"${weather.refused}"`)))
              throw weather.refusal?.() ?? new TypeError('invalid input syntax for type json')
            return (target as Database['statements']).$executeRaw(query, ...values)
          }
        return Reflect.get(target, name, receiver)
      },
    })
  const watched: Database = {
    ...database,
    client: under(database.client),
    statements: under(database.statements),
    transact: (work) => {
      if (weather.dies) return new Promise<never>(() => undefined)
      return weather.transact?.() ? Promise.reject(outage()) : database.transact(work)
    },
  }
  const router: Router<Context> = {
    commands: createCommands([]),
    route: async (context) => {
      await weather.route?.(context)
      const { request } = context
      const words = request.input.kind === 'line' ? request.input.text : ''
      return {
        reply: { card: card(text(words)), locale: 'zh-CN' as const, audience: 'conversation' as const },
      }
    },
    explain: () => Promise.reject(new Error('nothing to explain')),
  }
  const adapter: Adapter = {
    platform: 'fake',
    forms: 'steps',
    budget: { perSecond: 1, perSecondInConversation: 1, perMinuteInConversation: 1 },
    start: async () => undefined,
    stop: async () => undefined,
    download: () => Promise.reject(new Error('nobody sends files here')),
    answer: async (_request, reply) => {
      await weather.answer?.()
      said.push(wordsOf(reply.card))
      return { messages: [] }
    },
    send: async () => ({ messages: [] }),
    edit: async () => 'edited',
    whisper: async () => undefined,
    retire: async () => undefined,
    check: async () => ({ posts: true, lacks: [] }),
  }
  const front: Intake = createFront<Context>({
    database: watched,
    router,
    adapters: new Map([['fake', adapter]]),
    clock,
    logger,
    files: memoryFiles(),
    pause: async () => undefined,
    defaultLocale: 'zh-CN',
    // The fake router reads nothing else of a context.
    openContext: async (_transaction, request) => ({ request }) as unknown as Context,
    transact: (work) =>
      watched.transact((transaction) =>
        work(transaction, async (message) => {
          later.push(message)
          return true
        }),
      ),
    onMoved: async () => undefined,
    onAdmitted: async () => undefined,
    onGivenUp: async (_transaction, _send, { id }, what) => {
      await weather.told?.()
      givenUp.push(`${id} ${what}`)
    },
    onSaid: async () => undefined,
    isOutOfDate: async () => false,
  })
  const pass = (seconds: number) => clock.moveTo(new Date(clock.now().getTime() + seconds * 1000))
  return { front, said, later, givenUp, clock, pass }
}

const unanswered = () => database.client.inbox.count({ where: { answeredAt: null } })

describe('a request', () => {
  it('is answered once, however often it is delivered', async () => {
    const { front, said } = openFront()
    expect(await front.receive(lineOf('1', 'one'))).toBe('new')
    expect(await front.receive(lineOf('1', 'one'))).toBe('seen')
    await front.settled()
    expect(said).toEqual(['one'])
    expect(await unanswered()).toBe(0)
  })

  it('is taken up again when the database comes back, with no word of failure in between', async () => {
    let away = true
    const { front, said } = openFront(undefined, { transact: () => away })
    await front.receive(lineOf('1', 'one'))
    await front.settled()
    expect(said).toEqual([])
    away = false
    await front.recover(false)
    await front.settled()
    expect(said).toEqual(['one'])
    expect(await unanswered()).toBe(0)
  })

  it('is not said to have failed for what passes', async () => {
    let attempts = 0
    const { front, said } = openFront(undefined, {
      route: () => (++attempts === 1 ? Promise.reject(new TypeError('odd')) : Promise.resolve()),
    })
    await front.receive(lineOf('1', 'one'))
    await front.settled()
    expect(said).toEqual(['one'])
  })

  it('is said to have failed when it fails again', async () => {
    const { front, said } = openFront(undefined, { route: () => Promise.reject(new TypeError('odd')) })
    await front.receive(lineOf('1', 'one'))
    await front.settled()
    expect(said).toHaveLength(1)
    expect(said[0]).not.toBe('one')
    expect(await unanswered()).toBe(0)
  })

  it('that was answered while the database went away is not answered again', async () => {
    let away = false
    const { front, said } = openFront(undefined, {
      client: () => away,
      answer: async () => {
        away = true
      },
    })
    await front.receive(lineOf('1', 'one'))
    await front.settled()
    expect(await unanswered()).toBe(1)
    away = false
    await front.recover(false)
    await front.settled()
    expect(said).toEqual(['one'])
    expect(await unanswered()).toBe(0)
  })

  it('whose answer may have arrived is answered once more, through the outbox, marked', async () => {
    const lost = new DeliveryError('transient', 'no answer', { uncertain: true })
    const { front, later } = openFront(undefined, { answer: () => Promise.reject(lost) })
    await front.receive(lineOf('1', 'one'))
    await front.settled()
    expect(later.map((message) => wordsOf(message.card))).toEqual([`${sentAgain} | one`])
  })
})

describe('a process that stops', () => {
  it('leaves what waits in line to the next one', async () => {
    let finish = () => {}
    const slow = new Promise<void>((resolve) => {
      finish = resolve
    })
    const stopping = openFront(undefined, { answer: () => slow })
    await stopping.front.receive(lineOf('1', 'one'))
    await stopping.front.receive(lineOf('2', 'two'))
    stopping.front.abandon()
    finish()
    await stopping.front.settled()
    const next = openFront(stopping.clock)
    await next.front.recover(true)
    await next.front.settled()
    expect([...stopping.said, ...next.said].sort()).toEqual(['one', 'two'])
  })
})

describe('what a dead process left', () => {
  /** A process that dies while its answer is on the way, or before it made one. */
  const dieWith = async (ids: readonly string[], weather: Weather) => {
    const { front } = openFront(undefined, weather)
    for (const id of ids) await front.receive(lineOf(id, `line ${id}`))
  }
  const never = () => new Promise<never>(() => undefined)

  it('is answered in order, however long ago it was', async () => {
    await dieWith(['8', '9', '10'], { transact: () => true })
    const next = openFront()
    next.pass(3 * 86_400)
    await next.front.recover(false)
    await next.front.settled()
    expect(next.said).toEqual(['line 8', 'line 9', 'line 10'])
  })

  it('is marked when its answer may have arrived', async () => {
    let answering = () => {}
    const begun = new Promise<void>((resolve) => {
      answering = resolve
    })
    await dieWith(['1'], {
      answer: () => {
        answering()
        return never()
      },
    })
    await begun
    const next = openFront()
    next.pass(31)
    await next.front.recover(false)
    await next.front.settled()
    expect(next.said).toEqual([`${sentAgain} | line 1`])
  })

  it('is left to a process that is slow but alive', async () => {
    let finish = () => {}
    const slow = new Promise<void>((resolve) => {
      finish = resolve
    })
    const alive = openFront(undefined, { answer: () => slow })
    await alive.front.receive(lineOf('1', 'one'))
    const other = openFront(alive.clock)
    for (let look = 0; look < 20; look += 1) {
      alive.pass(5)
      await alive.front.recover(false)
      await other.front.recover(false)
      await other.front.settled()
    }
    expect(other.said).toEqual([])
    finish()
    await alive.front.settled()
    expect(alive.said).toEqual(['one'])
  })

  it('is not answered by its process too, when that only seemed dead', async () => {
    const blocked: Array<() => void> = []
    const sleepy = openFront(undefined, {
      answer: () => new Promise<void>((resolve) => blocked.push(resolve)),
    })
    await sleepy.front.receive(lineOf('1', 'one'))
    await sleepy.front.receive(lineOf('2', 'two'))
    // Until then the first one is locked by its own transaction, and passed over.
    await until(() => blocked.length > 0)
    const other = openFront(sleepy.clock)
    other.pass(31)
    await other.front.recover(false)
    await other.front.settled()
    expect(other.said.map((words) => words.replace(`${sentAgain} | `, ''))).toEqual(['one', 'two'])
    for (const wake of blocked) wake()
    await sleepy.front.settled()
    expect(sleepy.said).toEqual(['one'])
  })

  it('is answered no third time, however many processes die: who asked is told', async () => {
    let answering = () => {}
    const dying: Weather = {
      answer: () => {
        answering()
        return never()
      },
    }
    const clock = stoppedClock(monday, 'Asia/Shanghai')
    for (let death = 0; death < 2; death += 1) {
      const begun = new Promise<void>((resolve) => {
        answering = resolve
      })
      const { front, pass } = openFront(clock, dying)
      await front.receive(lineOf('1', 'one'))
      pass(31)
      if (death > 0) await front.recover(false)
      await begun
    }
    const next = openFront(clock)
    for (let look = 0; look < 3; look += 1) {
      next.pass(31)
      await next.front.recover(false)
      await next.front.settled()
    }
    expect(next.said).toEqual([])
    expect(next.givenUp).toEqual(['1 unsure'])
    expect(await unanswered()).toBe(0)
  })

  it('is given up aloud when process after process dies of it, and what is behind it goes on', async () => {
    const clock = stoppedClock(monday, 'Asia/Shanghai')
    for (let death = 0; death < 6; death += 1) {
      const { front, pass } = openFront(clock, { dies: true })
      if (death === 0) {
        await front.receive(lineOf('1', 'one'))
        await front.receive(lineOf('2', 'two'))
      }
      pass(31)
      if (death > 0) await front.recover(false)
      const begun = { where: { id: '1', attempts: death } }
      while ((await database.client.inbox.count(begun)) === 0);
    }
    const next = openFront(clock)
    next.pass(31)
    await next.front.recover(false)
    await next.front.settled()
    expect(next.givenUp).toEqual(['1 undone'])
    expect(next.said).toEqual(['two'])
    expect(await unanswered()).toBe(0)
  })
})

/** As a server says it of a statement that took longer than it may. */
const tooSlow = () =>
  Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' })

describe('a request that always takes too long', () => {
  it('is given up aloud after as many tries, and what is behind it goes on', async () => {
    let tries = 0
    const { front, said, givenUp, pass } = openFront(undefined, {
      route: async ({ request: { id } }) => {
        if (id !== '1') return
        tries += 1
        throw tooSlow()
      },
    })
    await front.receive(lineOf('1', 'one'))
    await front.receive(lineOf('2', 'two'))
    await front.settled()
    expect(said).toEqual(['two'])
    for (let look = 0; look < 10; look += 1) {
      pass(31)
      await front.recover(false)
      await front.settled()
    }
    expect(tries).toBe(6)
    expect(givenUp).toEqual(['1 undone'])
    expect(await unanswered()).toBe(0)
  })

  it('to be stored is set aside once its platform has sent it as often, and what is behind it goes on', async () => {
    const { front, said, givenUp } = openFront(undefined, { refused: 'odd', refusal: tooSlow })
    for (let sent = 1; sent < 5; sent += 1)
      await expect(front.receive(lineOf('1', 'odd'))).rejects.toThrow('statement timeout')
    expect(givenUp).toEqual([])
    expect(await front.receive(lineOf('1', 'odd'))).toBe('seen')
    expect(await front.receive(lineOf('2', 'two'))).toBe('new')
    await front.settled()
    expect(said).toEqual(['two'])
    expect(givenUp).toEqual(['1 refused'])
    expect(await database.client.setAside.count()).toBe(1)
  })
})

describe('a request that the database refuses', () => {
  it('is set aside with the reason after a few tries, and what is behind it goes on', async () => {
    const { front, said, givenUp } = openFront(undefined, { refused: 'odd' })
    expect(await front.receive(lineOf('1', 'odd'))).toBe('seen')
    expect(await front.receive(lineOf('2', 'two'))).toBe('new')
    await front.settled()
    expect(said).toEqual(['two'])
    expect(givenUp).toEqual(['1 refused'])
    expect(await database.client.setAside.findMany()).toMatchObject([
      { id: '1', reason: 'invalid input syntax for type json', request: expect.stringContaining('"odd"') },
    ])
  })

  it('is set aside also where nobody can be told of it', async () => {
    const told = () => Promise.reject(new TypeError('no such conversation'))
    const { front, said } = openFront(undefined, { refused: 'odd', told })
    expect(await front.receive(lineOf('1', 'odd'))).toBe('seen')
    expect(await front.receive(lineOf('2', 'two'))).toBe('new')
    await front.settled()
    expect(said).toEqual(['two'])
    expect(await database.client.setAside.count()).toBe(1)
  })

  it('is not set aside while the database is away', async () => {
    const { front, givenUp } = openFront(undefined, { client: () => true })
    await expect(front.receive(lineOf('1', 'one'))).rejects.toThrow('Connection terminated')
    expect(givenUp).toEqual([])
  })
})
