import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../src/config.ts'

const problem = (environment: Record<string, string>): string => {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return 'no error'
}

describe('the configuration', () => {
  it('needs nothing: the console with an embedded database', () => {
    expect(readConfig({})).toEqual({
      databaseUrl: undefined,
      dataDirectory: './data',
      syncCommits: false,
      telegram: undefined,
      slack: undefined,
      administrators: [],
      http: { host: '127.0.0.1', port: 3000 },
      operations: undefined,
      timeZone: 'Asia/Shanghai',
      locale: 'zh-CN',
      digestCron: '0 9 * * 1',
      ladderWorkdays: [3, 5, 10],
      fundLimit: '1000000.00',
      logLevel: 'info',
    })
  })

  it('keeps what tells of its inside on this machine, whatever the world may reach', () => {
    const operations = (environment: Record<string, string>) => readConfig(environment).operations
    for (const HOST of ['127.0.0.1', 'localhost', '::1', '127.1.2.3'])
      expect(operations({ HOST })).toBeUndefined()
    expect(operations({ HOST: '0.0.0.0' })).toEqual({ host: '127.0.0.1', port: 3001 })
    expect(operations({ HOST: '::' })).toEqual({ host: '127.0.0.1', port: 3001 })
    expect(operations({ METRICS_PORT: '9100' })).toEqual({ host: '127.0.0.1', port: 9100 })
    expect(operations({ HOST: '0.0.0.0', METRICS_HOST: '10.0.0.5', METRICS_PORT: '9100' })).toEqual({
      host: '10.0.0.5',
      port: 9100,
    })
    expect(problem({ METRICS_PORT: 'x' })).toBe(
      'METRICS_PORT must be a whole number from 0 to 65535 (0 = any free port), for example METRICS_PORT=3001',
    )
  })

  it('takes a variable set to nothing as unset', () => {
    expect(readConfig({ TELEGRAM_BOT_TOKEN: '', PORT: ' ', DATABASE_URL: '' })).toEqual(readConfig({}))
  })

  it('polls Telegram unless a webhook is set', () => {
    const TELEGRAM_BOT_TOKEN = '123:abc'
    expect(readConfig({ TELEGRAM_BOT_TOKEN }).telegram).toEqual({
      token: '123:abc',
      apiRoot: undefined,
      updates: { kind: 'polling' },
    })
    const webhook = {
      TELEGRAM_BOT_TOKEN,
      TELEGRAM_API_ROOT: 'http://127.0.0.1:8081',
      TELEGRAM_WEBHOOK_URL: 'https://luyu.example.org/telegram/webhook',
      TELEGRAM_WEBHOOK_SECRET: 'word',
    }
    expect(readConfig(webhook).telegram).toEqual({
      token: '123:abc',
      apiRoot: 'http://127.0.0.1:8081',
      updates: { kind: 'webhook', url: 'https://luyu.example.org/telegram/webhook', secret: 'word' },
    })
  })

  it('connects Slack over HTTP, or by Socket Mode when there is an app token', () => {
    const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'hush' }
    expect(readConfig(slack).slack?.connection).toEqual({ kind: 'http', signingSecret: 'hush' })
    expect(readConfig({ ...slack, SLACK_APP_TOKEN: 'xapp-1' }).slack?.connection).toEqual({
      kind: 'socket',
      appToken: 'xapp-1',
    })
    expect(readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }).slack?.connection.kind).toBe(
      'socket',
    )
  })

  it('reads the list of administrators', () => {
    expect(readConfig({ ADMINS: 'telegram:123, slack:T1/U1,console:admin' }).administrators).toEqual([
      'telegram:123',
      'slack:T1/U1',
      'console:admin',
    ])
  })

  it('allows any free port', () => {
    expect(readConfig({ PORT: '0' }).http.port).toBe(0)
  })

  it.each([
    [{ DATABASE_URL: 'mysql://root@localhost' }, 'DATABASE_URL'],
    [{ DATABASE_URL: 'somewhere' }, 'DATABASE_URL'],
    [{ TELEGRAM_BOT_TOKEN: 'abc' }, 'TELEGRAM_BOT_TOKEN'],
    [{ TELEGRAM_BOT_TOKEN: '1:a', TELEGRAM_API_ROOT: 'nowhere' }, 'TELEGRAM_API_ROOT'],
    [
      { TELEGRAM_BOT_TOKEN: '1:a', TELEGRAM_WEBHOOK_URL: 'https://a.example' },
      'TELEGRAM_WEBHOOK_SECRET is missing',
    ],
    [{ TELEGRAM_BOT_TOKEN: '1:a', TELEGRAM_WEBHOOK_SECRET: 'word' }, 'TELEGRAM_WEBHOOK_URL is missing'],
    [
      {
        TELEGRAM_BOT_TOKEN: '1:a',
        TELEGRAM_WEBHOOK_URL: 'https://a.example',
        TELEGRAM_WEBHOOK_SECRET: 'two words',
      },
      'TELEGRAM_WEBHOOK_SECRET must',
    ],
    [
      { TELEGRAM_WEBHOOK_URL: 'https://a.example', TELEGRAM_WEBHOOK_SECRET: 'word' },
      'TELEGRAM_BOT_TOKEN is missing',
    ],
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_SIGNING_SECRET is missing'],
    [{ SLACK_BOT_TOKEN: 'xoxp-1' }, 'SLACK_BOT_TOKEN must'],
    [{ SLACK_SIGNING_SECRET: 'hush' }, 'SLACK_BOT_TOKEN is missing'],
    [{ SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN is missing'],
    [{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xoxb-1' }, 'SLACK_APP_TOKEN must'],
    [{ ADMINS: '123' }, 'ADMINS'],
    [{ ADMINS: 'telegram:123;telegram:124' }, 'ADMINS'],
    [{ ADMINS: 'telegram:123,' }, 'ADMINS'],
    [{ PORT: '65536' }, 'PORT'],
    [{ PORT: '-1' }, 'PORT'],
    [{ PORT: '3e3' }, 'PORT'],
    [{ PUBLIC_URL: 'luyu.example.org' }, 'PUBLIC_URL'],
    [{ TIME_ZONE: 'Beijing' }, 'TIME_ZONE'],
    [{ LOCALE: 'fr' }, 'LOCALE'],
    [{ DIGEST_CRON: '0 9 * * 8' }, 'DIGEST_CRON'],
    [{ DIGEST_CRON: '0 0 9 * * 1' }, 'DIGEST_CRON'],
    [{ DIGEST_CRON: '0 9 31 2 *' }, 'DIGEST_CRON'],
    [{ PROBLEM_LADDER_WORKDAYS: '3,5' }, 'PROBLEM_LADDER_WORKDAYS must'],
    [{ PROBLEM_LADDER_WORKDAYS: '3,5,5' }, 'PROBLEM_LADDER_WORKDAYS must'],
    [{ PROBLEM_LADDER_WORKDAYS: '0,5,10' }, 'PROBLEM_LADDER_WORKDAYS must'],
    [{ PROBLEM_LADDER_WORKDAYS: '3,5,ten' }, 'PROBLEM_LADDER_WORKDAYS must'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
  ])('refuses %j in one line that names the variable and gives an example', (environment, beginning) => {
    const message = problem(environment)
    expect(message.startsWith(beginning)).toBe(true)
    expect(message).toMatch(/for example [A-Z_]+=/)
    expect(message).not.toContain('\n')
  })

  it('takes who publishes by the IATI standard as an identifier and a name', () => {
    const IATI_ORGANISATION = 'CN-USCI-EXAMPLE 山东省对口支援办公室'
    expect(readConfig({ IATI_ORGANISATION }).publisher).toBe(IATI_ORGANISATION)
    expect(() => readConfig({ IATI_ORGANISATION: '山东省对口支援办公室' })).toThrow(
      /^IATI_ORGANISATION must be the identifier/,
    )
  })

  it('never repeats what a variable holds', () => {
    const names = [
      'DATABASE_URL',
      'TELEGRAM_BOT_TOKEN',
      'TELEGRAM_WEBHOOK_SECRET',
      'SLACK_BOT_TOKEN',
      'SLACK_SIGNING_SECRET',
      'SLACK_APP_TOKEN',
      'ADMINS',
    ]
    const secret = fc.stringMatching(/^[a-z]{12,20}$/).map((word) => `zq${word}`)
    fc.assert(
      fc.property(fc.constantFrom(...names), secret, (name, value) => {
        expect(problem({ [name]: value })).not.toContain(value)
      }),
    )
  })
})
