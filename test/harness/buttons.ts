import type { ButtonStore } from '../../src/core/ports.ts'
import type { Press } from '../../src/core/request.ts'

/** A button store that lives as long as its test. */
export const memoryButtons = (): ButtonStore & { readonly kept: Map<string, Press> } => {
  const kept = new Map<string, Press>()
  return {
    kept,
    keep: (press) => {
      const token = `t${kept.size}`
      kept.set(token, press)
      return Promise.resolve(token)
    },
    find: (token) => Promise.resolve(kept.get(token)),
  }
}
