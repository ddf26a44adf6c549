import { describe, it } from 'vitest'
import { consoleStage } from './harness/console-stage.ts'
import { testDatabase } from './harness/database.ts'
import { play, readTranscripts, type Stage } from './harness/transcript.ts'
import type { Database } from '../src/db/database.ts'

const stages: Record<string, (database: Database, locale: 'zh-CN' | 'en') => Promise<Stage>> = {
  console: consoleStage,
}

describe.each(readTranscripts())('$title ($file)', (transcript) => {
  for (const [platform, open] of Object.entries(stages)) {
    const applies = transcript.platforms?.includes(platform) ?? true
    it.runIf(applies)(`on ${platform}`, async () => {
      const stage = await open(await testDatabase(), transcript.locale)
      try {
        await play(transcript, stage)
      } finally {
        await stage.stop()
      }
    })
  }
})
