import { setTimeout as timer } from 'node:timers/promises'

/** Waits that many milliseconds. */
export type Pause = (milliseconds: number) => Promise<void>

export const realPause: Pause = (milliseconds) => timer(milliseconds)
