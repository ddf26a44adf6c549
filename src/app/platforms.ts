import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import type { ConsoleHost } from '../adapters/console/commands.ts'
import type { Config } from '../config.ts'
import type { Adapter, ButtonStore, FileStore, Logger } from '../core/ports.ts'
import type { Shortcut } from '../core/shortcut.ts'
import type { Clock } from '../core/time/clock.ts'

export interface Terminal {
  readonly input: Readable
  readonly output: Writable & { readonly columns?: number }
  /** A person sits there. */
  readonly interactive: boolean
}

export interface PlatformTools {
  readonly clock: Clock
  readonly logger: Logger
  readonly buttons: ButtonStore
  readonly files: FileStore
  /** For the menus of platforms that have some. */
  readonly shortcuts: readonly Shortcut[]
  /** What the console needs beyond the others; undefined where there is no terminal. */
  readonly console:
    | { readonly terminal: Terminal; readonly host: ConsoleHost; onEnd(error?: unknown): void }
    | undefined
}

/** The console opens when no platform is configured. */
export const opensConsole = ({ telegram, slack }: Config): boolean => !telegram && !slack

/**
 * The adapters that a configuration turns on, one line a platform. Each is loaded only when it is wanted: the libraries of
 * the platforms take longer to load than the whole rest of the program.
 */
export const openPlatforms = async (config: Config, tools: PlatformTools): Promise<Adapter[]> => {
  const { clock, logger, buttons, files, shortcuts } = tools
  const common = { clock, logger, files, defaultLocale: config.locale }
  const adapters: Adapter[] = []
  if (config.telegram) {
    const { createTelegramAdapter } = await import('../adapters/telegram/index.ts')
    const { token, apiRoot, updates } = config.telegram
    const webhook = updates.kind === 'webhook' ? { webhook: updates } : {}
    adapters.push(
      createTelegramAdapter({ ...common, token, buttons, ...(apiRoot && { apiRoot }), ...webhook }),
    )
  }
  if (config.slack) {
    const { createSlackAdapter } = await import('../adapters/slack/index.ts')
    const { token: botToken, apiUrl, connection } = config.slack
    const address = apiUrl ? { apiUrl } : {}
    adapters.push(
      createSlackAdapter({
        ...common,
        buttons,
        shortcuts: Object.fromEntries(shortcuts.map(({ callback, line }) => [callback, line])),
        botToken,
        ...connection,
        ...address,
      }),
    )
  }
  if (opensConsole(config) && tools.console) {
    const { createConsoleAdapter } = await import('../adapters/console/index.ts')
    const { terminal, host, onEnd } = tools.console
    adapters.push(
      createConsoleAdapter({
        ...terminal,
        host,
        files,
        fileDirectory: join(config.dataDirectory, 'files'),
        historyFile: join(config.dataDirectory, 'history'),
        onEnd,
        locale: config.locale,
        session: randomUUID(),
      }),
    )
  }
  return adapters
}
