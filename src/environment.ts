import { z } from 'zod'
import { accountReference, locales } from './core/request.ts'
import { isCron } from './core/time/cron.ts'

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

const optional = (pattern: RegExp, problem: string) => z.string().regex(pattern, problem).optional()

const address = (protocols: RegExp, problem: string) =>
  z
    .string()
    .refine((text) => URL.canParse(text) && protocols.test(new URL(text).protocol), problem)
    .optional()

const isZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

const account = /^(telegram:\d+|slack:[A-Z0-9]+\/[A-Z0-9]+|console:\S+)$/
const listOf = (text: string) => text.split(',').map((entry) => entry.trim())

const ladderProblem =
  'must be three numbers of workdays, each greater than the one before: until a problem goes to both offices, to the provinces, and to the joint meeting, for example PROBLEM_LADDER_WORKDAYS=3,5,10'

const port = (example: string) =>
  z
    .string()
    .refine(
      (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65535,
      `must be a whole number from 0 to 65535 (0 = any free port), for example ${example}`,
    )

/** The variables that are read, each with what an operator is told where one is wrong: it never repeats a value, which may be a secret. */
export const environmentSchema = z.object({
  DATABASE_URL: address(
    /^postgres(ql)?:$/,
    'must be the address of a PostgreSQL database, for example DATABASE_URL=postgresql://luyu:password@localhost:5432/luyu',
  ),
  DATA_DIR: z.string().default('./data'),
  SYNC_COMMITS: z
    .enum(
      ['on', 'off'],
      'must be on or off: whether the embedded database forces each commit to the disk, for example SYNC_COMMITS=on',
    )
    .default('off')
    .transform((word) => word === 'on'),
  TELEGRAM_BOT_TOKEN: optional(
    /^\d+:\S+$/,
    'must be a token as BotFather gives it, for example TELEGRAM_BOT_TOKEN=123456:AAExample',
  ),
  TELEGRAM_API_ROOT: address(
    /^https?:$/,
    'must be a web address, for example TELEGRAM_API_ROOT=https://api.telegram.org',
  ),
  TELEGRAM_WEBHOOK_URL: address(
    /^https?:$/,
    'must be the public web address of this service, for example TELEGRAM_WEBHOOK_URL=https://luyu.example.org/telegram/webhook',
  ),
  // setWebhook, secret_token: 1-256 characters of this alphabet (Bot API).
  TELEGRAM_WEBHOOK_SECRET: optional(
    /^[\w-]{1,256}$/,
    'must be 1 to 256 letters, digits, "_" or "-", for example TELEGRAM_WEBHOOK_SECRET=a-long-random-word',
  ),
  SLACK_BOT_TOKEN: optional(/^xoxb-/, 'must begin with xoxb-, for example SLACK_BOT_TOKEN=xoxb-1-2-example'),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_APP_TOKEN: optional(/^xapp-/, 'must begin with xapp-, for example SLACK_APP_TOKEN=xapp-1-example'),
  SLACK_API_URL: address(
    /^https?:$/,
    'must be a web address, for example SLACK_API_URL=https://slack.com/api/',
  ),
  ADMINS: z
    .string()
    .refine(
      (text) => listOf(text).every((entry) => account.test(entry)),
      'must be account references with commas between them, for example ADMINS=telegram:123,slack:T1/U1',
    )
    .transform((text) => listOf(text).map(accountReference))
    .default([]),
  HOST: z.string().default('127.0.0.1'),
  PORT: port('PORT=3000').default('3000'),
  METRICS_HOST: z.string().default('127.0.0.1'),
  METRICS_PORT: port('METRICS_PORT=3001').optional(),
  PUBLIC_URL: address(
    /^https?:$/,
    'must be the public web address of this service, for example PUBLIC_URL=https://luyu.example.org',
  ),
  TIME_ZONE: z
    .string()
    .refine(isZone, 'must be the name of a time zone, for example TIME_ZONE=Asia/Shanghai')
    .default('Asia/Shanghai'),
  LOCALE: z.enum(locales, 'must be zh-CN or en, for example LOCALE=zh-CN').default('zh-CN'),
  DIGEST_CRON: z
    .string()
    .refine(
      isCron,
      'must be five cron fields (minute, hour, day of month, month, weekday) that come at some time, for example DIGEST_CRON="0 9 * * 1"',
    )
    .default('0 9 * * 1'),
  PROBLEM_LADDER_WORKDAYS: z
    .string()
    .regex(/^\d{1,3}\s*,\s*\d{1,3}\s*,\s*\d{1,3}$/u, ladderProblem)
    .transform((text): [number, number, number] => {
      const [offices = 0, provinces = 0, meeting = 0] = listOf(text).map(Number)
      return [offices, provinces, meeting]
    })
    .refine(
      ([offices, provinces, meeting]) => 0 < offices && offices < provinces && provinces < meeting,
      ladderProblem,
    )
    .default([3, 5, 10]),
  FUND_LIMIT: z
    .string()
    .regex(
      /^[1-9]\d{0,14}$/u,
      'must be a whole number of yuan: an entry of more is confirmed by a second person of the other office, for example FUND_LIMIT=1000000',
    )
    .default('1000000'),
  // An agency of the codelist OrganisationRegistrationAgency, a hyphen, and what it registered; then the name.
  IATI_ORGANISATION: optional(
    /^[A-Z]{2,3}-[A-Z]+-[^\s/&|?]+\s+\S.*$/u,
    'must be the identifier by which IATI knows the organisation, a blank and its name, for example IATI_ORGANISATION=CN-USCI-EXAMPLE 山东省对口支援办公室',
  ),
  LOG_LEVEL: z
    .enum(logLevels, `must be one of ${logLevels.join(', ')}, for example LOG_LEVEL=info`)
    .default('info'),
})

export type Settings = z.infer<typeof environmentSchema>
