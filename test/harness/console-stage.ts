import { instantAt } from '../../src/core/time/day.ts'
import type { Database } from '../../src/db/database.ts'
import { type RunningApp, startApp, zone } from './app.ts'
import type { Stage } from './transcript.ts'

/** A person at the terminal of a running program. */
export const consoleStage = async (database: Database, locale: 'zh-CN' | 'en'): Promise<Stage> => {
  let running: RunningApp = await startApp(database, { LOCALE: locale })
  let heard: string[] = []
  const listen = () => running.output.on('data', (chunk: Buffer) => heard.push(chunk.toString('utf8')))
  listen()

  /** A line that makes the console answer at once marks the end of what came before it. */
  const mark = ':press 9999'
  const type = async (line: string): Promise<readonly string[]> => {
    heard = []
    running.input.write(`${line}\n${mark}\n`)
    const ended = () => /9999/.test(heard.join(''))
    while (!ended()) await new Promise((resolve) => running.output.once('data', resolve))
    return heard.filter((said) => !said.includes('9999'))
  }
  let last = ''
  let room = 'main'

  return {
    perform: async (step) => {
      switch (step.kind) {
        case 'say': {
          const said = await type(step.text)
          last = said.join('\n')
          return said
        }
        case 'press': {
          const number = new RegExp(`\\[(\\d+)\\] ${step.label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`).exec(
            last,
          )?.[1]
          if (!number) throw new Error(`no button “${step.label}” in: ${last}`)
          const said = await type(`:press ${number}`)
          last = said.join('\n')
          return said
        }
        case 'submit':
          throw new Error('the console has no forms to submit: answer question by question')
        case 'clock': {
          running.clock.moveTo(instantAt(step.time, zone))
          heard = []
          await running.app.runDue()
          return heard
        }
        case 'room':
        case 'private':
          room = step.kind === 'room' ? step.pair : 'private'
          return type(`:room ${room}`)
        case 'as':
          return type(`:as ${step.name}`)
        case 'edit':
          throw new Error('a line at a terminal cannot be edited')
        case 'restart': {
          await running.app.stop()
          running = await startApp(database, { LOCALE: locale }, undefined, running.clock)
          listen()
          return type(`:room ${room}`)
        }
      }
    },
    reset: async () => {
      await running.clear()
      room = 'main'
      last = ''
      await type(':as admin')
      await type(':room main')
    },
    problems: () => running.logger.problems,
    stop: () => running.app.stop(),
  }
}
