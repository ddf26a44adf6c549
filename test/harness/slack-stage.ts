import { stoppedClock } from '../../src/core/time/clock.ts'
import { instantAt } from '../../src/core/time/day.ts'
import type { Database } from '../../src/db/database.ts'
import { type RunningApp, startApp, zone } from './app.ts'
import { bindRoom } from './rooms.ts'
import { createSlackServer, slackSecrets } from './slack.ts'
import type { Stage } from './transcript.ts'

/** Every text that a modal shows, and what its inputs already hold. */
const textsOf = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(textsOf)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' && /^(text|initial_value|initial_date)$/.test(key) ? [inner] : textsOf(inner),
  )
}

/** What Slack shows beside the fields of a form that it gives back. */
const textsOfErrors = (body: unknown): string[] =>
  typeof body === 'object' && body !== null && 'errors' in body
    ? Object.values(body.errors ?? {}).map(String)
    : []

/** A person in a Slack channel, with the real Bolt and Web API client between the chat and the program. */
export const slackStage = async (
  database: Database,
  locale: 'zh-CN' | 'en',
  connection: 'http' | 'socket' = 'http',
): Promise<Stage> => {
  const clock = stoppedClock(instantAt('2025-03-03T10:00', zone), zone)
  const slack = await createSlackServer(clock)
  const administrator = slack.person('U1', 'admin')
  let person = administrator
  slack.addChannel('C1')
  let channel = 'C1'
  let isPrivate = true
  let nextChannel = 2
  let nextPerson = 2
  /** Who has spoken by now; the first is `admin`. */
  const people = new Map([['admin', administrator]])
  let formsSeen = 0
  const environment = {
    SLACK_BOT_TOKEN: slackSecrets.botToken,
    ...(connection === 'http'
      ? { SLACK_SIGNING_SECRET: slackSecrets.signingSecret }
      : { SLACK_APP_TOKEN: slackSecrets.appToken }),
    SLACK_API_URL: slack.apiUrl,
    ADMINS: 'slack:T1/U1',
    LOCALE: locale,
  }
  const start = async (): Promise<RunningApp> => {
    const running = await startApp(database, environment, undefined, clock)
    if (connection === 'http') slack.sendTo(`http://127.0.0.1:${running.port}/slack/events`)
    else await slack.connected()
    return running
  }
  let running = await start()

  const collect = async (): Promise<readonly string[]> => {
    await running.app.settled()
    const messages = slack
      .unread()
      .filter(({ quiet }) => !quiet)
      .map(({ text, buttons }) => [text, ...buttons.map(({ label }) => label)].join('\n'))
    const forms = slack.views.slice(formsSeen).map(({ view }) => textsOf(view).join('\n'))
    formsSeen = slack.views.length
    return [...messages, ...forms]
  }

  return {
    perform: async (step) => {
      switch (step.kind) {
        case 'say':
          if (step.text.startsWith('/')) await person.command(channel, step.text.slice(1))
          else if (isPrivate) await person.direct(step.text)
          else await person.mention(channel, step.text)
          return collect()
        case 'edit':
          await person.editDirect(step.text)
          return collect()
        case 'press':
          await person.press(step.label)
          return collect()
        case 'submit': {
          const { body } = await person.submit(step.values)
          return [...textsOfErrors(body), ...(await collect())]
        }
        case 'clock':
          clock.moveTo(instantAt(step.time, zone))
          await running.app.runDue()
          return collect()
        case 'room':
          channel = `C${nextChannel++}`
          slack.addChannel(channel)
          isPrivate = false
          await bindRoom(
            database,
            `slack:T1/${channel}`,
            step.pair === 'main' ? undefined : step.pair,
            locale,
          )
          return []
        case 'private':
          isPrivate = true
          channel = slack.directOf(person.id)
          return []
        case 'as':
          person = people.get(step.name) ?? slack.person(`U${nextPerson++}`, step.name)
          people.set(step.name, person)
          if (isPrivate) channel = slack.directOf(person.id)
          return []
        case 'restart':
          await running.app.stop()
          running = await start()
          return []
      }
    },
    reset: async () => {
      await running.clear()
      slack.forget()
      formsSeen = 0
      people.clear()
      people.set('admin', administrator)
      person = administrator
      channel = 'C1'
      isPrivate = true
    },
    problems: () => running.logger.problems,
    stop: async () => {
      await running.app.stop()
      await slack.stop()
    },
  }
}
