import { setTimeout as after } from 'node:timers/promises'
import type { Database } from '../../../src/db/database.ts'
import type { FakeTelegram, FakeUser } from '../../harness/telegram.ts'
import { chanceFrom, type Line, recordsOf, repliesOf, seed } from './table.ts'

type Way = 'visit' | 'form' | 'undo' | 'fund' | 'edit'

/** Something that somebody wants recorded. */
interface Deed {
  readonly way: Way
  readonly chat: number
  /** What no other deed of this way has: a purpose, a document's number, an amount in yuan. */
  readonly mark: string
  /** The answer that says it was done. */
  readonly answer: RegExp
  /** What stands in place of an answer that may have been said twice already. */
  told?: string
  isDone?: true
}

const ways: readonly Way[] = ['visit', 'form', 'undo', 'fund', 'edit']
const pairs = [
  ...['济南→武隆', '淄博→石柱', '枣庄→丰都', '东营→酉阳', '烟台→巫山', '潍坊→开州', '济宁→万州', '泰安→巫溪'],
  ...['威海→云阳', '日照→黔江', '临沂→城口', '德州→秀山', '聊城→彭水', '滨州→奉节'],
]
const firstPerson = 7_000

/** For `ADMINS`: whoever is in a crowd of this size. */
export const accountsOf = (size: number): string =>
  Array.from({ length: size }, (_, number) => `telegram:${firstPerson + number}`).join(',')

const notDone = /没有办成/
/** It was done: who reads this looks it up. */
const unsure = /已经办理，但答复可能没有送到/
/** Milliseconds: while processes are killed one after the other, a request may pass through many hands. */
const patience = 300_000
/** Milliseconds that a person takes between one thing and the next, at most. */
const thought = 4_000

/** Days that no other visit of a pair has. */
export const dayOf = (number: number): string => {
  const month = Math.floor(number / 9)
  return `${2027 + Math.floor(month / 12)}年${1 + (month % 12)}月${1 + 3 * (number % 9)}日`
}
const answerOf: Readonly<Record<Way, (mark: string) => RegExp>> = {
  visit: (mark) => new RegExp(`已登记[\\s\\S]*${mark}`),
  form: (mark) => new RegExp(`已登记[\\s\\S]*${mark}`),
  undo: (mark) => new RegExp(`已撤销登记[\\s\\S]*${mark}`),
  fund: (mark) => new RegExp(`已登记资金明细[\\s\\S]*${mark}`),
  edit: (mark) => new RegExp(`已修改项目[\\s\\S]*现为：[^\\n]*\\(${Number(mark).toLocaleString('en')}元\\)`),
}
const markOf = (way: Way, person: number, turn: number): string => {
  const number = (1 + person) * 1_000 + turn
  if (way === 'fund') return `鲁财农〔2026〕${number}号`
  return way === 'edit' ? String(number * 100) : `考察第${number}号`
}

/**
 * Officers who enter visits in a line and step by step, take them back, book money and change projects, each in a chat of their
 * own and one thing after the other, until they are told to stop. Whoever hears that something was not done says it again.
 */
