import { pino } from 'pino'
import { withPatience } from './app/patience.ts'
import { onTheUnexpected } from './app/unexpected.ts'
import { ConfigError, readConfig } from './config.ts'
import { StartRefused } from './core/errors.ts'
import { explained } from './db/damage.ts'
import { openDatabase } from './db/database.ts'
import { DatabaseUnusable } from './db/errors.ts'

/** An error that the operator can mend is one line, without a stack. */
const explain = (error: unknown): string | undefined => {
  if (error instanceof ConfigError || error instanceof DatabaseUnusable || error instanceof StartRefused)
    return error.message
  // The system refuses a port, a directory or a file, and names it.
  return error instanceof Error && 'syscall' in error ? error.message : undefined
}

const main = async (): Promise<void> => {
  const config = readConfig(process.env)
  const isService = config.telegram !== undefined || config.slack !== undefined
  // In a chat at the terminal only what goes wrong is worth a line between the answers.
  const level = isService || process.env.LOG_LEVEL ? config.logLevel : 'error'
  const logger = pino(
    { level, redact: ['token', '*.token', 'headers.authorization'] },
    pino.destination({ dest: 2, sync: true }),
  )
  const { stdin: input, stdout: output } = process
  const interactive = Boolean(input.isTTY && output.isTTY)
  // The database starts while the rest of the program is loaded: both take a good part of a second.
  const { databaseUrl: url, dataDirectory, syncCommits } = config
  const opening = openDatabase({ url, dataDirectory, syncCommits, logger })
  const [{ createApp }, database] = await Promise.all([import('./app/app.ts'), opening])
  const app = await createApp(config, { logger, database, terminal: { input, output, interactive } }).catch(
    (error: unknown) => {
      throw database.kind === 'embedded' ? explained(config.dataDirectory, error) : error
    },
  )

  let stopping: Promise<void> | undefined
  const stop = (reason: string): Promise<void> => {
    logger.info({ reason }, 'stopping')
    stopping ??= app.stop().then(() => withPatience(database.close()))
    return stopping
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop(signal).then(() => process.exit(0)))
  const fail = () => stop('failure').finally(() => process.exit(1))
  onTheUnexpected(process, logger, fail)
  void database.broken?.then(({ message: reason }) => {
    logger.error({ reason }, 'the database broke down')
    return fail()
  })
  try {
    await app.start()
    await app.ended
  } finally {
    await stop('end')
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${explain(error) ?? (error instanceof Error ? error.stack : String(error))}\n`)
    process.exit(1)
  },
)
