import type { ConsoleHost } from '../../src/adapters/console/commands.ts'

/** A program behind the console that has nothing to say. */
export const quietHost = (more: Partial<ConsoleHost> = {}): ConsoleHost => ({
  rooms: [],
  enterRoom: async () => '',
  moveClock: async () => true,
  setLanguage: async () => undefined,
  complete: async () => ({ words: [], typed: '' }),
  mayKeep: async () => true,
  answers: async () => false,
  settled: async () => undefined,
  ...more,
})
