import { stoppedClock } from '../../src/core/time/clock.ts'
import { instantAt } from '../../src/core/time/day.ts'
import { startApp, zone } from './app.ts'
import { testDatabase } from './database.ts'
import { bindRoom } from './rooms.ts'
import { createSlackServer, slackSecrets } from './slack.ts'

/** The whole program on Slack, over HTTP, in a channel C1 bound to 武隆; U1 (王) is an administrator. */
export const openSlackChannel = async (at = '2025-03-03T10:00') => {
  const database = await testDatabase()
  const clock = stoppedClock(instantAt(at, zone), zone)
  const slack = await createSlackServer(clock)
  slack.addChannel('C1')
  const wang = slack.person('U1', 'wang')
  const start = async () => {
    const running = await startApp(
      database,
      {
        SLACK_BOT_TOKEN: slackSecrets.botToken,
        SLACK_SIGNING_SECRET: slackSecrets.signingSecret,
        SLACK_API_URL: slack.apiUrl,
        ADMINS: 'slack:T1/U1',
      },
      undefined,
      clock,
    )
    slack.sendTo(`http://127.0.0.1:${running.port}/slack/events`)
    return running
  }
  const running = await start()
  const bind = () => bindRoom(database, 'slack:T1/C1', '武隆', 'zh-CN')
  await bind()
  /** As it was in the beginning, without a start. */
  const again = async () => {
    await running.clear()
    slack.forget()
    await bind()
    return slack.person('U1', 'wang')
  }
  const close = async () => {
    await running.app.stop()
    await slack.stop()
  }
  /** `start`: once more, after it was stopped. */
  return { database, slack, wang, running, start, again, close }
}
