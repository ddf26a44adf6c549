import { setTimeout as after } from 'node:timers/promises'
import { it } from 'vitest'
import type { Trouble } from '../../harness/telegram.ts'
import { underLoad } from './load.ts'
import { hasServer } from './office.ts'
import { isFull } from './table.ts'

type OfTelegram = readonly [method: string, trouble: Trouble]
type OfSlack = Parameters<import('../../harness/slack.ts').SlackServer['fail']>[1]

/** What may have been done, though nobody was told. */
const telegramTroubles: readonly OfTelegram[] = [
  ['sendMessage', { error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 1 } }],
  ['sendMessage', 'drop after'],
  ['sendMessage', 'bad gateway'],
  ['sendMessage', 'garbage after'],
  ['sendMessage', { error_code: 500, description: 'Internal Server Error' }],
  ['getUpdates', { error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 2 } }],
  ['sendMessage', 'drop before'],
  ['getUpdates', 'bad gateway'],
  ['sendMessage', 'hang'],
  ['getUpdates', 'garbage before'],
  ['sendMessage', 'garbage before'],
  ['editMessageText', 'drop after'],
  ['answerCallbackQuery', 'hang'],
]
const slackTroubles: readonly OfSlack[] = [
  { kind: 'rate-limited', seconds: 1 },
  { kind: 'cut', effect: true },
  { kind: 'status', status: 502 },
  { kind: 'garbage', effect: true },
  { kind: 'status', status: 503 },
  { kind: 'cut', effect: false },
  { kind: 'hang' },
  { kind: 'garbage', effect: false },
  { kind: 'error', code: 'fatal_error' },
]
/** Milliseconds from one to the next. */
const pause = 700

it('platforms that are busy, broken, silent or mad, under a mixed load', () => {
  /** Of no message it stays unknown twice whether it arrived: it would be left to people. */
  const met = new Set<string>()
  const isNew = (place: unknown, said: unknown): boolean => {
    const key = `${place} ${`${said}`
      .split('\n')
      .filter((line) => !/补发/.test(line))
      .join('\n')}`
    return !met.has(key) && Boolean(met.add(key))
  }
  return underLoad({
    fault: 'platforms: 429, 5xx, garbage, silence, dropped',
    kind: hasServer() ? 'server' : 'embedded',
    processes: hasServer() ? 2 : 1,
    faults: isFull ? 150 : 12,
    pause: 3_500,
    make: async ({ telegram, slack }, number) => {
      const [method, trouble] = telegramTroubles[number % telegramTroubles.length] ?? ['*', 'hang']
      const failure = slackTroubles[number % slackTroubles.length]
      if (number % 3 === 2 && failure)
        slack.fail('chat.postMessage', failure, ({ channel, text }) => isNew(channel, text))
      else
        telegram.trouble(
          method,
          trouble,
          ({ chat_id, text }) => method !== 'sendMessage' || isNew(chat_id, text),
        )
      await after(pause)
    },
  })
})
