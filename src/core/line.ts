import type { Form, Outcome, Reading } from './field.ts'

/** What a field took from a line: the words, as typed, and what they mean. */
export interface Entry {
  readonly text: string
  readonly outcome: Outcome<unknown>
}

/** Entries by field name. */
export type LineReading = Readonly<Record<string, Entry>>

/**
 * Reads one line into a form: `key:value` first, then every field claims its piece, then the words left over go to the
 * free-text field. A field that is not in the answer was not mentioned. `current` gives the values that parts complete.
 */
export declare const readLine: (form: Form, line: string, reading: Reading, current?: Readonly<Record<string, unknown>>) => LineReading
