import type { AccountReference, Locale } from './core/request.ts'
import { environmentSchema, type LogLevel, type Settings } from './environment.ts'

/** Everything an operator decides, checked. What cannot go together cannot be said. */
export interface Config {
  /** PostgreSQL's address; undefined for the embedded database in the data directory. */
  readonly databaseUrl: string | undefined
  readonly dataDirectory: string
  /** Of the embedded database: whether each commit is on the disk before it counts. */
  readonly syncCommits: boolean
  readonly telegram: TelegramConfig | undefined
  readonly slack: SlackConfig | undefined
  readonly administrators: readonly AccountReference[]
  /** Port 0 means any free one. */
  readonly http: Address
  /** Where `/readyz` and `/metrics` are when not beside the webhooks. */
  readonly operations: Address | undefined
  /** Where the HTTP server is reached from outside, without a slash at its end; undefined when it is not. */
  readonly publicUrl: string | undefined
  /** An IANA zone. */
  readonly timeZone: string
  readonly locale: Locale
  readonly digestCron: string
  /** After how many workdays a problem that nobody takes on reaches each rung above its pair, lowest first. */
  readonly ladderWorkdays: readonly [number, number, number]
  /** Yuan with two places. */
  readonly fundLimit: string
  /** Who publishes by the IATI standard, as identifier, blank and name; undefined when nobody does. */
  readonly publisher: string | undefined
  readonly logLevel: LogLevel
}

/** Port 0 is any free one. */
interface Address {
  readonly host: string
  readonly port: number
}

export interface TelegramConfig {
  readonly token: string
  /** Undefined for Telegram's own server. */
  readonly apiRoot: string | undefined
  readonly updates:
    | { readonly kind: 'polling' }
    | { readonly kind: 'webhook'; readonly url: string; readonly secret: string }
}

export interface SlackConfig {
  readonly token: string
  /** Undefined for Slack's own server. */
  readonly apiUrl: string | undefined
  readonly connection:
    | { readonly kind: 'http'; readonly signingSecret: string }
    | { readonly kind: 'socket'; readonly appToken: string }
}

/** What the operator is told when the start stops: one line. It never repeats a value, which may be a secret. */
export class ConfigError extends Error {
  constructor(variable: string, problem: string) {
    super(`${variable} ${problem}`)
    this.name = 'ConfigError'
  }
}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the settings out of an environment; a variable set to nothing counts as unset. Throws `ConfigError`. */
export const readConfig = (environment: Environment): Config => {
  const given = Object.fromEntries(
    Object.entries(environment)
      .map(([name, value]) => [name, value?.trim()])
      .filter(([, value]) => value),
  )
  const read = environmentSchema.safeParse(given)
  if (!read.success) {
    const [issue] = read.error.issues
    throw new ConfigError(String(issue?.path[0]), String(issue?.message))
  }
  const settings = read.data
  return {
    databaseUrl: settings.DATABASE_URL,
    dataDirectory: settings.DATA_DIR,
    syncCommits: settings.SYNC_COMMITS,
    telegram: readTelegram(settings),
    slack: readSlack(settings),
    administrators: settings.ADMINS,
    http: { host: settings.HOST, port: Number(settings.PORT) },
    operations: readOperations(settings),
    publicUrl: settings.PUBLIC_URL?.replace(/\/+$/u, ''),
    timeZone: settings.TIME_ZONE,
    locale: settings.LOCALE,
    digestCron: settings.DIGEST_CRON,
    ladderWorkdays: settings.PROBLEM_LADDER_WORKDAYS,
    fundLimit: `${settings.FUND_LIMIT}.00`,
    publisher: settings.IATI_ORGANISATION,
    logLevel: settings.LOG_LEVEL,
  }
}

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/iu
const operationsPort = 3001

/** What tells of the inside is not beside what the world reaches: only where all of it is this machine's own. */
const readOperations = ({ HOST, METRICS_HOST: host, METRICS_PORT: own }: Settings): Address | undefined =>
  own === undefined && loopback.test(HOST) ? undefined : { host, port: Number(own ?? operationsPort) }

const readTelegram = (settings: Settings): TelegramConfig | undefined => {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: secret } = settings
  if (!token && (url || secret))
    throw new ConfigError(
      'TELEGRAM_BOT_TOKEN',
      'is missing although a Telegram webhook is set, for example TELEGRAM_BOT_TOKEN=123456:AAExample',
    )
  if (!token) return undefined
  if (url && !secret)
    throw new ConfigError(
      'TELEGRAM_WEBHOOK_SECRET',
      'is missing although TELEGRAM_WEBHOOK_URL is set, for example TELEGRAM_WEBHOOK_SECRET=a-long-random-word',
    )
  if (secret && !url)
    throw new ConfigError(
      'TELEGRAM_WEBHOOK_URL',
      'is missing although TELEGRAM_WEBHOOK_SECRET is set, for example TELEGRAM_WEBHOOK_URL=https://luyu.example.org/telegram/webhook',
    )
  return {
    token,
    apiRoot: settings.TELEGRAM_API_ROOT,
    updates: url && secret ? { kind: 'webhook', url, secret } : { kind: 'polling' },
  }
}

const readSlack = (settings: Settings): SlackConfig | undefined => {
  const { SLACK_BOT_TOKEN: token, SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: appToken } = settings
  if (!token && (signingSecret || appToken))
    throw new ConfigError(
      'SLACK_BOT_TOKEN',
      'is missing although another Slack secret is set, for example SLACK_BOT_TOKEN=xoxb-1-2-example',
    )
  if (!token) return undefined
  const apiUrl = settings.SLACK_API_URL
  if (appToken) return { token, apiUrl, connection: { kind: 'socket', appToken } }
  if (signingSecret) return { token, apiUrl, connection: { kind: 'http', signingSecret } }
  throw new ConfigError(
    'SLACK_SIGNING_SECRET',
    'is missing although SLACK_BOT_TOKEN is set (or set SLACK_APP_TOKEN for Socket Mode), for example SLACK_SIGNING_SECRET=0123456789abcdef',
  )
}
