import type { Card } from '../../src/core/card.ts'
import type { Answer } from '../../src/core/command.ts'
import { translatorOf } from '../../src/core/i18n.ts'
import type { OutgoingMessage } from '../../src/core/outgoing.ts'
import { conversationReference, type Locale } from '../../src/core/request.ts'
import { stoppedClock } from '../../src/core/time/clock.ts'
import { instantAt } from '../../src/core/time/day.ts'
import type { Transaction } from '../../src/db/database.ts'
import type { ConversationScope } from '../../src/programme/context.ts'
import type { FeatureFactory } from '../../src/programme/feature.ts'
import { dueHandlers } from '../../src/programme/records/due.ts'
import { columnsOf } from '../../src/programme/scope.ts'
import { createDueTimes } from '../../src/schedule/due-times.ts'
import { startTask } from '../../src/schedule/start-task.ts'
import { createTaskRunner } from '../../src/schedule/tasks.ts'
import { keepingLogger } from './app.ts'
import {
  answerTo,
  contextFor,
  type Kept,
  sendingTo,
  type TestContext,
  type World,
  worldOf,
} from './context.ts'
import { plain } from './plain.ts'

export interface Person {
  readonly account: string
  readonly locale?: Locale
  readonly scope?: ConversationScope
  /** Speaks in a chat with the bot alone. */
  readonly private?: boolean
}

export const administrator: Person = { account: 'test:admin' }
export const stranger: Person = { account: 'test:stranger' }

const zone = 'Asia/Shanghai'

/** Officers at work with some features on a clean database, from Monday 3 March 2025, 10:00: they type lines and press buttons. */
export const openOffice = async (...create: readonly FeatureFactory[]) => officeIn(await worldOf(...create))

export const officeIn = ({ database, registry, tools }: World) => {
  const clock = stoppedClock(instantAt('2025-03-03T10:00', zone), zone)
  const features = tools.features()
  const kept: Kept = new Map()
  const sent: OutgoingMessage[] = []

  /** The pair at a place of the administrative order, from 1. */
  const pairAt = (position: number) => {
    const found = registry.pairs.find((pair) => pair.position === position)
    if (!found) throw new Error(`no pair ${position}`)
    return found
  }

  const tasks = features.flatMap((feature) => feature.tasks ?? [])
  const conversation = 'test:office'

  const contextOf = async (transaction: Transaction, person: Person): Promise<TestContext> => {
    const begin: TestContext['startTask'] = (name, state, total) => {
      const task = tasks.find((one) => one.name === name)
      if (!task) throw new Error(`no task ${name}`)
      const { languages, caller } = context
      const translate = translatorOf(languages.conversation)
      const starter = { transaction, clock, translate, account: caller.account }
      return startTask({ ...starter, conversation: conversationReference(conversation) }, task, state, total)
    }
    const context = await contextFor(transaction, registry, {
      ...person,
      conversation,
      clock,
      sent,
      kept,
      startTask: begin,
    })
    return context
  }

  /** With a record, as the edited message that made it. */
  const say = (person: Person, line: string, record?: string): Promise<Answer> =>
    database.transact(async (transaction) =>
      answerTo(features, await contextOf(transaction, person), line, record),
    )

  return {
    database,
    registry,
    features,
    sent,
    clock,
    moveTo: (wallClock: string) => clock.moveTo(instantAt(wallClock, zone)),
    say,
    /** What the person reads in answer to a line. */
    read: async (person: Person, line: string): Promise<string> => plain((await say(person, line)).card),
    /** Presses the button whose label contains the words. */
    press: (person: Person, card: Card, words: string): Promise<Answer> =>
      database.transact(async (transaction) => {
        const buttons = card.blocks.flatMap((block) => (block.type === 'actions' ? block.actions : []))
        const press = buttons.find(({ label }) => label.includes(words))?.press
        const handler = press && features.flatMap(({ actions }) => actions?.[press.action] ?? [])[0]
        if (!handler) throw new Error(`no button ${words}`)
        return handler(await contextOf(transaction, person), press)
      }),
    /** Says what is due now, as the program's own minute does. */
    runDue: () =>
      createDueTimes({
        database,
        handlers: dueHandlers(features),
        clock,
        logger: keepingLogger(),
        transact: (work) => database.transact((transaction) => work(transaction, sendingTo(sent))),
      }).look(),
    /** Makes all steps of the tasks that were begun. */
    runTasks: async (): Promise<void> => {
      const logger = keepingLogger()
      await createTaskRunner({
        database,
        tasks,
        clock,
        logger,
        transact: (work) => database.transact((transaction) => work(transaction, sendingTo(sent))),
      }).drain()
      if (logger.problems.length > 0) throw new Error(logger.problems.join('\n'))
    },
    pair: pairAt,
    /** Binds a channel to the pair at that place, or to the whole programme. */
    bind: (conversation: string, position: number | undefined, locale: Locale = 'zh-CN') =>
      database.client.channel.create({
        data: {
          conversation,
          locale,
          ...columnsOf(
            position === undefined ? { kind: 'programme' } : { kind: 'pair', pair: pairAt(position) },
          ),
          boundAt: clock.now(),
          boundBy: administrator.account,
        },
      }),
  }
}

export type Office = ReturnType<typeof officeIn>

/** A liaison officer of one side of a pair, by its place in the administrative order. */
export const officerOf = async (
  { database, clock, pair }: Office,
  position: number,
  side: 'assisting' | 'recipient',
): Promise<Person> => {
  const account = `test:${side}-${position}`
  await database.client.officer.create({
    data: {
      name: account,
      role: 'officer',
      side,
      scope: 'pair',
      pairId: pair(position).id,
      createdAt: clock.now(),
      createdBy: 'test:admin',
      accounts: { create: { reference: account, name: account } },
    },
  })
  return { account }
}
