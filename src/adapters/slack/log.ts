import { LogLevel, type Logger as SlackLogger } from '@slack/bolt'
import type { Logger } from '../../core/ports.ts'

const secrets = /\bx(?:ox[a-z]|app|wfp)-[\w-]+/g

/** What Slack's libraries say, as our log lines. Debug lines hold whole payloads and are left out; tokens are never written. */
export const slackLogger = (logger: Logger): SlackLogger => {
  const say = (parts: unknown[]): string => parts.map(String).join(' ').replace(secrets, '[token]')
  return {
    debug: () => {},
    info: (...parts) => logger.debug({}, say(parts)),
    warn: (...parts) => logger.warn({}, say(parts)),
    error: (...parts) => logger.error({}, say(parts)),
    getLevel: () => LogLevel.INFO,
    setLevel: () => {},
    setName: () => {},
  }
}
