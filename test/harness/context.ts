import type { Answer } from '../../src/core/command.ts'
import { createCommands } from '../../src/core/commands.ts'
import { type Form, fieldsOf } from '../../src/core/form/field.ts'
import { translatorOf } from '../../src/core/i18n.ts'
import { readLine } from '../../src/core/line/line.ts'
import type { OutgoingMessage } from '../../src/core/outgoing.ts'
import { accountReference, conversationReference, type Locale, type Request } from '../../src/core/request.ts'
import { type Clock, stoppedClock } from '../../src/core/time/clock.ts'
import { instantAt } from '../../src/core/time/day.ts'
import type { Database, Transaction } from '../../src/db/database.ts'
import { createCalendar } from '../../src/programme/calendar.ts'
import { bindingOf } from '../../src/programme/channels.ts'
import type { ConversationScope, ProgrammeContext } from '../../src/programme/context.ts'
import type { FeatureFactory, FeatureTools, ProgrammeFeature } from '../../src/programme/feature.ts'
import { identify } from '../../src/programme/people/officers.ts'
import type { Registry } from '../../src/programme/places/registry.ts'
import { createProjectRules } from '../../src/programme/project-rules.ts'
import { standingOf } from '../../src/programme/standing.ts'
import { foundedDatabase } from './database.ts'

export interface ContextOptions {
  /** `test:admin` is an administrator by configuration; any other account is what the database says. */
  readonly account?: string
  readonly name?: string
  readonly conversation?: string
  readonly private?: boolean
  /** What the conversation is bound to in the database when absent. */
  readonly scope?: ConversationScope
  readonly locale?: Locale
  /** A wall clock in Asia/Shanghai. */
  readonly now?: string
  /** Instead of one that stands still at `now`. */
  readonly clock?: Clock
  /** Where what is sent and what is kept goes, when it outlives the request. */
  readonly sent?: OutgoingMessage[]
  readonly kept?: Kept
  /** How a task is begun; nobody works on tasks when absent. */
  readonly startTask?: ProgrammeContext['startTask']
}

export interface TestContext extends ProgrammeContext {
  /** What was put into the outbox, in order. */
  readonly sent: OutgoingMessage[]
}

const zone = 'Asia/Shanghai'
let requests = 0

/** Values kept for buttons. */
export type Kept = Map<string, Readonly<Record<string, unknown>>>

const keepingIn = (kept: Kept): Pick<ProgrammeContext, 'keep' | 'take'> => ({
  keep: async (_command, values) => {
    const id = `kept-${kept.size + 1}`
    kept.set(id, values)
    return id
  },
  take: async (id, form) => {
    const read = form.safeParse(kept.get(id))
    kept.delete(id)
    return read.success ? read.data : undefined
  },
})

/** As the outbox takes messages: each key once. */
export const sendingTo =
  (sent: OutgoingMessage[]) =>
  async (message: OutgoingMessage): Promise<boolean> => {
    const isNew = sent.every(({ key }) => key !== message.key)
    if (isNew) sent.push(message)
    return isNew
  }

/** A context as the program makes it, over a transaction of the test's. */
export const contextFor = async (
  transaction: Transaction,
  registry: Registry,
  options: ContextOptions = {},
): Promise<TestContext> => {
  const { account = 'test:admin', name = account, conversation = 'test:room', locale = 'zh-CN' } = options
  const clock = options.clock ?? stoppedClock(instantAt(options.now ?? '2025-03-03T10:00', zone), zone)
  const request: Request = {
    id: `test-${++requests}`,
    conversation: conversationReference(conversation),
    private: options.private ?? false,
    actor: { account: accountReference(account), name },
    input: { kind: 'line', text: '' },
    origin: {},
  }
  const standing = await standingOf(transaction, request, clock.today())
  const binding = bindingOf(registry, standing)
  const translate = translatorOf(locale)
  const sent = options.sent ?? []
  return {
    request,
    caller: await identify(transaction, registry, request.actor, standing, [accountReference('test:admin')]),
    scope: options.scope ?? binding.scope,
    naming: binding.names,
    transaction,
    clock,
    locale,
    translate,
    languages: { conversation: binding.locale ?? locale, person: locale },
    reading: { today: clock.today(), translate },
    sent,
    send: sendingTo(sent),
    startTask: options.startTask ?? (() => Promise.reject(new Error('nobody works on tasks here'))),
    ...keepingIn(options.kept ?? new Map()),
  }
}

export interface World {
  readonly database: Database
  readonly registry: Registry
  readonly tools: FeatureTools
  /** Runs the line's command in a transaction of its own; fails where a person would be asked again. */
  run(line: string, options?: ContextOptions): Promise<Answer>
}

/** A database with the built-in facts, and features to talk to. */
export const worldOf = async (...create: readonly FeatureFactory[]): Promise<World> =>
  worldOver(await foundedDatabase(), create)

/** The same on a database of the caller's. */
export const worldOver = (
  { database, registry }: Pick<World, 'database' | 'registry'>,
  create: readonly FeatureFactory[],
): World => {
  const features: ProgrammeFeature[] = []
  const tools: FeatureTools = {
    registry,
    calendar: createCalendar(),
    digestCron: '0 9 * * 1',
    ladderWorkdays: [3, 5, 10],
    projectRules: createProjectRules(),
    administrators: [accountReference('test:admin')],
    fundLimit: '1000000.00',
    defaultLocale: 'zh-CN',
    features: () => features,
  }
  features.push(...create.map((make) => make(tools)))
  return {
    database,
    registry,
    tools,
    run: (line, options) =>
      database.transact(async (transaction) => {
        const context = await contextFor(transaction, registry, options)
        return answerTo(features, context, line)
      }),
  }
}

/** What the line's command answers; with a record, to the edited message that made it. */
export const answerTo = async (
  features: readonly ProgrammeFeature[],
  context: ProgrammeContext,
  line: string,
  record?: string,
): Promise<Answer> => {
  const match = createCommands(features).match(line)
  if (!match) throw new Error(`no command for ${line}`)
  const values = valuesOf(match.command.form, match.rest, context)
  if (record === undefined || !match.command.amend) {
    const { once, ...answer } = await match.command.run(context, values)
    return { ...answer, card: once ?? answer.card }
  }
  return match.command.amend(context, record, values)
}

const valuesOf = (form: Form, words: string, { reading }: ProgrammeContext) => {
  const read = readLine(form, words, reading)
  const values = fieldsOf(form).flatMap(({ name, required }) => {
    const outcome = read.entries[name]?.outcome
    if (outcome?.kind === 'value') return [[name, outcome.value] as const]
    if (outcome?.kind === 'problem') throw new Error(`${name}: ${reading.translate.say(outcome.problem)}`)
    if (outcome || required) throw new Error(`${name} would be asked for`)
    return []
  })
  return form.parse(Object.fromEntries(values))
}
