import type { Access } from '../core/command.ts'
import type { PlainKey } from '../core/i18n.ts'

/** A line that somebody new may begin with, as a button. */
export interface FirstStep {
  readonly label: PlainKey
  readonly line: string
  readonly access: Access
  /** One sentence that shows how much a line can say. */
  readonly hint?: PlainKey
}