export const gatherCrowd = (telegram: FakeTelegram, size: number) => {
  const chance = chanceFrom(seed)
  const people = Array.from({ length: size }, (_, number) =>
    telegram.addPerson({ id: firstPerson + number, first_name: '李明', language_code: 'zh-hans' }),
  )
  const deeds: Deed[] = []
  let isOver = false
  const days = new Map<string, number>()
  const nextDay = (pair: string): string => {
    const number = (days.get(pair) ?? 0) + 1
    days.set(pair, number)
    return dayOf(number)
  }

  const act = async (person: FakeUser, number: number): Promise<void> => {
    const { id: chat } = person
    const pair = pairs[number % pairs.length] ?? ''
    const county = pair.split('→')[1]
    /** Says or presses something; resolves with the next answer that fits, and without one when it was not done. */
    const heard = async (fits: RegExp): Promise<string | undefined> => {
      for (;;) {
        const { text } = await telegram.next(chat, patience).catch((cause: unknown) => {
          const said = telegram.messages.filter((message) => message.chat === chat).slice(-3)
          throw new Error(`${fits} was not heard after ${said.map((each) => each.text).join(' | ')}`, {
            cause,
          })
        })
        if (fits.test(text)) return text
        const last = deeds.findLast((deed) => deed.chat === chat)
        if (unsure.test(text) && last?.answer === fits) {
          last.told = text
          return text
        }
        if (notDone.test(text) || unsure.test(text)) return undefined
      }
    }
    const say = (text: string, fits: RegExp) => {
      telegram.say(chat, text, { from: person })
      return heard(fits)
    }
    const press = (label: string, fits: RegExp) => {
      telegram.press(chat, label, { from: person })
      return heard(fits)
    }
    let project: string | undefined

    const makings: Readonly<Record<Way, (deed: Deed) => Promise<unknown>>> = {
      visit: ({ mark, answer }) => say(`/visit ${nextDay(pair)} ${pair} 9人 ${mark}`, answer),
      form: async ({ mark, answer }) =>
        (await say(`/visit 9人 ${mark}`, /请填写方向/)) &&
        (await say(pair, /请填写日期/)) &&
        say(nextDay(pair), answer),
      undo: async ({ mark, answer }) =>
        (await say(`/visit ${nextDay(pair)} ${pair} 9人 ${mark}`, answerOf.visit(mark))) &&
        press('撤销', answer),
      fund: async ({ mark, answer }) =>
        (await say(
          `/fund enter 到位 ${number + 1}万元 ${county} 市级 ${mark}`,
          new RegExp(`待确认[\\s\\S]*${mark}`),
        )) && press('确认入账', answer),
      edit: async ({ mark, answer }) => {
        const added =
          project ?? (await say(`/project add ${county} 硬化道路${number} 预算1万元`, /已登记项目/))
        project ??= /P-\d+-\d+/.exec(added ?? '')?.[0]
        return project && say(`/project edit ${project} 预算:${mark}元`, answer)
      },
    }
    const way = ways[number % ways.length] ?? 'visit'
    for (let turn = 0; !isOver; turn += 1) {
      const mark = markOf(way, number, turn)
      const deed: Deed = { way, chat, mark, answer: answerOf[way](mark) }
      deeds.push(deed)
      let isDone = false
      while (!isDone) isDone = Boolean(await makings[way](deed))
      deed.isDone = true
      if (!isOver) await after(chance() * thought)
    }
  }
  const acting = Promise.all(people.map(act))
  acting.catch(() => undefined)

  /** What is still under way is left out until everybody has stopped. */
  const judged = () => (isOver ? deeds : deeds.filter(({ isDone }) => isDone))

  return {
    /** Nobody begins anything new; resolves when everybody has heard of what they began. */
    stop: (): Promise<unknown> => {
      isOver = true
      return acting
    },
    /** How often each deed is in the audit. */
    records: async ({ client }: Database): Promise<Line['records']> => {
      // Before the audit is read: what is done while it is read is not in it yet.
      const done = judged()
      const entries = await client.auditEntry.findMany({ select: { action: true, after: true } })
      // Written by `writeAudit` from the contents of records.
      const found = entries.map(({ action, after }) => ({ action, ...(after as Record<string, unknown>) }))
      const isOf: Readonly<Record<Way, (entry: Record<string, unknown>, mark: string) => boolean>> = {
        visit: ({ action, purpose }, mark) => action === 'enter' && purpose === mark,
        form: ({ action, purpose }, mark) => action === 'enter' && purpose === mark,
        undo: ({ state, purpose }, mark) => state === 'cancelled' && purpose === mark,
        fund: ({ action, document }, mark) => action === 'enter' && document === mark,
        edit: ({ action, budget }, mark) => action === 'edit' && Number(budget) === Number(mark),
      }
      return recordsOf(done.map(({ way, mark }) => found.filter((entry) => isOf[way](entry, mark)).length))
    },
    replies: (): Line['replies'] =>
      repliesOf(
        judged().map((deed) => {
          const fitting = telegram.spoken.filter(
            ({ chat, text }) => chat === deed.chat && deed.answer.test(text),
          )
          // A message that is changed again is the same message.
          const said = [...new Map(fitting.map(({ id, text }) => [id, text])).values()]
          return said.length === 0 && deed.told ? [deed.told] : said
        }),
      ),
  }
}

export type Crowd = ReturnType<typeof gatherCrowd>

/** Messages that may have arrived twice over and are left to administrators, by design; whether they were heard is counted. */
export const leftIn = ({ client }: Database): Promise<number> =>
  client.outboxMessage.count({ where: { state: 'failed', uncertain: true } })

/** What nobody will finish, in words. */
export const stuckIn = async ({ client }: Database, now: Date): Promise<string[]> => {
  const [requests, messages, tasks] = await Promise.all([
    client.inbox.findMany({ where: { answeredAt: null } }),
    client.outboxMessage.findMany({
      where: {
        OR: [
          { state: { in: ['due', 'sending'] }, dueAt: { lt: now } },
          { state: 'failed', uncertain: false },
        ],
      },
    }),
    client.task.findMany({ where: { state: { in: ['running', 'failed'] } } }),
  ])
  return [
    ...requests.map(({ id }) => `request ${id}`),
    ...messages.map(({ key, state, detail }) => `message ${key} ${state}: ${detail}`),
    ...tasks.map(({ name, state }) => `task ${name} ${state}`),
  ]
}
