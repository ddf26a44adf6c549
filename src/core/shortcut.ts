import type { PlainKey } from './i18n.ts'

/** An entry in a chat program's own menus that types a command for a person. */
export interface Shortcut {
  /** Stands in the manifests of installed apps: once given it stays. */
  readonly callback: string
  /** `global`: from the menu; `message`: on a message, whose text stands for `{message}` in the line. */
  readonly kind: 'global' | 'message'
  readonly line: string
  readonly name: PlainKey
  readonly description: PlainKey
}
