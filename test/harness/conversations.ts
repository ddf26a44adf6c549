import { afterAll, describe, it } from 'vitest'
import type { Database } from '../../src/db/database.ts'
import { testDatabase } from './database.ts'
import { play, readTranscripts, type Stage } from './transcript.ts'

export interface Way {
  /** `Slack, Socket Mode` */
  readonly name: string
  readonly platform: string
  /** Only the transcripts that ask for all ways. */
  readonly forFew?: boolean
  open(database: Database, locale: 'zh-CN' | 'en'): Promise<Stage>
}

/** Plays the transcripts on one way to reach the program; it is started once for each language. */
export const playConversations = (way: Way): void => {
  const transcripts = readTranscripts()
    .filter(({ platforms }) => platforms?.includes(way.platform) ?? true)
    .filter(({ everyWay }) => everyWay || !way.forFew)
  describe.each(['zh-CN', 'en'] as const)(`on ${way.name}, in %s`, (locale) => {
    let stage: Stage | undefined
    const stop = async (): Promise<void> => {
      await stage?.stop()
      stage = undefined
    }
    afterAll(stop)

    it.each(transcripts.filter((transcript) => transcript.locale === locale))(
      '$title ($file)',
      async (transcript) => {
        if (stage) await stage.reset()
        else stage = await way.open(await testDatabase(), locale)
        try {
          await play(transcript, stage)
        } catch (error) {
          // Nobody knows in what state it is.
          await stop()
          throw error
        }
      },
    )
  })
}
