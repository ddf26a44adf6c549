import { describe, it } from 'vitest'
import type { Database } from '../src/db/database.ts'
import { consoleStage } from './harness/console-stage.ts'
import { testDatabase } from './harness/database.ts'
import { slackStage } from './harness/slack-stage.ts'
import { telegramStage } from './harness/telegram-stage.ts'
import { play, readTranscripts, type Stage } from './harness/transcript.ts'

type Open = (database: Database, locale: 'zh-CN' | 'en') => Promise<Stage>

/** Every way that a person reaches the program. */
const stages: ReadonlyArray<readonly [platform: string, way: string, open: Open]> = [
  ['console', 'the console', consoleStage],
  ['telegram', 'Telegram, polling', (database, locale) => telegramStage(database, locale, 'polling')],
  ['telegram', 'Telegram, webhook', (database, locale) => telegramStage(database, locale, 'webhook')],
  ['slack', 'Slack, HTTP', (database, locale) => slackStage(database, locale, 'http')],
  ['slack', 'Slack, Socket Mode', (database, locale) => slackStage(database, locale, 'socket')],
]

describe.each(readTranscripts())('$title ($file)', (transcript) => {
  const applicable = stages.filter(([platform]) => transcript.platforms?.includes(platform) ?? true)
  for (const [, way, open] of applicable) {
    it(`on ${way}`, async () => {
      const stage = await open(await testDatabase(), transcript.locale)
      try {
        await play(transcript, stage)
      } finally {
        await stage.stop()
      }
    })
  }
})
