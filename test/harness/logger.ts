import type { Logger } from '../../src/core/ports.ts'

/** Keeps what is logged, as `level message`. */
export const listeningLogger = (): Logger & { readonly lines: string[] } => {
  const lines: string[] = []
  const at = (level: string) => (_details: object, message: string) => {
    lines.push(`${level} ${message}`)
  }
  const logger: Logger & { readonly lines: string[] } = {
    lines,
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: () => logger,
  }
  return logger
}
